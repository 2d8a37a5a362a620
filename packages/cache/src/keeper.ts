import type { CachePolicy, Clock } from '@graphkeep/core'

import type { Coherence, Moment } from './coherence.ts'
import type { Counters } from './counters.ts'
import { existsAt, type Kept, lifetimesOf } from './kept.ts'
import { letOthersGo } from './let-others-go.ts'
import type { MemoryTier } from './memory-tier.ts'
import type { Negatives } from './negatives.ts'
import { parseFrozen } from './parse-frozen.ts'
import type { Slot } from './slot.ts'
import { isFailure } from './store-guard.ts'
import type { StoreTier } from './store-tier.ts'
import { wellFormed } from './well-formed.ts'

/** What a value was read from, known before the fetch or only from the value. */
export type Tags = readonly string[] | ((value: unknown) => readonly string[]) | undefined

/** A value that was read at its origin, before it is kept. */
export interface Fetched {
  readonly slot: Slot

  /** Its JSON text. */
  readonly text: string
  readonly tags: Tags
  readonly policy: CachePolicy
  readonly fetchedAt: number
  readonly moment: Moment
  readonly cost: number
}

/** Puts values into both tiers and takes them out again. */
export interface Keeper {
  /** Keeps a value as long as `wanted` says so and no invalidation overtook it. The value is returned in any case. */
  keep(fetched: Fetched, wanted: () => boolean): Promise<{ readonly kept: Kept; readonly stored: boolean }>

  /** Takes a value that the store had into memory, if it exists and is newer than what is there. Returns whether it exists. */
  adopt(slot: Slot, kept: Kept): boolean

  /** Removes what the scope may not see any more, in every process, and lets nothing be kept that was fetched before. */
  revoke(slot: Slot): Promise<void>

  /** Removes what does not exist any more, and remembers that for `ms` milliseconds. Default 30,000. */
  noteMissing(slot: Slot, error: unknown, moment: Moment, ms?: number): Promise<void>
}

/**
 * Makes the part of a cache that decides what is kept.
 *
 * @example
 * ```ts
 * const keeper = createKeeper({ clock, counters, coherence, memory, negatives, storeTier, random: Math.random })
 * await keeper.keep(fetched, () => true)
 * ```
 */
export function createKeeper(parts: {
  readonly clock: Clock
  readonly counters: Counters
  readonly coherence: Coherence
  readonly memory: MemoryTier
  readonly negatives: Negatives
  readonly storeTier: StoreTier
  readonly random: () => number
}): Keeper {
  const { clock, counters, coherence, memory, negatives, storeTier, random } = parts

  async function store(slot: Slot, kept: Kept, text: string): Promise<boolean> {
    // Asks first, because a store that was lost and made anew would take an old value for a true one.
    await coherence.moment(slot)
    const taken = coherence.holds(slot, kept) && (await storeTier.set(slot, kept, text)) !== false
    return taken && coherence.holds(slot, kept)
  }

  return {
    async keep({ slot, text, tags, policy, ...rest }, wanted) {
      await letOthersGo(text)
      const value = parseFrozen(text)
      await letOthersGo(text)
      const named = typeof tags === 'function' ? tags(value) : (tags ?? [])
      const lifetimes = lifetimesOf(policy, rest.fetchedAt, random)
      const bytes = Buffer.byteLength(text)
      const kept: Kept = { ...rest, ...lifetimes, value, bytes, tags: wellFormed(named) }
      if (!wanted()) return { kept, stored: false }
      const stored = await store(slot, kept, text)
      if (!stored) counters.add('fenced', slot)
      else if (wanted()) {
        negatives.delete(slot)
        memory.put(slot, kept)
      }
      return { kept, stored }
    },

    adopt(slot, kept) {
      if (!existsAt(kept, clock.now()) || !coherence.holds(slot, kept)) return false
      const before = memory.get(slot)
      if (!before || before.fetchedAt < kept.fetchedAt) memory.put(slot, kept)
      return true
    },

    async revoke(slot) {
      memory.delete(slot)
      negatives.delete(slot)
      // Even where nothing of it is kept: a fetch that was let in before may just be bringing it, in any process.
      await coherence.invalidate(slot, { prefix: slot.key }, 'revoked')
      await storeTier.delete(slot)
    },

    async noteMissing(slot, error, moment, ms) {
      memory.delete(slot)
      const deleted = await storeTier.delete(slot)
      if (isFailure(deleted)) await coherence.invalidate(slot, { prefix: slot.key }, 'missing')
      negatives.put(slot, error, moment, ms)
    },
  }
}
