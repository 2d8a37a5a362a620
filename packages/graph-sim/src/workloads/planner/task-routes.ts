import { refuse } from '../../errors/graph-problem.ts'
import { created, noContent, ok } from '../../gateway/answer.ts'
import type { Call } from '../../gateway/call.ts'
import { readJson, readMembers } from '../../gateway/read-body.ts'
import { plainView } from '../../odata/entity.ts'
import { readSelection } from '../../odata/selection.ts'
import { type Expander, writeEntity } from '../../odata/write-entity.ts'
import type { Route } from '../../routing/route.ts'
import {
  accessible,
  actorOf,
  answerPlanner,
  changePlanner,
  maySee,
  type PlannerSource,
  plannerBody,
} from './planner-call.ts'
import { taskDetailsEntity, taskEntity } from './planner-entity.ts'
import { readPlans, writePlans } from './planner-permissions.ts'
import { invalidField } from './planner-problems.ts'
import type { PlannerResource, PlannerTask } from './planner-resource.ts'
import { requireLatestVersion } from './planner-version.ts'
import { taskDetailsFrom } from './task-details-from.ts'
import { taskFrom } from './task-from.ts'

const workload = 'planner'
const list = '/planner/tasks'
const one = `${list}/{task}`
const reading = { method: 'GET', workload, permissions: readPlans } as const

/** Tasks in plans, and what they hold besides. */
export const taskRoutes: readonly Route[] = [
  {
    ...reading,
    paths: [list],
    answer(call) {
      const plans = call.tenant
        .planner()
        .plans()
        .filter((plan) => maySee(call, plan))
      const rows = plans.flatMap(({ tasks }) => tasks)
      return answerPlanner(call, { entity: taskEntity, expand: expandTask, rows })
    },
  },
  {
    method: 'POST',
    paths: [list],
    workload,
    permissions: writePlans,
    answer: (call) => created(plannerBody(call, sourceOf(addTask(call)))),
  },
  { ...reading, paths: [one], answer: (call) => ok(plannerBody(call, sourceOf(taskOf(call)))) },
  {
    method: 'PATCH',
    paths: [one],
    workload,
    permissions: writePlans,
    answer(call) {
      const task = taskOf(call)
      const circumstances = { plan: task.plan, present: task.values }
      return changePlanner(call, sourceOf(task), (json) => taskFrom(call, json, circumstances))
    },
  },
  {
    method: 'DELETE',
    paths: [one],
    workload,
    permissions: writePlans,
    answer(call) {
      const task = taskOf(call)
      requireLatestVersion(call, task)
      call.tenant.planner().removeTask(task)
      return noContent
    },
  },
  {
    ...reading,
    paths: [`${one}/details`],
    answer: (call) => ok(plannerBody(call, detailsOf(taskOf(call)))),
  },
  {
    method: 'PATCH',
    paths: [`${one}/details`],
    workload,
    permissions: writePlans,
    answer(call) {
      const task = taskOf(call)
      return changePlanner(call, detailsOf(task), (json) => taskDetailsFrom(call, json, task.details.values))
    },
  },
]

/** Fetches what a task holds besides, for `$expand`. */
export const expandTask: Readonly<Record<string, Expander<PlannerTask>>> = {
  details: ({ details }, { query }) =>
    writeEntity(details, taskDetailsEntity, readSelection(query, taskDetailsEntity, []), plainView),
}

/** The task that the path names. */
export function taskOf(call: Call): PlannerTask {
  const task = call.tenant.planner().findTask(call.params['task'] ?? '')
  return accessible(call, task.plan, task)
}

function sourceOf(row: PlannerTask): PlannerSource<PlannerTask> {
  return { entity: taskEntity, row, context: 'planner/tasks', expand: expandTask }
}

function detailsOf({ id, details }: PlannerTask): PlannerSource<PlannerResource> {
  return { entity: taskDetailsEntity, row: details, context: `planner/tasks('${id}')/details` }
}

function addTask(call: Call): PlannerTask {
  const json = readMembers(readJson(call), taskEntity, ['details'])
  const planId = json['planId']
  if (typeof planId !== 'string')
    return refuse(invalidField('Task', 'PlanId', 'A non-empty value is required.'))
  const planner = call.tenant.planner()
  const plan = planner.findPlan(planId)
  const present = { percentComplete: 0, priority: 5, appliedCategories: {}, assignments: {} }
  const said = taskFrom(call, { title: '', ...json }, { plan: accessible(call, plan, plan), present })
  const details = readMembers((json['details'] ?? {}) as typeof json, taskDetailsEntity)
  const task = planner.addTask(plan, { ...present, ...said, planId }, actorOf(call))
  Object.assign(task.details.values, taskDetailsFrom(call, details, task.details.values))
  return task
}
