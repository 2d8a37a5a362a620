import type { Clock } from '@graphkeep/core'

import type { Coherence } from './coherence.ts'
import type { Counters } from './counters.ts'
import { existsAt, type Kept } from './kept.ts'
import { createS3Fifo } from './s3-fifo.ts'
import type { Slot } from './slot.ts'

/** The values that this process holds decoded. */
export interface MemoryTier {
  /** Returns the value if it is still true and its time is not over at `now`, by default now; forgets it otherwise. */
  get(slot: Slot, now?: number): Kept | undefined

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

interface Held {
  readonly slot: Slot
  readonly kept: Kept
}

// What a value costs beside its JSON text: what is known of it, its places, and a name that is remembered for it.
const overheadBytes = 1_000

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
  const values = createS3Fifo<Held>({ limit: limitBytes, onEvict: () => counters.add('evictions') })

  const exists = ({ slot, kept }: Held, now: number) => existsAt(kept, now) && coherence.holds(slot, kept)

  return {
    get({ scopeId, key }, now = clock.now()) {
      const held = values.get(scopeId, key)
      if (!held || exists(held, now)) return held?.kept
      values.delete(scopeId, key)
      return undefined
    },

    put: (slot, kept) => values.set(slot.scopeId, slot.key, { slot, kept }, weightOf(slot, kept)),
    delete: ({ scopeId, key }) => values.delete(scopeId, key),
    drop: (scopeId) => values.drop(scopeId),

    *sweep(step) {
      let seen = 0
      let gone = 0
      for (const held of values.values()) {
        if (!exists(held, clock.now())) {
          values.delete(held.slot.scopeId, held.slot.key)
          gone += 1
        }
        if (++seen % step > 0) continue
        yield gone
        gone = 0
      }
      yield gone
    },

    clear: () => values.clear(),
    size: () => ({ entries: values.size, bytes: values.weight, limitBytes }),
  }
}

function weightOf(slot: Slot, { bytes, tags }: Kept): number {
  return tags.reduce((sum, tag) => sum + tag.length, bytes + slot.id.length + overheadBytes)
}
