import type { Clock, FreshnessWish } from '@graphkeep/core'

import type { Coherence, Moment } from './coherence.ts'
import type { Slot } from './slot.ts'

/** Remembers for a short time that something does not exist. */
export interface Negatives {
  /** Returns the error that said so, if it may still be repeated under the wish. */
  find(slot: Slot, wish: FreshnessWish | undefined): unknown

  /** Remembers the error of a fetch that began at `moment`, for `ms` milliseconds. Default 30,000. */
  put(slot: Slot, error: unknown, moment: Moment, ms?: number): void
  delete(slot: Slot): void
  drop(scopeId: string): void
}

const mostNegatives = 1_000

/**
 * Makes the memory of what does not exist, for at most 1,000 keys. Nobody knows the tags of what is
 * not there, so any invalidation in the scope ends it.
 *
 * @example
 * ```ts
 * const negatives = createNegatives(systemClock, coherence)
 * negatives.put(slot, new GraphFailure('Not found', { status: 404 }), moment)
 * ```
 */
export function createNegatives(clock: Clock, coherence: Coherence): Negatives {
  const found = new Map<string, { slot: Slot; error: unknown; at: number; moment: Moment; ms: number }>()

  return {
    find(slot, wish) {
      const negative = found.size > 0 ? found.get(slot.id) : undefined
      if (!negative || wish === 'fresh') return undefined
      const age = clock.now() - negative.at
      const young = age >= 0 && age < negative.ms && (typeof wish !== 'number' || age <= wish * 1000)
      return young && coherence.unchangedSince(slot, negative.moment) ? negative.error : undefined
    },

    put(slot, error, moment, ms = 30_000) {
      found.delete(slot.id)
      found.set(slot.id, { slot, error, at: clock.now(), moment, ms })
      const first = found.keys().next()
      if (found.size > mostNegatives && !first.done) found.delete(first.value)
    },

    delete: (slot) => void found.delete(slot.id),

    drop(scopeId) {
      for (const [id, { slot }] of found) if (slot.scopeId === scopeId) found.delete(id)
    },
  }
}
