import type { CacheAnswer, Clock, Events, Freshness } from '@graphkeep/core'

import type { Counters } from './counters.ts'
import { ageAt, type Found, type Kept } from './kept.ts'
import type { Slot } from './slot.ts'

/** How a value came to be served. */
export type Served = Pick<Freshness, 'state' | 'source' | 'reason'>

/** Labels and counts answers. */
export interface Answers {
  /** Returns the value with its label; counted as a hit of the tier it came from, or as a miss that needed a fetch. */
  give<T>(slot: Slot, kept: Kept, served: Served, counted: 'hit' | 'miss'): CacheAnswer<T>

  /** Returns a value that needed no fetch; `reason` is told when it is past its fresh time. */
  giveFound<T>(slot: Slot, found: Found, reason: string): CacheAnswer<T>
}

/**
 * Makes the part of a cache that says how true its answers are.
 *
 * @example
 * ```ts
 * const answers = createAnswers({ clock: systemClock, counters: createCounters() })
 * answers.give(slot, kept, { state: 'fresh', source: 'origin' }, 'miss').freshness.ageSeconds
 * ```
 */
export function createAnswers(parts: {
  readonly clock: Clock
  readonly counters: Counters
  readonly events?: Events | undefined
}): Answers {
  const { clock, counters, events } = parts

  function give<T>({ family }: Slot, kept: Kept, served: Served, counted: 'hit' | 'miss'): CacheAnswer<T> {
    const { state, source } = served
    const ageMs = ageAt(kept, clock.now())
    const hit = source === 'memory' ? 'memoryHits' : 'storeHits'
    counters.add(counted === 'hit' ? hit : 'misses', family)
    if (state !== 'fresh') counters.add(state, family)
    events?.emit('cache.answer', { family, state, source, ageMs })
    const { fetchedAt, staleAt, expiresAt } = kept
    const freshness = { ...served, ageSeconds: Math.floor(ageMs / 1000), fetchedAt, staleAt, expiresAt }
    return { value: kept.value as T, freshness }
  }

  return {
    give,

    giveFound(slot, { kept, source }, reason) {
      const fresh = clock.now() < kept.staleAt
      return give(slot, kept, fresh ? { state: 'fresh', source } : { state: 'stale', source, reason }, 'hit')
    },
  }
}
