import type { Events, ToolContext } from '@graphkeep/core'

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

  /** Whether everything from where reading began to the list's end was looked at. */
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
  const wanted = query.filteredHere.length > 0 ? query.pageSize : 1
  const found = { items: [] as T[], lookedAt: 0, dropped: 0 }
  let total: number | undefined
  let next: ListPlace | undefined = from
  for await (const page of pages<T>(context, from.page, { headers: query.headers })) {
    total ??= page.total
    next = take(query, page, next ?? from, found)
    if (found.items.length >= wanted || found.lookedAt >= mostLookedAt) break
  }
  if (found.dropped > 0) tell(context, query, found.dropped)
  const isExact = query.filteredHere.length === 0 && found.dropped === 0
  return {
    ...found,
    total: isExact ? total : undefined,
    next,
    filteredHere: query.filteredHere,
    complete: next === undefined,
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
): AsyncGenerator<T, void, undefined> {
  let from: ListPlace | undefined = { page: query.path }
  while (from !== undefined) {
    const { items, next }: Rows<T> = await readRows<T>(context, query, { from })
    yield* items
    from = next
  }
}

interface Found<T> {
  readonly items: T[]
  lookedAt: number
  dropped: number
}

/** Takes from a page what fits and is still wanted, and says where to go on. */
function take<T extends object>(
  query: Query,
  { items, nextLink }: GraphPage<T>,
  { page, skip = 0 }: ListPlace,
  found: Found<T>,
): ListPlace | undefined {
  const isCut = query.filteredHere.length > 0
  for (const [i, row] of items.entries()) {
    if (i < skip) continue
    found.lookedAt++
    if (!isAsSent(query, row)) found.dropped++
    else if (matches(query.here, row)) found.items.push(withoutAdded(query, row))
    if (isCut && found.items.length >= query.pageSize && i + 1 < items.length) return { page, skip: i + 1 }
  }
  return nextLink === undefined ? undefined : { page: nextLink }
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
  const properties = [...new Set(testsOf(sent).map(({ property }) => property))]
  events?.emit('graph.mismatch', { entity, properties, dropped })
}
