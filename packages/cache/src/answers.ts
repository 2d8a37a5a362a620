import type { CacheAnswer, Clock, Events, Freshness } from '@graphkeep/core'

import type { Counters } from './counters.ts'
import { ageAt, type Found, type Kept } from './kept.ts'
import type { Served } from './served.ts'
import type { Slot } from './slot.ts'

/** How a value comes to be served. */
export interface Serving extends Pick<Freshness, 'state' | 'source' | 'reason'> {
  /** When the caller began to wait, by `performance.now()`. */
  readonly begun: number
}

/** Labels and counts answers. */
export interface Answers {
  /** Returns the value with its label; counted as a hit of the tier it came from, or as a miss that needed a fetch. */
  give<T>(slot: Slot, kept: Kept, serving: Serving, counted: 'hit' | 'miss'): CacheAnswer<T>

  /** Returns a value that needed no fetch; `reason` is told when it is past its fresh time. */
  giveFound<T>(slot: Slot, found: Found, reason: string, begun: number): CacheAnswer<T>
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
    else {
      counters.add(source === 'memory' ? 'memoryHits' : 'storeHits', slot)
      counters.add('bytesServed', slot, bytes)
    }
    if (state !== 'fresh') counters.add(state, slot)
  }

  function give<T>(slot: Slot, kept: Kept, serving: Serving, counted: 'hit' | 'miss'): CacheAnswer<T> {
    const { begun, ...label } = serving
    const { state, source } = label
    const ageMs = ageAt(kept, clock.now())
    const ms = performance.now() - begun
    count(slot, kept, serving, counted)
    served.note(source, state, ms)
    events?.emit('cache.answer', { family: slot.family, state, source, ageMs, ms })
    const { fetchedAt, staleAt, expiresAt } = kept
    const freshness = { ...label, ageSeconds: Math.floor(ageMs / 1000), fetchedAt, staleAt, expiresAt }
    return { value: kept.value as T, freshness }
  }

  return {
    give,

    giveFound(slot, { kept, source }, reason, begun) {
      const fresh = clock.now() < kept.staleAt
      const label = fresh
        ? ({ state: 'fresh', source } as const)
        : ({ state: 'stale', source, reason } as const)
      return give(slot, kept, { ...label, begun }, 'hit')
    },
  }
}
