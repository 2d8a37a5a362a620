import type { Clock } from '@graphkeep/core'

import type { Coherence } from './coherence.ts'
import type { Counters } from './counters.ts'
import { existsAt, type Kept } from './kept.ts'
import { createSieve } from './sieve.ts'
import type { Slot } from './slot.ts'

/** The values that this process holds decoded. */
export interface MemoryTier {
  /** Returns the value if it is still true and its time is not over; forgets it otherwise. */
  get(slot: Slot): Kept | undefined

  /** Keeps the value in place of the one before; one larger than an eighth of the limit is not kept. */
  put(slot: Slot, kept: Kept): void
  delete(slot: Slot): void

  /** Forgets everything of a scope. */
  drop(scopeId: string): void

  /** Forgets what no longer exists; after every `step` values that it looked at it yields how many of them went. */
  sweep(step: number): Iterable<number>
  clear(): void
  size(): { readonly entries: number; readonly bytes: number; readonly limitBytes: number }
}

// What a value costs beside its JSON text: the object round it, its place in the map and in the list.
const overheadBytes = 250

/**
 * Makes the memory tier. A value weighs as many bytes as its JSON text, key and tags, and a little for its upkeep.
 *
 * @example
 * ```ts
 * const memory = createMemoryTier({ limitBytes: 64 * 1024 * 1024, clock: systemClock, coherence, counters })
 * memory.put(slot, kept)
 * memory.get(slot)?.value
 * ```
 */
export function createMemoryTier(options: {
  readonly limitBytes: number
  readonly clock: Clock
  readonly coherence: Coherence
  readonly counters: Counters
}): MemoryTier {
  const { limitBytes, clock, coherence, counters } = options
  const sieve = createSieve<{ readonly slot: Slot; readonly kept: Kept }>({
    limit: limitBytes,
    onEvict: () => counters.add('evictions'),
  })

  const exists = (slot: Slot, kept: Kept) => existsAt(kept, clock.now()) && coherence.holds(slot, kept)

  return {
    get(slot) {
      const found = sieve.get(slot.id)
      if (!found) return undefined
      if (exists(slot, found.kept)) return found.kept
      sieve.delete(slot.id)
      return undefined
    },

    put: (slot, kept) => sieve.set(slot.id, { slot, kept }, weightOf(slot, kept)),
    delete: (slot) => sieve.delete(slot.id),

    drop(scopeId) {
      for (const [id, { slot }] of sieve.entries()) if (slot.scopeId === scopeId) sieve.delete(id)
    },

    *sweep(step) {
      let seen = 0
      let gone = 0
      for (const [id, { slot, kept }] of sieve.entries()) {
        if (!exists(slot, kept)) {
          sieve.delete(id)
          gone += 1
        }
        if (++seen % step > 0) continue
        yield gone
        gone = 0
      }
      yield gone
    },

    clear: () => sieve.clear(),
    size: () => ({ entries: sieve.size, bytes: sieve.weight, limitBytes }),
  }
}

function weightOf(slot: Slot, { bytes, tags }: Kept): number {
  return tags.reduce((sum, tag) => sum + tag.length, bytes + slot.id.length + overheadBytes)
}
