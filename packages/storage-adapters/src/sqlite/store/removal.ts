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

/** Says whether an entry does not exist any more, because its time is over or it was invalidated. */
export type IsGone = (entry: EntryFacts) => boolean

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
const longestMs = 1.5
const pagesGivenBackAtOnce = 32

/** Makes the way to remove entries. */
export function createRemoval(session: Session): Removal {
  const remove = session.connection.prepare(
    'DELETE FROM entries WHERE scope = ? AND key = ? AND as_of = ? AND keep_until = ?',
  )
  const isRemoved = ({ scope, key, as_of, keep_until }: EntryFacts) =>
    remove.run(scope, key, as_of, keep_until).changes > 0

  /** How long it takes depends on how much of the file is in memory. */
  function removeInTime(batch: readonly EntryFacts[]): Removed {
    const deadline = performance.now() + longestMs
    let gone = 0
    for (const [index, entry] of batch.entries()) {
      if (isRemoved(entry)) gone += 1
      if (performance.now() >= deadline) return { tried: index + 1, gone }
    }
    return { tried: batch.length, gone }
  }

  return {
    async some(entries, limit, signal) {
      const batch = firstBatch(entries, Math.min(limit, removedAtOnce))
      if (batch.length === 0) return { tried: 0, gone: 0 }
      const removed = await session.write(() => removeInTime(batch), signal)
      await letOthersGo()
      while (await session.read(() => giveBackSpace(session), signal)) await letOthersGo()
      return removed
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

/** Free pages are used again; the file shrinks only when a third of it is free, which cleaning at the limit does not bring about. Says whether it did. */
function giveBackSpace({ connection }: Session): boolean {
  const free = Number(connection.pragma('freelist_count', { simple: true }))
  if (free < pagesGivenBackAtOnce || free * 3 < Number(connection.pragma('page_count', { simple: true })))
    return false
  connection.pragma(`incremental_vacuum(${pagesGivenBackAtOnce})`)
  return true
}
