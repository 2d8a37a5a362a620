import { InvalidInput, type ToolContext } from '@graphkeep/core'

import { openText, sealText } from './sealed-text.ts'

/** A list that a caller may go on with. */
export interface ContinuedList {
  readonly context: Pick<ToolContext, 'scope' | 'sealer'>

  /** Path and query as the caller's arguments alone make them. */
  readonly path: string
}

/** Where a list goes on. */
export interface ListPlace {
  /** Path and query of a page, or Graph's link to it. */
  readonly page: string

  /** How many of the page's items were answered before. Default 0. */
  readonly skip?: number
}

/**
 * Writes where a list goes on as a short text for the caller. It holds only what Graph's link adds to the query, and
 * opens only for the same list of the same account, so it leads nowhere else.
 */
export async function writeCursor(list: ContinuedList, { page, skip = 0 }: ListPlace): Promise<string> {
  const given = queryOf(list.path)
  const next = queryOf(page)
  const changes = new URLSearchParams([
    ...[...next].filter(([name, value]) => given.get(name) !== value),
    ...[...given.keys()].filter((name) => !next.has(name)).map((name): [string, string] => [`-${name}`, '']),
    ...(skip > 0 ? [['~', String(skip)] as [string, string]] : []),
  ])
  return sealText(list.context, list.path, changes.toString())
}

/**
 * Returns the page that a cursor leads to; without a cursor, the first.
 *
 * @throws {@link InvalidInput} for a cursor that was altered, is of another list or another account, or of nothing at all.
 */
export async function readCursor(
  list: ContinuedList,
  cursor: string | undefined,
): Promise<Required<ListPlace>> {
  if (cursor === undefined) return { page: list.path, skip: 0 }
  const query = queryOf(list.path)
  let skip = 0
  const changes = (await openText(list.context, list.path, cursor)) ?? foreign()
  for (const [name, value] of new URLSearchParams(changes)) {
    if (name === '~') skip = Number(value)
    else if (name.startsWith('-')) query.delete(name.slice(1))
    else query.set(name, value)
  }
  const [bare = ''] = list.path.split('?', 1)
  const page = `${bare}?${[...query].map(([name, value]) => `${name}=${encodeURIComponent(value)}`).join('&')}`
  return { page, skip }
}

function foreign(): never {
  throw new InvalidInput([
    'cursor: it does not belong to these arguments, or is no longer known. Repeat exactly the arguments that it was answered for, or leave it out to start again.',
  ])
}

function queryOf(pathOrLink: string): Map<string, string> {
  const start = pathOrLink.indexOf('?')
  return new Map(new URLSearchParams(start < 0 ? '' : pathOrLink.slice(start)))
}
