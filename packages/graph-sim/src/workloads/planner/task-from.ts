import { refuse } from '../../errors/graph-problem.ts'
import type { Call } from '../../gateway/call.ts'
import { type JsonObject, member } from '../../gateway/parse-json.ts'
import { hintBetween, resolveOrderHint } from './order-hint.ts'
import { actorOf } from './planner-call.ts'
import { appliedCategories, namedThings, requiredText } from './planner-fields.ts'
import { invalidField, limitExceeded } from './planner-problems.ts'
import { identityOf, type PlannerPlan } from './planner-resource.ts'
import type { PlannerValues } from './planner-store.ts'

const entity = 'Task'
const mostAssignees = 20

/** What a task belongs to, and what it holds already when it is changed. */
export interface TaskCircumstances {
  readonly plan: PlannerPlan
  readonly present: PlannerValues
}

/** Reads what a request says of a task; refuses what does not fit together. */
export function taskFrom(call: Call, json: JsonObject, { plan, present }: TaskCircumstances): PlannerValues {
  const values: Record<string, unknown> = {}
  for (const name of ['startDateTime', 'dueDateTime', 'conversationThreadId'])
    if (Object.hasOwn(json, name)) values[name] = json[name]
  if (Object.hasOwn(json, 'title')) values['title'] = requiredText(json['title'], { entity, field: 'Title' })
  if (Object.hasOwn(json, 'bucketId')) values['bucketId'] = bucketIn(plan, json['bucketId'])
  for (const field of ['orderHint', 'assigneePriority'])
    if (member(json, field) !== undefined) values[field] = resolveOrderHint(json[field], { entity, field })
  if (Object.hasOwn(json, 'priority')) values['priority'] = within(json['priority'], 'Priority', 10)
  if (Object.hasOwn(json, 'percentComplete')) Object.assign(values, progress(call, json, present))
  if (Object.hasOwn(json, 'appliedCategories'))
    values['appliedCategories'] = appliedCategories(json['appliedCategories'], present['appliedCategories'])
  if (Object.hasOwn(json, 'assignments')) values['assignments'] = assignments(call, json, present)
  checkDates({ ...present, ...values })
  return values
}

function bucketIn({ buckets }: PlannerPlan, id: unknown): unknown {
  if (id === null || buckets.some((bucket) => bucket.id === id)) return id
  return refuse(invalidField(entity, 'BucketId', 'The bucket has to be in the plan of the task.'))
}

function within(value: unknown, field: string, most: number): number {
  const number = Number(value ?? -1)
  return Number.isInteger(number) && number >= 0 && number <= most
    ? number
    : refuse(invalidField(entity, field, `The value has to be a whole number from 0 to ${most}.`))
}

/** A task is completed when it stands at 100 percent, and by whom. */
function progress(call: Call, json: JsonObject, present: PlannerValues): PlannerValues {
  const percentComplete = within(json['percentComplete'], 'PercentComplete', 100)
  if (percentComplete < 100) return { percentComplete, completedDateTime: null, completedBy: null }
  if (present['percentComplete'] === 100) return { percentComplete }
  const completedDateTime = call.tenant.planner().timestamp()
  return { percentComplete, completedDateTime, completedBy: identityOf(actorOf(call)) }
}

function assignments(call: Call, json: JsonObject, present: PlannerValues): PlannerValues {
  const field = 'Assignments'
  const merged: Record<string, unknown> = { ...(present['assignments'] as PlannerValues | undefined) }
  for (const [id, assignment] of namedThings(json['assignments'], {
    entity,
    field,
    type: 'plannerAssignment',
  })) {
    if (assignment === null) {
      delete merged[id]
      continue
    }
    const user = call.tenant.directory.users.find((each) => each.id === id.toLowerCase())
    if (user === undefined) refuse(invalidField(entity, field, 'Each name has to be the id of a user.'))
    const known = merged[user.id] as PlannerValues | undefined
    const hint = member(assignment, 'orderHint')
    merged[user.id] = {
      '@odata.type': '#microsoft.graph.plannerAssignment',
      assignedDateTime: known?.['assignedDateTime'] ?? call.tenant.planner().timestamp(),
      orderHint:
        hint === undefined
          ? (known?.['orderHint'] ?? hintBetween('', ''))
          : resolveOrderHint(hint, { entity, field }),
      assignedBy: known?.['assignedBy'] ?? identityOf(actorOf(call)),
    }
  }
  if (Object.keys(merged).length > mostAssignees) refuse(limitExceeded('MaximumAssigneesInTasks'))
  return merged
}

function checkDates({ startDateTime, dueDateTime }: PlannerValues): void {
  if (typeof startDateTime !== 'string' || typeof dueDateTime !== 'string') return
  if (Date.parse(startDateTime) > Date.parse(dueDateTime))
    refuse(invalidField(entity, 'StartDateTime', 'A task cannot start after it is due.'))
}
