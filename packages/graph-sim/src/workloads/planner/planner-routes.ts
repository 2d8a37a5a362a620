import { badRequest } from '../../errors/catalog.ts'
import { refuse } from '../../errors/graph-problem.ts'
import { ok } from '../../gateway/answer.ts'
import type { Call } from '../../gateway/call.ts'
import type { Route } from '../../routing/route.ts'
import type { Group } from '../groups/group.ts'
import { bucketRoutes } from './bucket-routes.ts'
import { expandPlan } from './plan-from.ts'
import { planRoutes } from './plan-routes.ts'
import { answerPlanner, maySee } from './planner-call.ts'
import { planEntity, taskEntity } from './planner-entity.ts'
import { readOwnPlans, readPlans } from './planner-permissions.ts'
import { plannerAccessDenied, plannerItemNotFound } from './planner-problems.ts'
import { taskBoardRoutes } from './task-board-routes.ts'
import { expandTask, taskRoutes } from './task-routes.ts'

const workload = 'planner'

/** Planner: plans of groups, their buckets and tasks, and the lists that people and groups have of them. */
export const plannerRoutes: readonly Route[] = [
  ...planRoutes,
  ...bucketRoutes,
  ...taskRoutes,
  ...taskBoardRoutes,
  {
    method: 'GET',
    paths: ['/groups/{group}/planner'],
    workload,
    permissions: readPlans,
    answer: (call) => ok(holder(call, 'groups', groupOf(call).id)),
  },
  {
    method: 'GET',
    paths: ['/groups/{group}/planner/plans'],
    workload,
    permissions: readPlans,
    answer(call) {
      const group = groupOf(call)
      const rows = call.tenant
        .planner()
        .plans()
        .filter((plan) => plan.group === group)
      return answerPlanner(call, { entity: planEntity, expand: expandPlan, rows })
    },
  },
  {
    method: 'GET',
    paths: ['/users/{user}/planner'],
    workload,
    permissions: readPlans,
    answer: (call) => ok(holder(call, 'users', call.user.id)),
  },
  {
    method: 'GET',
    paths: ['/users/{user}/planner/plans'],
    workload,
    permissions: readOwnPlans,
    answer: (call) =>
      answerPlanner(call, {
        entity: planEntity,
        expand: expandPlan,
        rows: call.tenant
          .planner()
          .plans()
          .filter((plan) => maySee(call, plan) && plan.group.members.includes(call.user)),
      }),
  },
  {
    method: 'GET',
    paths: ['/users/{user}/planner/tasks'],
    workload,
    permissions: readPlans,
    answer: (call) =>
      answerPlanner(call, {
        entity: taskEntity,
        expand: expandTask,
        rows: call.tenant
          .planner()
          .plans()
          .filter((plan) => maySee(call, plan))
          .flatMap(({ tasks }) => tasks)
          .filter(({ values }) => Object.hasOwn(values['assignments'] as object, call.user.id)),
      }),
  },
]

function holder(call: Call, set: 'groups' | 'users', id: string): Record<string, unknown> {
  return { '@odata.context': `${call.base}/$metadata#${set}('${id}')/planner/$entity`, id }
}

/** The group that the path names; its plans are for its members and for apps. */
function groupOf(call: Call): Group {
  const id = call.params['group'] ?? ''
  if (!/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(id))
    refuse(badRequest(`Invalid object identifier '${id.slice(0, 100)}'.`))
  const group = call.tenant.groups().all.find((each) => each.id === id.toLowerCase())
  if (group === undefined) return refuse(plannerItemNotFound)
  const { principal } = call
  const isIn =
    principal.kind === 'application' || [...group.members, ...group.owners].includes(principal.user)
  return isIn ? group : refuse(plannerAccessDenied)
}
