import type {
  PlannerAssignedToTaskBoardTaskFormat,
  PlannerBucket,
  PlannerPlan,
  PlannerPlanDetails,
  PlannerProgressTaskBoardTaskFormat,
  PlannerTask,
  PlannerTaskDetails,
} from '@microsoft/microsoft-graph-types'
import { describe, expect, it } from 'vitest'
import { clientOf, smallTenant } from '../graph-client.ts'

const client = clientOf(smallTenant())

/** Names that Microsoft's types have, so that a misspelt one does not compile. */
const named =
  <type>() =>
  (...names: readonly (keyof type & string)[]): readonly string[] =>
    names

const plan = named<PlannerPlan>()('createdDateTime', 'owner', 'title', 'id', 'createdBy', 'container')
const planDetails = named<PlannerPlanDetails>()('id', 'sharedWith', 'categoryDescriptions')
const bucket = named<PlannerBucket>()('name', 'planId', 'orderHint', 'id')
const task = named<PlannerTask>()(
  'planId',
  'bucketId',
  'title',
  'orderHint',
  'assigneePriority',
  'percentComplete',
  'startDateTime',
  'createdDateTime',
  'dueDateTime',
  'hasDescription',
  'previewType',
  'completedDateTime',
  'completedBy',
  'referenceCount',
  'checklistItemCount',
  'activeChecklistItemCount',
  'conversationThreadId',
  'priority',
  'id',
  'createdBy',
  'appliedCategories',
  'assignments',
)
const taskDetails = named<PlannerTaskDetails>()('description', 'previewType', 'id', 'references', 'checklist')
const assigned = named<PlannerAssignedToTaskBoardTaskFormat>()(
  'unassignedOrderHint',
  'id',
  'orderHintsByAssignee',
)
const progress = named<PlannerProgressTaskBoardTaskFormat>()('orderHint', 'id')

describe('what Planner answers has the properties of Microsoft’s types', async () => {
  const first = (await client.all('/planner/tasks'))[0]
  const path = `/planner/tasks/${first?.['id']}`

  it.each([
    ['plan', `/planner/plans/${first?.['planId']}`, plan],
    ['details of a plan', `/planner/plans/${first?.['planId']}/details`, planDetails],
    ['bucket', `/planner/plans/${first?.['planId']}/buckets`, bucket],
    ['task', path, task],
    ['details of a task', `${path}/details`, taskDetails],
    ['place by assignee', `${path}/assignedToTaskBoardFormat`, assigned],
    ['place by bucket', `${path}/bucketTaskBoardFormat`, progress],
    ['place by state', `${path}/progressTaskBoardFormat`, progress],
  ])('%s', async (_name, path, names) => {
    const { json } = await client.get(path)
    const row = json['value']?.[0] ?? json
    expect(Object.keys(row).filter((name) => !name.startsWith('@'))).toEqual(names)
  })
})
