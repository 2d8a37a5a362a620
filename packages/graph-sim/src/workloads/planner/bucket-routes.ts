import { refuse } from '../../errors/graph-problem.ts'
import { created, noContent, ok } from '../../gateway/answer.ts'
import type { Call } from '../../gateway/call.ts'
import { type JsonObject, member } from '../../gateway/parse-json.ts'
import { readJson, readMembers } from '../../gateway/read-body.ts'
import type { Route } from '../../routing/route.ts'
import { resolveOrderHint } from './order-hint.ts'
import {
  accessible,
  answerPlanner,
  changePlanner,
  maySee,
  type PlannerSource,
  plannerBody,
} from './planner-call.ts'
import { bucketEntity, taskEntity } from './planner-entity.ts'
import { requiredText } from './planner-fields.ts'
import { readPlans, writePlans } from './planner-permissions.ts'
import { invalidField, limitExceeded } from './planner-problems.ts'
import type { PlannerBucket } from './planner-resource.ts'
import type { PlannerValues } from './planner-store.ts'
import { requireLatestVersion } from './planner-version.ts'
import { expandTask } from './task-routes.ts'

const workload = 'planner'
const entity = 'Bucket'
const list = '/planner/buckets'
const one = `${list}/{bucket}`
const mostBuckets = 200
const reading = { method: 'GET', workload, permissions: readPlans } as const

/** The columns of plans. */
export const bucketRoutes: readonly Route[] = [
  {
    ...reading,
    paths: [list],
    answer(call) {
      const plans = call.tenant
        .planner()
        .plans()
        .filter((plan) => maySee(call, plan))
      return answerPlanner(call, { entity: bucketEntity, rows: plans.flatMap(({ buckets }) => buckets) })
    },
  },
  {
    method: 'POST',
    paths: [list],
    workload,
    permissions: writePlans,
    answer: (call) => created(plannerBody(call, sourceOf(addBucket(call)))),
  },
  { ...reading, paths: [one], answer: (call) => ok(plannerBody(call, sourceOf(bucketOf(call)))) },
  {
    method: 'PATCH',
    paths: [one],
    workload,
    permissions: writePlans,
    answer: (call) => changePlanner(call, sourceOf(bucketOf(call)), bucketFrom),
  },
  {
    method: 'DELETE',
    paths: [one],
    workload,
    permissions: writePlans,
    answer(call) {
      const bucket = bucketOf(call)
      requireLatestVersion(call, bucket)
      call.tenant.planner().removeBucket(bucket)
      return noContent
    },
  },
  {
    ...reading,
    paths: [`${one}/tasks`],
    answer(call) {
      const { id, plan } = bucketOf(call)
      const rows = plan.tasks.filter(({ values }) => values['bucketId'] === id)
      return answerPlanner(call, { entity: taskEntity, expand: expandTask, rows })
    },
  },
]

function bucketOf(call: Call): PlannerBucket {
  const bucket = call.tenant.planner().findBucket(call.params['bucket'] ?? '')
  return accessible(call, bucket.plan, bucket)
}

function sourceOf(row: PlannerBucket): PlannerSource<PlannerBucket> {
  return { entity: bucketEntity, row, context: 'planner/buckets' }
}

function addBucket(call: Call): PlannerBucket {
  const json = readMembers(readJson(call), bucketEntity)
  const planId = json['planId']
  if (typeof planId !== 'string')
    return refuse(invalidField(entity, 'PlanId', 'A non-empty value is required.'))
  const planner = call.tenant.planner()
  const plan = planner.findPlan(planId)
  if (accessible(call, plan, plan).buckets.length >= mostBuckets)
    refuse(limitExceeded('MaximumBucketsInProject'))
  return planner.addBucket(plan, { ...bucketFrom({ name: '', ...json }), planId })
}

function bucketFrom(json: JsonObject): PlannerValues {
  const values: Record<string, unknown> = {}
  if (Object.hasOwn(json, 'name')) values['name'] = requiredText(json['name'], { entity, field: 'Name' })
  const hint = member(json, 'orderHint')
  if (hint !== undefined) values['orderHint'] = resolveOrderHint(hint, { entity, field: 'OrderHint' })
  return values
}
