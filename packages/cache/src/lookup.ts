import type { CachePolicy, Clock, FreshnessWish } from '@graphkeep/core'

import type { Coherence } from './coherence.ts'
import type { Keeper } from './keeper.ts'
import { existsAt, type Found, type Kept } from './kept.ts'
import type { MemoryTier } from './memory-tier.ts'
import type { Slot } from './slot.ts'
import type { StoreTier } from './store-tier.ts'
import { judge } from './wish.ts'

/** Looks for a value in memory, and in the store where memory's would have to be fetched again. */
export interface Lookup {
  /** Returns what memory has at `now`. A fresh value stays so for `slidingMs`. */
  near(slot: Slot, now: number, policy?: Pick<CachePolicy, 'slidingMs'>): Kept | undefined

  /** Returns what the store has, as JSON text, if it still exists. Memory stays as it is. */
  raw(slot: Slot): Promise<Kept | undefined>

  /** Returns what memory had, or what the store has instead. */
  far(slot: Slot, wish: FreshnessWish | undefined, kept: Kept | undefined): Promise<Found | undefined>
}

/**
 * Makes the lookup through the tiers.
 *
 * @example
 * ```ts
 * const lookup = createLookup({ clock: systemClock, coherence, memory, storeTier, keeper })
 * const found = await lookup.far(slot, undefined, lookup.near(slot, Date.now()))
 * ```
 */
export function createLookup(parts: {
  readonly clock: Clock
  readonly coherence: Coherence
  readonly memory: MemoryTier
  readonly storeTier: StoreTier
  readonly keeper: Keeper
}): Lookup {
  const { clock, coherence, memory, storeTier, keeper } = parts

  function prolonged(slot: Slot, kept: Kept, now: number, slidingMs: number): Kept {
    const staleAt = Math.min(now + slidingMs, kept.expiresAt)
    if (staleAt <= kept.staleAt || now >= kept.staleAt) return kept
    const longer = { ...kept, staleAt }
    memory.put(slot, longer)
    return longer
  }

  return {
    near(slot, now, { slidingMs } = {}) {
      const kept = memory.get(slot, now)
      return kept && slidingMs ? prolonged(slot, kept, now, slidingMs) : kept
    },

    async raw(slot) {
      const stored = await storeTier.getRaw(slot)
      return stored && existsAt(stored, clock.now()) && coherence.holds(slot, stored) ? stored : undefined
    },

    async far(slot, wish, kept) {
      const inMemory: Found | undefined = kept && { kept, source: 'memory' }
      if (wish === 'fresh' || (kept && judge(kept, wish, clock.now()) !== 'fetch')) return inMemory
      const stored = await storeTier.join(slot)
      const newer = stored && stored.fetchedAt > (kept?.fetchedAt ?? -Infinity)
      return newer && keeper.adopt(slot, stored) ? { kept: stored, source: 'store' } : inMemory
    },
  }
}
