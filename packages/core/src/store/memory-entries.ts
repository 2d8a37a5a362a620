import { holds, type Invalidations } from './invalidations.ts'
import type { StoreEntry, StoreSize } from './store.ts'

/** The entries of one scope, kept in memory. Times are milliseconds since the epoch. */
export interface MemoryEntries {
  /** Returns a copy of the entry, or `undefined` when there is none, it was invalidated, or its time is over. */
  get(key: string, now: number): StoreEntry | undefined

  /** Keeps a copy of the entry; returns `false`, keeping nothing, when it no longer holds. */
  set(key: string, entry: StoreEntry): boolean

  /** Removes the entry; returns whether it still existed. */
  delete(key: string, now: number): boolean

  /** Removes all of them. */
  reset(): void

  /** Removes up to `limit` entries that exist no more; returns how many went. */
  sweep(limit: number, now: number): number

  /** Returns the smallest `asOf` of all that are kept, `Infinity` when nothing is. */
  oldest(): number
  size(): StoreSize
}

/** Makes a place for entries that asks `invalidations` which of them still hold. */
export function createMemoryEntries(invalidations: Invalidations): MemoryEntries {
  const entries = new Map<string, StoreEntry>()

  function existing(key: string, now: number): StoreEntry | undefined {
    const entry = entries.get(key)
    return entry && entry.keepUntil > now && holds(entry, key, invalidations) ? entry : undefined
  }

  return {
    get(key, now) {
      const entry = existing(key, now)
      return entry && copyOf(entry)
    },

    set(key, entry) {
      if (!holds(entry, key, invalidations)) return false
      entries.set(key, copyOf(entry))
      return true
    },

    delete(key, now) {
      const existed = existing(key, now) !== undefined
      entries.delete(key)
      return existed
    },

    reset: () => entries.clear(),

    sweep(limit, now) {
      let gone = 0
      for (const key of entries.keys()) {
        if (gone >= limit) break
        if (!existing(key, now) && entries.delete(key)) gone += 1
      }
      return gone
    },

    oldest: () => [...entries.values()].reduce((oldest, { asOf }) => Math.min(oldest, asOf), Infinity),
    size: () => ({
      entries: entries.size,
      bytes: [...entries].reduce((sum, pair) => sum + bytesOf(pair), 0),
    }),
  }
}

function copyOf(entry: StoreEntry): StoreEntry {
  return { ...entry, value: new Uint8Array(entry.value), tags: [...entry.tags] }
}

/** JavaScript keeps two bytes for each character of a text. */
function bytesOf([key, { value, tags }]: readonly [string, StoreEntry]): number {
  return value.length + 2 * (key.length + tags.reduce((sum, tag) => sum + tag.length, 0))
}
