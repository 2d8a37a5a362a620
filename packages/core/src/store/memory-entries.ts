import { entryWorth } from './entry-worth.ts'
import { holds, type Invalidations } from './invalidations.ts'
import type { StoreEntry, StoreSize } from './store.ts'

/** The entries of one scope, kept in memory. Times are milliseconds since the epoch. */
export interface MemoryEntries {
  /** Returns a copy of the entry, or `undefined` when there is none, it was invalidated, or its time is over. */
  get(key: string, now: number): StoreEntry | undefined

  /** Keeps a copy of the entry; returns `false`, keeping nothing, when it no longer holds or takes more bytes than `most`. */
  set(key: string, entry: StoreEntry, most: number): boolean

  /** Removes the entry; returns whether it still existed. */
  delete(key: string, now: number): boolean

  /** Removes all of them. */
  reset(): void

  /** Removes up to `limit` entries that exist no more; returns how many went. */
  sweep(limit: number, now: number): number

  /** Returns the smallest `asOf` of all that are kept, `Infinity` when nothing is. */
  oldest(): number
  size(): StoreSize

  /** Returns what each is worth, and how to remove it. */
  worths(now: number): readonly MemoryWorth[]
}

/** What an entry is worth, 0 when it exists no more, and the way to remove it. */
export interface MemoryWorth {
  readonly worth: number
  readonly bytes: number
  drop(): void
}

interface Kept {
  readonly entry: StoreEntry
  readonly bytes: number
  hits: number
  usedAt: number
}

/** Makes a place for entries that asks `invalidations` which of them still hold. */
export function createMemoryEntries(invalidations: Invalidations): MemoryEntries {
  const entries = new Map<string, Kept>()

  function existing(key: string, now: number): Kept | undefined {
    const kept = entries.get(key)
    return kept && kept.entry.keepUntil > now && holds(kept.entry, key, invalidations) ? kept : undefined
  }

  return {
    get(key, now) {
      const kept = existing(key, now)
      if (!kept) return undefined
      kept.hits += 1
      kept.usedAt = now
      return copyOf(kept.entry)
    },

    set(key, entry, most) {
      const bytes = bytesOf(key, entry)
      if (bytes > most || !holds(entry, key, invalidations)) return false
      const hits = entries.get(key)?.hits ?? 0
      entries.set(key, { entry: copyOf(entry), bytes, hits, usedAt: entry.fetchedAt })
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

    oldest: () => [...entries.values()].reduce((oldest, { entry }) => Math.min(oldest, entry.asOf), Infinity),
    size: () => ({
      entries: entries.size,
      bytes: [...entries.values()].reduce((sum, { bytes }) => sum + bytes, 0),
    }),

    worths: (now) =>
      [...entries].map(([key, { entry, bytes, hits, usedAt }]) => ({
        worth: existing(key, now) ? entryWorth({ ...entry, bytes, hits, usedAt }, now) : 0,
        bytes,
        drop: () => void entries.delete(key),
      })),
  }
}

function copyOf(entry: StoreEntry): StoreEntry {
  return { ...entry, value: new Uint8Array(entry.value), tags: [...entry.tags] }
}

/** JavaScript keeps two bytes for each character of a text. */
function bytesOf(key: string, { value, tags }: StoreEntry): number {
  return value.length + 2 * (key.length + tags.reduce((sum, tag) => sum + tag.length, 0))
}
