import { setImmediate as letOthersGo } from 'node:timers/promises'

import type { Session } from '../session.ts'

/** What is known of an entry without its value. Times are milliseconds since the epoch. */
export interface EntryFacts {
  readonly scope: number
  readonly key: string
  readonly size: number

  /** JSON text. */
  readonly tags: string
  readonly as_of: number
  readonly keep_until: number
}

/** The columns of an entry's facts. */
export const factColumns = 'scope, key, size, tags, as_of, keep_until'

/** Removes the first of some entries, as many as do not hold up others; an entry that has changed since stays. */
export interface Removal {
  some(entries: readonly EntryFacts[], limit: number, signal: AbortSignal | undefined): Promise<Removed>
}

/** What came of a removal. */
export interface Removed {
  /** How many of the entries were looked at, from the first on. */
  readonly tried: number
  readonly gone: number
}

const removedAtOnce = 64
const bytesAtOnce = 256 * 1024
const pagesGivenBackAtOnce = 64

/** Makes the way to remove entries. */
export function createRemoval(session: Session): Removal {
  const remove = session.connection.prepare(
    'DELETE FROM entries WHERE scope = ? AND key = ? AND as_of = ? AND keep_until = ?',
  )
  const isRemoved = ({ scope, key, as_of, keep_until }: EntryFacts) =>
    remove.run(scope, key, as_of, keep_until).changes > 0

  return {
    async some(entries, limit, signal) {
      const batch = firstBatch(entries, Math.min(limit, removedAtOnce))
      if (batch.length === 0) return { tried: 0, gone: 0 }
      const gone = await session.write(() => batch.filter(isRemoved).length, signal)
      await session.read(() => giveBackSpace(session), signal)
      await letOthersGo()
      return { tried: batch.length, gone }
    },
  }
}

/** Encrypting what is left of each page takes its time, so that bytes count as well as entries. */
function firstBatch(entries: readonly EntryFacts[], limit: number): readonly EntryFacts[] {
  let bytes = 0
  const end = entries.findIndex(({ size }, index) => {
    bytes += size
    return index >= limit || (index > 0 && bytes > bytesAtOnce)
  })
  return end < 0 ? entries : entries.slice(0, end)
}

/** Free pages are used again; the file shrinks only when a quarter of it is free. */
function giveBackSpace({ connection }: Session): void {
  const free = Number(connection.pragma('freelist_count', { simple: true }))
  if (free < pagesGivenBackAtOnce || free * 4 < Number(connection.pragma('page_count', { simple: true })))
    return
  connection.pragma(`incremental_vacuum(${pagesGivenBackAtOnce})`)
}
