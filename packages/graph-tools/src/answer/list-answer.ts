import { z } from 'zod'

import type { GraphPage } from '../client/pages.ts'
import { type ContinuedList, writeCursor } from './cursor.ts'

/** What every list says of itself beside its rows. */
export const listFields = {
  total: z.number().optional().describe('How many there are in all; absent when unknown.'),
  more: z.boolean().describe('Whether there are more than these.'),
  nextCursor: z.string().optional().describe('Pass it as cursor, with the same arguments, to go on.'),
}

/** Writes what a list says of itself from the page that Graph answered with. */
export async function listEnd(
  list: ContinuedList,
  { total, nextLink }: Pick<GraphPage<unknown>, 'total' | 'nextLink'>,
): Promise<{ readonly total?: number; readonly more: boolean; readonly nextCursor?: string }> {
  return {
    ...(total !== undefined && { total }),
    more: nextLink !== undefined,
    ...(nextLink !== undefined && { nextCursor: await writeCursor(list, { page: nextLink }) }),
  }
}
