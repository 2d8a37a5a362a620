import type { CacheCounters } from '@graphkeep/core'

import { createRecent } from './recent.ts'
import type { Area, Slot } from './slot.ts'

/** What a cache counts. */
export type CounterName = keyof CacheCounters

/** What was counted, in all and by family. */
export interface Counted {
  readonly total: CacheCounters
  readonly families: Readonly<Record<string, CacheCounters>>
}

/** Counts in all, by scope and by family. */
export interface Counters {
  /** Adds to a counter; where it is known what about, also to that of the scope and of the family. */
  add(name: CounterName, about?: Area | Slot, by?: number): void

  /** Adds a hit, and the bytes that it served. */
  hit(name: 'memoryHits' | 'storeHits', about: Slot, bytes: number): void

  /** Returns what was counted so far: of one scope, or of all. */
  read(scopeId?: string): Counted

  /** Forgets what was counted of a scope. */
  drop(scopeId: string): void
}

const mostFamilies = 100
const mostScopes = 1_000
const zero: CacheCounters = Object.freeze({
  memoryHits: 0,
  storeHits: 0,
  misses: 0,
  stale: 0,
  grace: 0,
  joined: 0,
  fetches: 0,
  fetchFailures: 0,
  refreshes: 0,
  refreshFailures: 0,
  fenced: 0,
  invalidations: 0,
  evictions: 0,
  storeFailures: 0,
  bytesServed: 0,
  bytesEncoded: 0,
  bytesStored: 0,
})

/**
 * Makes counters that start at zero. From the hundred and first family on, all are counted as `other`; of more than a
 * thousand scopes, those that were used last are remembered.
 *
 * @example
 * ```ts
 * const counters = createCounters()
 * counters.add('misses', slot)
 * counters.read(slot.scopeId).families['email']?.misses // 1
 * ```
 */
export function createCounters(): Counters {
  const all = createTally()
  const scopes = createRecent<Tally>({ limit: mostScopes, mayForget: () => true })

  return {
    add(name, about, by = 1) {
      const family = about && 'family' in about ? about.family : undefined
      all.add(name, family, by)
      if (!about) return
      scopes.of(about.scopeId, createTally).add(name, family, by)
      scopes.use(about.scopeId)
    },

    hit(name, { scopeId, family }, bytes) {
      all.hit(name, family, bytes)
      scopes.of(scopeId, createTally).hit(name, family, bytes)
      scopes.use(scopeId)
    },

    read: (scopeId) => (scopeId === undefined ? all : scopes.of(scopeId, createTally)).read(),
    drop: (scopeId) => scopes.delete(scopeId),
  }
}

type Tally = ReturnType<typeof createTally>
type Sums = { -readonly [name in CounterName]: number }

function createTally() {
  const total: Sums = { ...zero }
  const families = new Map<string, Sums>()

  function sumsOf(family: string): Sums {
    const known = families.get(family)
    if (known) return known
    const name = families.size < mostFamilies ? family : 'other'
    const sums = families.get(name) ?? { ...zero }
    families.set(name, sums)
    return sums
  }

  return {
    add(name: CounterName, family: string | undefined, by: number) {
      total[name] += by
      if (family !== undefined) sumsOf(family)[name] += by
    },

    hit(name: CounterName, family: string, bytes: number) {
      const sums = sumsOf(family)
      total[name] += 1
      sums[name] += 1
      total.bytesServed += bytes
      sums.bytesServed += bytes
    },

    read: (): Counted => ({
      total: { ...total },
      families: Object.fromEntries([...families].map(([family, sums]) => [family, { ...sums }])),
    }),
  }
}
