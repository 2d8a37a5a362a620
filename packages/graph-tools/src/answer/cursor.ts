import { createHash } from 'node:crypto'

import { InvalidInput, type Scope, scopeKey } from '@graphkeep/core'

/** A list that a caller may go on with. */
export interface ContinuedList {
  readonly scope: Scope

  /** Path and query as the caller's arguments alone make them. */
  readonly path: string
}

/**
 * Writes where a list goes on as a short text for the caller. It holds only what Graph's link adds to the query, and
 * fits only the same list of the same account, so it leads nowhere else.
 */
export function writeCursor(list: ContinuedList, nextLink: string): string {
  const given = queryOf(list.path)
  const next = queryOf(nextLink)
  const added = [...next].filter(([name, value]) => given.get(name) !== value)
  const dropped = [...given.keys()].filter((name) => !next.has(name)).map((name) => [name, ''])
  const changes = new URLSearchParams([
    ...added,
    ...dropped.map(([name = '']): [string, string] => [`-${name}`, '']),
  ])
  return sealOf(list) + Buffer.from(changes.toString()).toString('base64url')
}

/**
 * Returns path and query of the page that a cursor leads to; without a cursor, of the first.
 *
 * @throws {@link InvalidInput} for a cursor of another list, or of nothing at all.
 */
export function readCursor(list: ContinuedList, cursor: string | undefined): string {
  if (cursor === undefined) return list.path
  if (!cursor.startsWith(sealOf(list))) {
    throw new InvalidInput([
      'cursor: it does not belong to these arguments. Repeat exactly the arguments that it was answered for, or leave it out to start again.',
    ])
  }
  const query = queryOf(list.path)
  const changes = new URLSearchParams(Buffer.from(cursor.slice(sealLength), 'base64url').toString())
  for (const [name, value] of changes) {
    if (name.startsWith('-')) query.delete(name.slice(1))
    else query.set(name, value)
  }
  const [bare = ''] = list.path.split('?', 1)
  return `${bare}?${[...query].map(([name, value]) => `${name}=${encodeURIComponent(value)}`).join('&')}`
}

const sealLength = 10

function sealOf({ scope, path }: ContinuedList): string {
  return createHash('sha256')
    .update(`${scopeKey(scope)} ${path}`)
    .digest('base64url')
    .slice(0, sealLength)
}

function queryOf(pathOrLink: string): Map<string, string> {
  const start = pathOrLink.indexOf('?')
  return new Map(new URLSearchParams(start < 0 ? '' : pathOrLink.slice(start)))
}
