import type { CacheAnswer, Clock, Events, Freshness } from '@graphkeep/core'

import type { Counters } from './counters.ts'
import { ageAt, type Found, type Kept } from './kept.ts'
import type { Served } from './served.ts'
import type { Slot } from './slot.ts'

/** The times of an answer. */
export interface Timing {
  /** When the caller began to wait, by `performance.now()`; absent when it did not wait. */
  readonly begun?: number | undefined

  /** The cache's clock, for who has read it already. */
  readonly now?: number
}

/** How a value comes to be served. */
export interface Serving extends Timing, Pick<Freshness, 'state' | 'source' | 'reason'> {}

/** Labels and counts answers. */
export interface Answers {
  /** Returns the value with its label; counted as a hit of the tier it came from, or as a miss that needed a fetch. */
  give<T>(slot: Slot, kept: Kept, serving: Serving, counted: 'hit' | 'miss'): CacheAnswer<T>

  /** Returns a value that needed no fetch; `reason` is told when it is past its fresh time. */
  giveFound<T>(slot: Slot, found: Found, reason: string, timing: Timing): CacheAnswer<T>
}

/**
 * Makes the part of a cache that says how true its answers are.
 *
 * @example
 * ```ts
 * const answers = createAnswers({ clock: systemClock, counters: createCounters(), served: createServed() })
 * answers.give(slot, kept, { state: 'fresh', source: 'origin', begun }, 'miss').freshness.ageSeconds
 * ```
 */
export function createAnswers(parts: {
  readonly clock: Clock
  readonly counters: Counters
  readonly served: Served
  readonly events?: Events | undefined
}): Answers {
  const { clock, counters, served, events } = parts

  function count(slot: Slot, { bytes }: Kept, { state, source }: Serving, counted: 'hit' | 'miss'): void {
    if (counted === 'miss') counters.add('misses', slot)
    else counters.hit(source === 'memory' ? 'memoryHits' : 'storeHits', slot, bytes)
    if (state !== 'fresh') counters.add(state, slot)
  }

  function give<T>(slot: Slot, kept: Kept, serving: Serving, counted: 'hit' | 'miss'): CacheAnswer<T> {
    const { state, source, reason, begun, now = clock.now() } = serving
    const ageMs = ageAt(kept, now)
    const ms = begun === undefined ? 0 : performance.now() - begun
    count(slot, kept, serving, counted)
    served.note(source, state, ms)
    events?.emit('cache.answer', { family: slot.family, state, source, ageMs, ms })
    const { fetchedAt, staleAt, expiresAt } = kept
    const label = { state, source, ageSeconds: Math.floor(ageMs / 1000), fetchedAt, staleAt, expiresAt }
    return { value: kept.value as T, freshness: reason === undefined ? label : { ...label, reason } }
  }

  return {
    give,

    giveFound(slot, { kept, source }, reason, { begun, now = clock.now() }) {
      const serving: Serving =
        now < kept.staleAt
          ? { state: 'fresh', source, begun, now }
          : { state: 'stale', source, reason, begun, now }
      return give(slot, kept, serving, 'hit')
    },
  }
}
