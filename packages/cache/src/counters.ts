import type { CacheCounters } from '@graphkeep/core'

/** What a cache counts. */
export type CounterName = keyof CacheCounters

/** Counts, in all and by family. */
export interface Counters {
  /** Adds to a counter, and to that of the family when there is one. */
  add(name: CounterName, family?: string, by?: number): void

  /** Returns what was counted so far. */
  total(): CacheCounters
  families(): Readonly<Record<string, CacheCounters>>
}

const mostFamilies = 100
const zero: CacheCounters = Object.freeze({
  memoryHits: 0,
  storeHits: 0,
  misses: 0,
  stale: 0,
  grace: 0,
  joined: 0,
  fetches: 0,
  fetchFailures: 0,
  fenced: 0,
  invalidations: 0,
  evictions: 0,
  storeFailures: 0,
  bytesEncoded: 0,
  bytesStored: 0,
})

/**
 * Makes counters that start at zero. From the hundred and first family on, all are counted as `other`.
 *
 * @example
 * ```ts
 * const counters = createCounters()
 * counters.add('misses', 'email')
 * counters.families()['email']?.misses // 1
 * ```
 */
export function createCounters(): Counters {
  const all = { ...zero }
  const byFamily = new Map<string, { -readonly [name in CounterName]: number }>()

  function countersOf(family: string) {
    const known = byFamily.get(family)
    if (known) return known
    const name = byFamily.size < mostFamilies ? family : 'other'
    const counters = byFamily.get(name) ?? { ...zero }
    byFamily.set(name, counters)
    return counters
  }

  return {
    add(name, family, by = 1) {
      all[name] += by
      if (family !== undefined) countersOf(family)[name] += by
    },

    total: () => ({ ...all }),
    families: () => Object.fromEntries([...byFamily].map(([family, counters]) => [family, { ...counters }])),
  }
}
