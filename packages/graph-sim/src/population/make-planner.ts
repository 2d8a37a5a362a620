import type { Random } from '../random/random.ts'
import { timestamp } from '../time/timestamp.ts'
import type { User } from '../workloads/directory/user.ts'
import type { GroupStore } from '../workloads/groups/group-store.ts'
import { hintBetween } from '../workloads/planner/order-hint.ts'
import { identityOf, type PlannerPlan } from '../workloads/planner/planner-resource.ts'
import type { PlannerStore } from '../workloads/planner/planner-store.ts'
import type { Days } from './calendar-days.ts'

/** The app through which people make plans by hand. */
const plannerApp = '09abbdfd-ed23-44ee-a2d9-a627aa1c90f3'

const columns = ['To do', 'In progress', 'Done'] as const

const jobs: readonly string[] = [
  'Survey the site',
  'Draw the mounting plate',
  'Order the cable glands',
  'Write the test protocol',
  'Calibrate the first unit',
  'Book the crane',
  'Train the operators',
  'Hand over the documents',
  'Send the spare parts list',
  'Agree on the acceptance criteria',
]

const steps: readonly string[] = ['Ask the customer', 'Check the drawing', 'Get it signed']

/** What plans are made from. */
export interface PlannerSource {
  readonly random: Random
  readonly days: Days
  readonly groups: GroupStore
}

/** Gives every group that has a team a plan with three columns and some tasks. */
export function makePlanner(store: PlannerStore, { random, days, groups }: PlannerSource): void {
  for (const group of groups.all) {
    const people = group.members.filter((one) => 'userPrincipalName' in one)
    const [first] = people
    if (first === undefined || !group.resourceProvisioningOptions.includes('Team')) continue
    const url = `https://graph.microsoft.com/v1.0/groups/${group.id}`
    const createdDateTime = timestamp(days.at(random.int(60, 89), 0.4))
    const plan = store.addPlan(
      group,
      {
        createdDateTime,
        title: group.displayName,
        owner: group.id,
        container: { containerId: group.id, type: 'group', url },
      },
      { user: first, appId: plannerApp },
    )
    for (const name of columns) store.addBucket(plan, { name, planId: plan.id })
    for (const title of jobs.slice(0, random.int(4, jobs.length)))
      addTask(store, { plan, people, title }, { random, days })
  }
}

interface Job {
  readonly plan: PlannerPlan
  readonly people: readonly User[]
  readonly title: string
}

function addTask(
  store: PlannerStore,
  { plan, people, title }: Job,
  { random, days }: Pick<PlannerSource, 'random' | 'days'>,
): void {
  const by = { user: random.pick(people), appId: plannerApp }
  const stage = random.int(0, 2)
  const createdDateTime = timestamp(days.at(random.int(10, 59), random.next()))
  const due = timestamp(days.today + random.int(-9, 30) * 86_400_000 + 36_000_000)
  const assignee = random.pick(people)
  const assignment = {
    '@odata.type': '#microsoft.graph.plannerAssignment',
    assignedDateTime: createdDateTime,
    orderHint: hintBetween('', ''),
    assignedBy: identityOf(by),
  }
  const done = { completedDateTime: timestamp(days.at(random.int(1, 9), 0.5)), completedBy: identityOf(by) }
  const task = store.addTask(
    plan,
    {
      title,
      planId: plan.id,
      bucketId: plan.buckets[stage]?.id ?? null,
      createdDateTime,
      dueDateTime: random.chance(0.7) ? due : null,
      percentComplete: [0, 50, 100][stage] ?? 0,
      priority: random.pick([1, 3, 5, 5, 5, 9]),
      appliedCategories: random.chance(0.3) ? { category1: true } : {},
      assignments: random.chance(0.8) ? { [assignee.id]: assignment } : {},
      ...(stage === 2 ? done : {}),
    },
    by,
  )
  if (random.chance(0.4)) Object.assign(task.details.values, details(random, by, createdDateTime))
}

function details(
  random: Random,
  by: { readonly user: User; readonly appId: string },
  at: string,
): Record<string, unknown> {
  let orderHint = ''
  const checklist = steps.map((title) => {
    orderHint = hintBetween(orderHint, '')
    const item = { isChecked: random.chance(0.4), title, orderHint }
    const modified = { lastModifiedDateTime: at, lastModifiedBy: identityOf(by) }
    return [random.guid(), { '@odata.type': '#microsoft.graph.plannerChecklistItem', ...item, ...modified }]
  })
  return { description: 'As agreed at the start of the project.', checklist: Object.fromEntries(checklist) }
}
