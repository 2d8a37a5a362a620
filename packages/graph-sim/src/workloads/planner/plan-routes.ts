import { created, noContent, ok } from '../../gateway/answer.ts'
import type { Call } from '../../gateway/call.ts'
import type { Route } from '../../routing/route.ts'
import { addPlan, expandPlan, planDetailsFrom, planFrom } from './plan-from.ts'
import {
  accessible,
  answerPlanner,
  changePlanner,
  maySee,
  type PlannerSource,
  plannerBody,
} from './planner-call.ts'
import { bucketEntity, planDetailsEntity, planEntity, taskEntity } from './planner-entity.ts'
import { readPlans, writePlans } from './planner-permissions.ts'
import type { PlannerPlan, PlannerResource } from './planner-resource.ts'
import { requireLatestVersion } from './planner-version.ts'
import { expandTask } from './task-routes.ts'

const workload = 'planner'
const list = '/planner/plans'
const one = `${list}/{plan}`
const reading = { method: 'GET', workload, permissions: readPlans } as const

/** Plans, what they hold besides, and the lists of what is in them. */
export const planRoutes: readonly Route[] = [
  {
    ...reading,
    paths: [list],
    answer: (call) =>
      answerPlanner(call, {
        entity: planEntity,
        expand: expandPlan,
        rows: call.tenant
          .planner()
          .plans()
          .filter((plan) => maySee(call, plan)),
      }),
  },
  {
    method: 'POST',
    paths: [list],
    workload,
    permissions: writePlans,
    answer: (call) => created(planBody(call, addPlan(call))),
  },
  { ...reading, paths: [one], answer: (call) => ok(planBody(call, planOf(call))) },
  {
    method: 'PATCH',
    paths: [one],
    workload,
    permissions: writePlans,
    answer: (call) => changePlanner(call, sourceOf(planOf(call)), planFrom),
  },
  {
    method: 'DELETE',
    paths: [one],
    workload,
    permissions: writePlans,
    answer(call) {
      const plan = planOf(call)
      requireLatestVersion(call, plan)
      call.tenant.planner().removePlan(plan)
      return noContent
    },
  },
  {
    ...reading,
    paths: [`${one}/details`],
    answer: (call) => ok(plannerBody(call, detailsOf(planOf(call)))),
  },
  {
    method: 'PATCH',
    paths: [`${one}/details`],
    workload,
    permissions: writePlans,
    answer(call) {
      const plan = planOf(call)
      return changePlanner(call, detailsOf(plan), (json) => planDetailsFrom(json, plan.details.values))
    },
  },
  {
    ...reading,
    paths: [`${one}/buckets`],
    answer: (call) => answerPlanner(call, { entity: bucketEntity, rows: planOf(call).buckets }),
  },
  {
    ...reading,
    paths: [`${one}/tasks`],
    answer: (call) =>
      answerPlanner(call, { entity: taskEntity, expand: expandTask, rows: planOf(call).tasks }),
  },
]

function planOf(call: Call): PlannerPlan {
  const plan = call.tenant.planner().findPlan(call.params['plan'] ?? '')
  return accessible(call, plan, plan)
}

function planBody(call: Call, row: PlannerPlan): Record<string, unknown> {
  return plannerBody(call, sourceOf(row))
}

function sourceOf(row: PlannerPlan): PlannerSource<PlannerPlan> {
  return { entity: planEntity, row, context: 'planner/plans', expand: expandPlan }
}

function detailsOf({ id, details }: PlannerPlan): PlannerSource<PlannerResource> {
  return { entity: planDetailsEntity, row: details, context: `planner/plans('${id}')/details` }
}
