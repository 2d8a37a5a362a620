import { refuse } from '../../errors/graph-problem.ts'
import { type Answer, noContent, ok } from '../../gateway/answer.ts'
import type { Call } from '../../gateway/call.ts'
import type { JsonObject } from '../../gateway/parse-json.ts'
import { readJson, readMembers } from '../../gateway/read-body.ts'
import { entityBody } from '../../odata/answer-entity.ts'
import { answerList } from '../../odata/answer-list.ts'
import type { Entity } from '../../odata/entity.ts'
import type { ListRules } from '../../odata/list-rules.ts'
import { parseQuery } from '../../odata/query.ts'
import type { Expander } from '../../odata/write-entity.ts'
import { plannerAccessDenied } from './planner-problems.ts'
import type { PlannerActor, PlannerPlan, PlannerResource } from './planner-resource.ts'
import type { PlannerValues } from './planner-store.ts'
import { requirePlannerVersion } from './planner-version.ts'

/** Who asks. */
export function actorOf({ principal }: Call): PlannerActor {
  return { user: principal.kind === 'delegated' ? principal.user : undefined, appId: principal.appId }
}

/** Whether who asks may see a plan: apps see all, people those of their groups and those shared with them. */
export function maySee({ principal }: Call, { group, details }: PlannerPlan): boolean {
  if (principal.kind === 'application') return true
  const { user } = principal
  const shared = details.values['sharedWith'] as Readonly<Record<string, unknown>>
  return group.members.includes(user) || group.owners.includes(user) || shared[user.id] === true
}

/** Refuses something in a plan that who asks may not see. */
export function accessible<found>(call: Call, plan: PlannerPlan, found: found): found {
  return maySee(call, plan) ? found : refuse(plannerAccessDenied)
}

/** One thing in Planner that a request asks for or changes. */
export interface PlannerSource<row extends PlannerResource> {
  readonly entity: Entity<row>
  readonly row: row
  /** Its set in `@odata.context`, e.g. `planner/tasks`. */
  readonly context: string
  readonly expand?: Readonly<Record<string, Expander<row>>>
}

/** Writes one thing with its context. */
export function plannerBody<row extends PlannerResource>(
  call: Call,
  source: PlannerSource<row>,
): Record<string, unknown> {
  return entityBody(call, source)
}

/**
 * Changes one thing by the request's body, in the version of `If-Match`. The answer is empty unless the request
 * prefers to see the result.
 */
export function changePlanner<row extends PlannerResource>(
  call: Call,
  source: PlannerSource<row>,
  valuesFrom: (json: JsonObject) => PlannerValues,
): Answer {
  const json = readMembers(readJson(call), source.entity)
  requirePlannerVersion(call, source.row, Object.keys(json))
  call.tenant.planner().change(source.row, valuesFrom(json))
  const wished = /\breturn\s*=\s*"?representation/i.test(call.headers.get('prefer') ?? '')
  return wished ? ok(plannerBody(call, source)) : noContent
}

const rules: ListRules = {
  pageSize: 400,
  largestPage: 400,
  paging: 'skiptoken',
  counts: () => true,
  countsEachPage: true,
  refusals: [],
}

/** Answers a list; Planner does not heed filters and orders. */
export function answerPlanner<row extends PlannerResource>(
  call: Call,
  source: Omit<PlannerSource<row>, 'row' | 'context'> & { readonly rows: readonly row[] },
): Answer {
  const query = parseQuery(call.query.rewritten({ filter: undefined, orderby: undefined, search: undefined }))
  const context = `Collection(microsoft.graph.${source.entity.name})`
  return answerList({ ...call, query }, { ...source, rules, context })
}
