import type { ToolContext } from '@graphkeep/core'
import { z } from 'zod'

import type { Query } from '../query/query.ts'
import { type Rows, readRows } from '../query/read-rows.ts'
import { type ContinuedList, readCursor, writeCursor } from './cursor.ts'

/** What every list says of itself beside its rows. */
export const listFields = {
  total: z.number().optional().describe('How many there are in all; absent when unknown.'),
  more: z.boolean().describe('Whether there are more than these.'),
  nextCursor: z.string().optional().describe('Pass it as cursor, with the same arguments, to go on.'),
  note: z.string().optional().describe('What was looked at, when not all of the filter was left to Graph.'),
}

/** One page of a list, and what the answer says of it. */
export interface ListAnswer<T> {
  readonly rows: readonly T[]
  readonly end: {
    readonly total?: number
    readonly more: boolean
    readonly nextCursor?: string
    readonly note?: string
  }
}

/** Reads the page of a query that a cursor leads to; without one, the first. */
export async function readList<T extends object>(
  context: ToolContext,
  query: Query,
  cursor: string | undefined,
): Promise<ListAnswer<T>> {
  const list = { context, path: query.path }
  return answerFrom(list, await readRows<T>(context, query, { from: await readCursor(list, cursor) }))
}

/** Writes what a list says of itself from the rows that were found. */
export async function answerFrom<T>(list: ContinuedList, found: Rows<T>): Promise<ListAnswer<T>> {
  const { items, total, next } = found
  const note = noteOf(found)
  return {
    rows: items,
    end: {
      ...(total !== undefined && { total }),
      more: next !== undefined,
      ...(next !== undefined && { nextCursor: await writeCursor(list, next) }),
      ...(note !== '' && { note }),
    },
  }
}

function noteOf({ filteredHere, lookedAt, complete, dropped }: Rows<unknown>): string {
  const end = complete ? 'to the end of the list' : 'so far'
  return [
    ...(filteredHere.length > 0
      ? [`Graph does not filter this by ${filteredHere.join(', ')}: ${lookedAt} were looked at, ${end}.`]
      : []),
    ...(dropped > 0 ? [`${dropped} that Graph gave against the filter were left out.`] : []),
  ].join(' ')
}
