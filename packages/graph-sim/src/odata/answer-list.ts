import { refuse } from '../errors/graph-problem.ts'
import type { Answer } from '../gateway/answer.ts'
import { ok } from '../gateway/answer.ts'
import type { Call } from '../gateway/call.ts'
import { type CompiledFilter, compileFilter } from './compile-filter.ts'
import type { Entity } from './entity.ts'
import type { ListRules, QueryShape } from './list-rules.ts'
import { type OrderCriterion, parseOrderBy, sortRows } from './order-by.ts'
import { readPageToken, writePageToken } from './page-token.ts'
import { parseFilter } from './parse-filter.ts'
import { type Query, readCount, readCountWish } from './query.ts'
import { readSelection, type Selection, selectionSuffix } from './selection.ts'
import { tip } from './tip.ts'
import { type Expander, writeEntity } from './write-entity.ts'

/** A collection that a request asks for. */
export interface ListSource<row> {
  readonly entity: Entity<row>
  readonly rules: ListRules
  /** The rows in the order that the service returns them in when nobody asks for one. */
  readonly rows: readonly row[]
  /** The entity set in `@odata.context`, e.g. `users('…')/messages`. */
  readonly context: string
  /** Which rows `$search` finds, best first; without it `$search` does nothing. */
  readonly search?: (text: string) => readonly row[]
  /** The rows in the order that a filter without `$orderby` returns them in (Graph rule 3). */
  readonly whenFiltered?: (rows: readonly row[]) => readonly row[]
  /** The rows in this order, when the store keeps an index for it; otherwise they are sorted. */
  readonly indexed?: (order: readonly OrderCriterion[]) => readonly row[] | undefined
  readonly expand?: Readonly<Record<string, Expander<row>>>
}

/** Answers a collection by its query options: filter, search, order, page, selection and count. */
export function answerList<row>(call: Call, source: ListSource<row>): Answer {
  const { entity, rules } = source
  const selection = readSelection(call.query, entity, Object.keys(source.expand ?? {}))
  const plan = readPlan(call, source, selection)
  const rows = arrange(source, plan)
  const page = pageOf(call, rules)
  const value = rows
    .slice(page.offset, page.offset + page.size)
    .map((row) => writeEntity(row, entity, selection, call.view, source.expand))
  const end = page.offset + page.size
  return ok({
    '@odata.context': `${call.base}/$metadata#${source.context}${selectionSuffix(selection)}`,
    ...tip(call, entity, selection),
    ...(rules.countsEachPage === true ? { '@odata.count': value.length } : {}),
    ...(plan.counted && page.first ? { '@odata.count': rows.length } : {}),
    ...(page.size > 0 && end < rows.length ? { '@odata.nextLink': nextLink(call, rules, end) } : {}),
    value,
  })
}

/** Counts the rows that the query lets through, for `/$count`. */
export function countRows<row>(call: Call, source: ListSource<row>): number {
  const selection = readSelection(call.query, source.entity, [])
  return arrange(source, readPlan(call, source, selection)).length
}

interface Plan<row> {
  readonly filter: CompiledFilter<row> | undefined
  readonly order: readonly OrderCriterion[]
  readonly search: string | undefined
  readonly counted: boolean
}

function readPlan<row>(call: Call, source: ListSource<row>, selection: Selection): Plan<row> {
  const { query } = call
  const filterText = query.option('filter')
  const filter =
    filterText === undefined ? undefined : compileFilter<row>(parseFilter(filterText), source.entity)
  const order = parseOrderBy(query.option('orderby'), source.entity)
  const search = query.option('search')
  const wished = readCountWish(query)
  const shape: QueryShape = {
    filter: filter?.uses ?? [],
    orderBy: order,
    has: {
      filter: filter !== undefined,
      orderBy: order.length > 0,
      search: search !== undefined,
      skip: query.option('skip') !== undefined,
      count: wished,
      expand: selection.expanded.length > 0,
    },
    eventual: call.headers.get('consistencylevel')?.toLowerCase() === 'eventual',
  }
  const refusal = source.rules.refusals.find((candidate) => candidate.when(shape))
  if (refusal !== undefined) refuse(refusal.problem(shape))
  return { filter, order, search, counted: wished && source.rules.counts(shape) }
}

function arrange<row>(source: ListSource<row>, plan: Plan<row>): readonly row[] {
  const { filter, order, search } = plan
  const found = search === undefined || source.search === undefined ? undefined : source.search(search)
  const indexed = found === undefined && order.length > 0 ? source.indexed?.(order) : undefined
  const rows = found ?? indexed ?? source.rows
  const kept = filter === undefined ? rows : rows.filter((row) => filter.matches(row))
  if (order.length > 0) return indexed === undefined ? sortRows(kept, order, source.entity) : kept
  return filter !== undefined && found === undefined ? (source.whenFiltered?.(kept) ?? kept) : kept
}

interface Page {
  readonly offset: number
  readonly size: number
  readonly first: boolean
}

function pageOf(call: Call, rules: ListRules): Page {
  const { query, headers } = call
  const top = readCount(query, 'top')
  if (top !== undefined && top > rules.largestPage && rules.tooLarge !== undefined)
    refuse(rules.tooLarge(top))
  const wished = Math.min(top ?? rules.pageSize, rules.largestPage)
  const preferred = Number(
    /odata\.maxpagesize\s*=\s*"?(\d{1,9})/i.exec(headers.get('prefer') ?? '')?.[1] ?? 0,
  )
  const size = preferred > 0 ? Math.min(preferred, top ?? rules.largestPage) : wished
  const token = query.option('skiptoken')
  const offset = token === undefined ? skipOf(query, rules) : readPageToken(token)
  return { offset, size, first: token === undefined }
}

function skipOf(query: Query, rules: ListRules): number {
  return rules.paging === 'skip' ? (readCount(query, 'skip') ?? 0) : 0
}

function nextLink(call: Call, rules: ListRules, offset: number): string {
  const usesSkip = rules.paging === 'skip' && call.query.option('search') === undefined
  const changes = usesSkip
    ? { skip: String(offset), skiptoken: undefined }
    : { skip: undefined, skiptoken: writePageToken(offset) }
  return `${call.base}${call.path}${call.query.rewritten(changes)}`
}
