import { type Events, GraphFailure, type ToolContext } from '@graphkeep/core'

import type { ListPlace } from '../answer/cursor.ts'
import { type GraphPage, pages } from '../client/pages.ts'
import { testsOf } from './condition.ts'
import { matches } from './matches.ts'
import type { Query } from './query.ts'

/** Rows that fulfil a query, and what is known of it. */
export interface Rows<T> {
  readonly items: readonly T[]

  /** How many there are in all; `undefined` where Graph does not count what is asked for, or counted what is not. */
  readonly total: number | undefined

  /** Where the list goes on; `undefined` at its end. */
  readonly next: ListPlace | undefined

  /** The properties that Graph could not filter by, so that it was done here. */
  readonly filteredHere: readonly string[]

  /** How many rows Graph gave. */
  readonly lookedAt: number

  /** Whether everything from where reading began to the list's end was looked at. A search of mail ends at 1,000 (Graph rule 5). */
  readonly complete: boolean

  /** How many rows Graph gave that do not fulfil what it was asked for. They are left out. */
  readonly dropped: number
}

/** What rows are read with. Mismatches are told to `events`. */
export type RowsContext = Pick<ToolContext, 'fetch' | 'signal'> & {
  readonly events?: Pick<Events, 'emit'> | undefined
}

/** From where, and how far. */
export interface RowsInit {
  /** Default: the beginning. */
  readonly from?: ListPlace

  /** After how many rows a search for more is left off, at the end of a page. Default 1,000. */
  readonly mostLookedAt?: number
}

/**
 * Reads a page of rows. Each is checked against the query's conditions; where some of them hold here alone, pages are read
 * until the page is full.
 *
 * @returns rows whose shape `T` is the caller's claim.
 *
 * @example
 * ```ts
 * const { items, next, filteredHere } = await readRows<{ subject: string }>(context, unread)
 * ```
 */
export async function readRows<T extends object>(
  context: RowsContext,
  query: Query,
  { from = { page: query.path }, mostLookedAt = 1000 }: RowsInit = {},
): Promise<Rows<T>> {
  const items: T[] = []
  let [lookedAt, dropped, total]: [number, number, number | undefined] = [0, 0, undefined]
  let next: ListPlace | undefined
  let { filteredHere } = query
  for await (const { asked, page, from: place } of pagesOf<T>(context, query, from)) {
    filteredHere = asked.filteredHere
    const isCut = filteredHere.length > 0
    const most = isCut ? asked.pageSize - items.length : Number.POSITIVE_INFINITY
    const taken: Taken<T> = take(asked, page, { from: place, most })
    items.push(...taken.items)
    lookedAt += taken.lookedAt
    dropped += taken.dropped
    total ??= page.total
    next = taken.next
    if (items.length >= (isCut ? asked.pageSize : 1) || lookedAt >= mostLookedAt) break
  }
  tell(context, query, dropped)
  const isExact = filteredHere.length === 0 && dropped === 0
  return {
    items,
    total: isExact ? total : undefined,
    next,
    filteredHere,
    lookedAt,
    complete: next === undefined,
    dropped,
  }
}

/**
 * Reads all rows of a query, for as long as the caller goes on.
 *
 * @example
 * ```ts
 * for await (const { subject } of rows<{ subject: string }>(context, unread)) console.log(subject)
 * ```
 */
export async function* rows<T extends object>(
  context: RowsContext,
  query: Query,
  { from = { page: query.path } }: Pick<RowsInit, 'from'> = {},
): AsyncGenerator<T, void, undefined> {
  for await (const { asked, page, from: place } of pagesOf<T>(context, query, from)) {
    const { items, dropped } = take(asked, page, { from: place, most: Number.POSITIVE_INFINITY })
    tell(context, asked, dropped)
    yield* items
  }
}

/** A page, where it begins, and the query that it answers. */
interface AskedPage<T> {
  readonly asked: Query
  readonly page: GraphPage<T>
  readonly from: ListPlace
}

/** Reads pages; where Graph finds the filter too complex, or has found so before, those of the query that stands in. */
async function* pagesOf<T>(
  context: RowsContext,
  query: Query,
  from: ListPlace,
): AsyncGenerator<AskedPage<T>, void, undefined> {
  const { instead } = query
  const asked = instead && !isFiltered(from.page) ? instead : query
  let place = from
  try {
    for await (const page of pages<T>(context, from.page, { headers: query.headers })) {
      yield { asked, page, from: place }
      place = { page: page.nextLink ?? '' }
    }
  } catch (error) {
    if (!instead || place !== from || from.page !== query.path || !isTooComplex(error)) throw error
    yield* pagesOf<T>(context, instead, { page: instead.path })
  }
}

function isFiltered(pathOrLink: string): boolean {
  return new URLSearchParams(pathOrLink.slice(pathOrLink.indexOf('?'))).has('$filter')
}

function isTooComplex(error: unknown): boolean {
  return error instanceof GraphFailure && error.graphCode?.toLowerCase() === 'inefficientfilter'
}

type Taken<T> = Pick<Rows<T>, 'items' | 'next' | 'lookedAt' | 'dropped'>

/** Takes from a page what fits, as far as it is wanted, and says where to go on. */
function take<T extends object>(
  query: Query,
  { items, nextLink }: GraphPage<T>,
  { from: { page, skip = 0 }, most }: { readonly from: ListPlace; readonly most: number },
): Taken<T> {
  const taken: T[] = []
  let [at, dropped] = [skip, 0]
  for (; at < items.length && taken.length < most; at++) {
    const row = items[at] as T
    if (!isAsSent(query, row)) dropped++
    else if (matches(query.here, row)) taken.push(withoutAdded(query, row))
  }
  const rest = at < items.length ? { page, skip: at } : undefined
  const next = rest ?? (nextLink === undefined ? undefined : { page: nextLink })
  return { items: taken, next, lookedAt: at - skip, dropped }
}

/** A row that lacks a property which was asked for says nothing against itself. */
function isAsSent({ sent }: Query, row: object): boolean {
  const tests = testsOf(sent)
  return tests.some(({ property }) => !((property.split('/')[0] ?? '') in row)) || matches(sent, row)
}

function withoutAdded<T extends object>({ added }: Query, row: T): T {
  if (added.length === 0) return row
  return Object.fromEntries(Object.entries(row).filter(([name]) => !added.includes(name))) as T
}

function tell({ events }: RowsContext, { entity, sent }: Query, dropped: number): void {
  if (dropped === 0) return
  const properties = [...new Set(testsOf(sent).map(({ property }) => property))]
  events?.emit('graph.mismatch', { entity, properties, dropped })
}
