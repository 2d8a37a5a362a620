import { refuse } from '../../errors/graph-problem.ts'
import type { Random } from '../../random/random.ts'
import type { Clock } from '../../tenant/clock.ts'
import { timestamp } from '../../time/timestamp.ts'
import type { Group } from '../groups/group.ts'
import type { GroupStore } from '../groups/group-store.ts'
import { hintBetween } from './order-hint.ts'
import { plannerItemNotFound } from './planner-problems.ts'
import {
  identityOf,
  type PlannerActor,
  type PlannerBucket,
  type PlannerKind,
  type PlannerPlan,
  type PlannerResource,
  type PlannerTask,
} from './planner-resource.ts'

/** Values of a thing in Planner, under Graph's own names. */
export type PlannerValues = Readonly<Record<string, unknown>>

/** The plans of a tenant with what is in them. All that changes, changes here. */
export interface PlannerStore {
  /** The plans of all groups that are there. */
  plans(): readonly PlannerPlan[]
  /** By id; refuses what names nothing. */
  findPlan(id: string): PlannerPlan
  /** By id; refuses what names nothing. */
  findBucket(id: string): PlannerBucket
  /** By id; refuses what names nothing. */
  findTask(id: string): PlannerTask
  /** Now, as Graph writes it. */
  timestamp(): string
  addPlan(group: Group, values: PlannerValues, by: PlannerActor): PlannerPlan
  addBucket(plan: PlannerPlan, values: PlannerValues): PlannerBucket
  /** Adds a task at the top of its plan, unless it says where. */
  addTask(plan: PlannerPlan, values: PlannerValues, by: PlannerActor): PlannerTask
  /** Gives a thing other values, and with them another version. */
  change(resource: PlannerResource, values: PlannerValues): void
  removePlan(plan: PlannerPlan): void
  /** Removes a bucket and the tasks in it. */
  removeBucket(bucket: PlannerBucket): void
  removeTask(task: PlannerTask): void
}

/** What a store of plans is made of. */
export interface PlannerBasis {
  readonly clock: Clock
  readonly random: Random
  readonly groups: GroupStore
}

/** Creates a store without plans. */
export function createPlannerStore({ clock, random, groups }: PlannerBasis): PlannerStore {
  const plans: PlannerPlan[] = []
  const newId = (): string => Buffer.from(random.bytes(21)).toString('base64url')
  const now = (): string => timestamp(clock.now())
  const present = (): readonly PlannerPlan[] => plans.filter(({ group }) => groups.all.includes(group))
  const find = <found extends PlannerResource>(all: readonly found[], id: string): found =>
    all.find((each) => each.id === id) ?? refuse(plannerItemNotFound)

  const store: PlannerStore = {
    plans: present,
    findPlan: (id) => find(present(), id),
    findBucket: (id) => {
      const buckets = present().flatMap((plan) => plan.buckets)
      return find(buckets, id)
    },
    findTask: (id) => {
      const tasks = present().flatMap((plan) => plan.tasks)
      return find(tasks, id)
    },
    timestamp: now,
    addPlan(group, values, by) {
      const base = newResource('Plan', newId(), {
        createdDateTime: now(),
        createdBy: identityOf(by),
        ...values,
      })
      const shared = by.user === undefined ? {} : { [by.user.id]: true }
      const details = newResource('PlanDetails', base.id, { sharedWith: shared, categoryDescriptions: {} })
      const plan: PlannerPlan = { ...base, group, details, buckets: [], tasks: [] }
      plans.push(plan)
      return plan
    },
    addBucket(plan, values) {
      const orderHint = hintBetween(greatest(plan.buckets), '')
      const bucket = { ...newResource('Bucket', newId(), { orderHint, ...values }), plan }
      plan.buckets.push(bucket)
      return bucket
    },
    addTask(plan, values, by) {
      const task = newTask(plan, newId(), {
        orderHint: hintBetween('', least(plan.tasks)),
        assigneePriority: '',
        createdDateTime: now(),
        createdBy: identityOf(by),
        ...values,
      })
      plan.tasks.unshift(task)
      return task
    },
    change(resource, values) {
      resource.version++
      for (const [name, value] of Object.entries(values)) {
        resource.values[name] = value
        resource.changedIn.set(name, resource.version)
      }
    },
    removePlan(plan) {
      plans.splice(plans.indexOf(plan), 1)
    },
    removeBucket(bucket) {
      const { buckets, tasks } = bucket.plan
      buckets.splice(buckets.indexOf(bucket), 1)
      for (const task of tasks.filter(({ values }) => values['bucketId'] === bucket.id))
        store.removeTask(task)
    },
    removeTask({ id, plan: { tasks } }) {
      tasks.splice(
        tasks.findIndex((task) => task.id === id),
        1,
      )
    },
  }
  return store
}

function newResource(kind: PlannerKind, id: string, values: PlannerValues): PlannerResource {
  return { kind, id, values: { ...values }, version: 1, changedIn: new Map() }
}

function newTask(plan: PlannerPlan, id: string, values: PlannerValues): PlannerTask {
  const hint = String(values['orderHint'])
  const details = { description: '', previewType: 'automatic', references: {}, checklist: {} }
  const assigned = { unassignedOrderHint: hint, orderHintsByAssignee: {} }
  return {
    ...newResource('Task', id, values),
    plan,
    details: newResource('TaskDetails', id, details),
    assignedToTaskBoardFormat: newResource('AssignedToTaskBoardTaskFormat', id, assigned),
    bucketTaskBoardFormat: newResource('BucketTaskBoardTaskFormat', id, { orderHint: hint }),
    progressTaskBoardFormat: newResource('ProgressTaskBoardTaskFormat', id, { orderHint: hint }),
  }
}

function hints(resources: readonly PlannerResource[]): readonly string[] {
  return resources.map(({ values }) => String(values['orderHint'])).toSorted((a, b) => (a < b ? -1 : 1))
}

function least(resources: readonly PlannerResource[]): string {
  return hints(resources)[0] ?? ''
}

function greatest(resources: readonly PlannerResource[]): string {
  return hints(resources).at(-1) ?? ''
}
