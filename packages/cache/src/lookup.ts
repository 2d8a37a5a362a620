import type { CachePolicy, Clock, FreshnessWish } from '@graphkeep/core'

import type { Keeper } from './keeper.ts'
import type { Found, Kept } from './kept.ts'
import type { MemoryTier } from './memory-tier.ts'
import type { Slot } from './slot.ts'
import type { StoreTier } from './store-tier.ts'
import { judge } from './wish.ts'

/** Looks for a value in memory, and in the store where memory's would have to be fetched again. A fresh one stays so for `slidingMs`. */
export type Lookup = (
  slot: Slot,
  wish: FreshnessWish | undefined,
  policy?: Pick<CachePolicy, 'slidingMs'>,
) => Promise<Found | undefined>

/**
 * Makes the lookup through the tiers.
 *
 * @example
 * ```ts
 * const lookup = createLookup({ clock: systemClock, memory, storeTier, keeper })
 * const found = await lookup(slot, undefined)
 * ```
 */
export function createLookup(parts: {
  readonly clock: Clock
  readonly memory: MemoryTier
  readonly storeTier: StoreTier
  readonly keeper: Keeper
}): Lookup {
  const { clock, memory, storeTier, keeper } = parts

  function prolonged(slot: Slot, kept: Kept, slidingMs: number): Kept {
    const staleAt = Math.min(clock.now() + slidingMs, kept.expiresAt)
    if (staleAt <= kept.staleAt || clock.now() >= kept.staleAt) return kept
    const longer = { ...kept, staleAt }
    memory.put(slot, longer)
    return longer
  }

  return async (slot, wish, { slidingMs = 0 } = {}) => {
    const found = memory.get(slot)
    const kept = found && prolonged(slot, found, slidingMs)
    const inMemory: Found | undefined = kept && { kept, source: 'memory' }
    if (wish === 'fresh' || (kept && judge(kept, wish, clock.now()) !== 'fetch')) return inMemory
    const stored = await storeTier.join(slot)
    const newer = stored && stored.fetchedAt > (kept?.fetchedAt ?? -Infinity)
    return newer && keeper.adopt(slot, stored) ? { kept: stored, source: 'store' } : inMemory
  }
}
