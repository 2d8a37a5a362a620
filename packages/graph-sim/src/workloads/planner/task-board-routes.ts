import { ok } from '../../gateway/answer.ts'
import { isObject, type JsonObject } from '../../gateway/parse-json.ts'
import type { Entity } from '../../odata/entity.ts'
import type { Route } from '../../routing/route.ts'
import { resolveOrderHint } from './order-hint.ts'
import { changePlanner, type PlannerSource, plannerBody } from './planner-call.ts'
import { assignedToFormatEntity, bucketFormatEntity, progressFormatEntity } from './planner-entity.ts'
import { readPlans, writePlans } from './planner-permissions.ts'
import type { PlannerResource, PlannerTask } from './planner-resource.ts'
import type { PlannerValues } from './planner-store.ts'
import { taskOf } from './task-routes.ts'

type Board = 'assignedToTaskBoardFormat' | 'bucketTaskBoardFormat' | 'progressTaskBoardFormat'

/** Where tasks stand on the three kinds of boards. */
export const taskBoardRoutes: readonly Route[] = [
  ...boardRoutes('assignedToTaskBoardFormat', assignedToFormatEntity),
  ...boardRoutes('bucketTaskBoardFormat', bucketFormatEntity),
  ...boardRoutes('progressTaskBoardFormat', progressFormatEntity),
]

function boardRoutes(board: Board, entity: Entity<PlannerResource>): readonly Route[] {
  const paths = [`/planner/tasks/{task}/${board}`]
  const sourceOf = (task: PlannerTask): PlannerSource<PlannerResource> => ({
    entity,
    row: task[board],
    context: `planner/tasks('${task.id}')/${board}`,
  })
  return [
    {
      method: 'GET',
      paths,
      workload: 'planner',
      permissions: readPlans,
      answer: (call) => ok(plannerBody(call, sourceOf(taskOf(call)))),
    },
    {
      method: 'PATCH',
      paths,
      workload: 'planner',
      permissions: writePlans,
      answer(call) {
        const source = sourceOf(taskOf(call))
        return changePlanner(call, source, (json) => hintsFrom(json, source.row))
      },
    },
  ]
}

function hintsFrom(json: JsonObject, { kind, values: present }: PlannerResource): PlannerValues {
  const values: Record<string, unknown> = {}
  for (const field of ['orderHint', 'unassignedOrderHint'])
    if (typeof json[field] === 'string')
      values[field] = resolveOrderHint(json[field], { entity: kind, field })
  const byAssignee = json['orderHintsByAssignee']
  if (isObject(byAssignee)) {
    const place = { entity: kind, field: 'OrderHintsByAssignee' }
    const hints = Object.entries(byAssignee).map(([id, hint]) => [id, resolveOrderHint(hint, place)] as const)
    values['orderHintsByAssignee'] = {
      ...(present['orderHintsByAssignee'] as PlannerValues),
      ...Object.fromEntries(hints),
    }
  }
  return values
}
