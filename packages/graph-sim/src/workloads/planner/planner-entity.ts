import type { Entity } from '../../odata/entity.ts'
import {
  complex,
  flag,
  int32,
  moment,
  oneOf,
  openComplex,
  type PropertyType,
  text,
} from '../../odata/property-type.ts'
import type { PlannerBucket, PlannerPlan, PlannerResource, PlannerTask } from './planner-resource.ts'
import { plannerEtag } from './planner-version.ts'

type Properties = Readonly<Record<string, PropertyType>>

const previewType = oneOf(
  'plannerPreviewType',
  'automatic',
  'noPreview',
  'checklist',
  'description',
  'reference',
)

/** Plans as Graph describes them. */
export const planEntity: Entity<PlannerPlan> = entityOf(
  'plannerPlan',
  {
    createdDateTime: moment,
    owner: text,
    title: text,
    id: text,
    createdBy: openComplex('identitySet'),
    container: complex('plannerPlanContainer', {
      containerId: text,
      type: oneOf('plannerContainerType', 'group', 'roster', 'project', 'driveItem', 'user'),
      url: text,
    }),
  },
  ['buckets', 'details', 'tasks'],
)

/** What plans hold besides. */
export const planDetailsEntity: Entity<PlannerResource> = entityOf('plannerPlanDetails', {
  id: text,
  sharedWith: openComplex('plannerUserIds'),
  categoryDescriptions: openComplex('plannerCategoryDescriptions'),
})

/** Buckets as Graph describes them. */
export const bucketEntity: Entity<PlannerBucket> = entityOf(
  'plannerBucket',
  { name: text, planId: text, orderHint: text, id: text },
  ['tasks'],
)

const taskProperties = {
  planId: text,
  bucketId: text,
  title: text,
  orderHint: text,
  assigneePriority: text,
  percentComplete: int32,
  startDateTime: moment,
  createdDateTime: moment,
  dueDateTime: moment,
  hasDescription: flag,
  previewType,
  completedDateTime: moment,
  completedBy: openComplex('identitySet'),
  referenceCount: int32,
  checklistItemCount: int32,
  activeChecklistItemCount: int32,
  conversationThreadId: text,
  priority: int32,
  id: text,
  createdBy: openComplex('identitySet'),
  appliedCategories: openComplex('plannerAppliedCategories'),
  assignments: openComplex('plannerAssignments'),
} as const

/** Tasks as Graph describes them; what their details hold is counted. */
export const taskEntity: Entity<PlannerTask> = {
  ...entityOf<PlannerTask>('plannerTask', taskProperties, [
    'assignedToTaskBoardFormat',
    'bucketTaskBoardFormat',
    'details',
    'progressTaskBoardFormat',
  ]),
  read: (task, property) => countsOf(task)[property] ?? readValue(task, property),
}

/** What tasks hold besides. */
export const taskDetailsEntity: Entity<PlannerResource> = entityOf('plannerTaskDetails', {
  description: text,
  previewType,
  id: text,
  references: openComplex('plannerExternalReferences'),
  checklist: openComplex('plannerChecklistItems'),
})

/** Where a task stands on a board with a column for each assignee. */
export const assignedToFormatEntity: Entity<PlannerResource> = entityOf(
  'plannerAssignedToTaskBoardTaskFormat',
  {
    unassignedOrderHint: text,
    id: text,
    orderHintsByAssignee: openComplex('plannerOrderHintsByAssignee'),
  },
)

/** Where a task stands on a board with a column for each bucket. */
export const bucketFormatEntity: Entity<PlannerResource> = entityOf('plannerBucketTaskBoardTaskFormat', {
  orderHint: text,
  id: text,
})

/** Where a task stands on a board with a column for each state. */
export const progressFormatEntity: Entity<PlannerResource> = entityOf('plannerProgressTaskBoardTaskFormat', {
  orderHint: text,
  id: text,
})

function entityOf<row extends PlannerResource>(
  name: string,
  properties: Properties,
  navigation: readonly string[] = [],
): Entity<row> {
  return {
    name,
    properties,
    navigation,
    defaults: Object.keys(properties),
    always: [],
    annotations: (resource) => ({ '@odata.etag': plannerEtag(resource) }),
    read: readValue,
  }
}

function readValue({ id, values }: PlannerResource, property: string): unknown {
  return property === 'id' ? id : (values[property] ?? null)
}

function countsOf({ details: { values } }: PlannerTask): Readonly<Record<string, unknown>> {
  const checklist = Object.values(values['checklist'] as Readonly<Record<string, { isChecked: boolean }>>)
  return {
    hasDescription: values['description'] !== '',
    previewType: values['previewType'],
    referenceCount: Object.keys(values['references'] as object).length,
    checklistItemCount: checklist.length,
    activeChecklistItemCount: checklist.filter(({ isChecked }) => !isChecked).length,
  }
}
