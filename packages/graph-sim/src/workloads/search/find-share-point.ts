import { badRequest } from '../../errors/catalog.ts'
import { refuse } from '../../errors/graph-problem.ts'
import type { Call } from '../../gateway/call.ts'
import { evaluateKql } from '../../search/evaluate-kql.ts'
import type { KqlNode } from '../../search/kql-syntax.ts'
import { aggregate, applyAggregationFilter } from './aggregate.ts'
import { type Candidate, type ManagedProperties, managedName, matchesCandidate } from './candidate.ts'
import { collectCandidates } from './collect-candidates.ts'
import { type Found, pick } from './found.ts'
import { relevanceOf, searchTermsOf } from './relevance.ts'
import type { SearchRequest, SortProperty } from './search-request.ts'
import { summarize } from './summarize.ts'

/** What a search in SharePoint and OneDrive comes to. */
export interface SharePointResults {
  readonly found: readonly Found[]
  /** `undefined` when none was asked for. */
  readonly aggregations: readonly object[] | undefined
}

/** The managed properties that results can be put in the order of. */
const sortable: readonly (keyof ManagedProperties)[] = [
  'title',
  'author',
  'created',
  'lastmodifiedtime',
  'size',
]

/** Finds files, lists, their items, sites and drives, the most relevant first unless an order is given. */
export function findSharePoint(call: Call, request: SearchRequest, tree: KqlNode): SharePointResults {
  const now = call.tenant.clock.now()
  const { aggregations, aggregationFilters } = request
  const order = request.sortBy.map(readCriterion)
  const matching = collectCandidates(call, request)
    .filter(({ type }) => type !== 'drive' || request.query.trim() !== '*')
    .filter((candidate) => evaluateKql(tree, (term) => matchesCandidate(candidate, term, now)))
  const kept = aggregationFilters.reduce(applyAggregationFilter, matching)
  return {
    found: sorted(kept, order, tree).map((candidate) => asFound(candidate, searchTermsOf(tree))),
    aggregations: aggregations.length === 0 ? undefined : aggregations.map((one) => aggregate(kept, one)),
  }
}

interface Criterion {
  readonly name: keyof ManagedProperties
  readonly sign: 1 | -1
}

function readCriterion({ name, direction }: SortProperty): Criterion {
  const managed = managedName(name)
  if (managed === undefined || !sortable.includes(managed))
    return refuse(badRequest(`The property '${name.slice(0, 80)}' is not sortable.`))
  return { name: managed, sign: direction === 'desc' ? -1 : 1 }
}

function sorted(
  rows: readonly Candidate[],
  order: readonly Criterion[],
  tree: KqlNode,
): readonly Candidate[] {
  if (order.length === 0) {
    const weighed = rows.map((row) => ({ row, weight: relevanceOf(row.managed.title, row.text, tree) }))
    return weighed.toSorted((a, b) => b.weight - a.weight).map(({ row }) => row)
  }
  return rows.toSorted((a, b) => {
    for (const { name, sign } of order) {
      const compared = compare(a.managed[name], b.managed[name])
      if (compared !== 0) return sign * compared
    }
    return 0
  })
}

function compare(a: string | number, b: string | number): number {
  if (typeof a === 'number' && typeof b === 'number') return a - b
  return String(a).localeCompare(String(b), 'en')
}

function asFound({ type, hitId, text, resource, columns }: Candidate, words: readonly string[]): Found {
  return {
    hitId: () => hitId,
    summary: () => (type === 'drive' || type === 'site' || type === 'list' ? '' : summarize(text, words)),
    resource: (fields) =>
      type === 'listItem' ? withColumns(resource, columns, fields) : pick(resource, fields),
  }
}

/** What is in the columns of a list comes on demand only, in a member of its own. */
function withColumns(
  resource: Readonly<Record<string, unknown>>,
  columns: Candidate['columns'],
  fields: readonly string[] | undefined,
): Readonly<Record<string, unknown>> {
  if (fields === undefined) return resource
  const known = new Map(
    Object.entries({ ...resource, ...columns }).map(([name, value]) => [name.toLowerCase(), value]),
  )
  const wanted = fields.filter((name) => !name.startsWith('@') && known.has(name.toLowerCase()))
  return {
    ...resource,
    fields: Object.fromEntries(wanted.map((name) => [name, known.get(name.toLowerCase())])),
  }
}
