import { setImmediate } from 'node:timers/promises'

import type { MemoryTier } from './memory-tier.ts'
import { isFailure, type StoreGuard } from './store-guard.ts'

const memoryStep = 1_000
const storeBatch = 200

/**
 * Removes from both tiers what no longer exists, and lets others run after each small batch. Returns how many went.
 *
 * @example
 * ```ts
 * await sweep(memory, guard)
 * ```
 */
export async function sweep(memory: MemoryTier, guard: StoreGuard): Promise<number> {
  let gone = 0
  for (const went of memory.sweep(memoryStep)) {
    gone += went
    await setImmediate()
  }
  for (let went = storeBatch; went >= storeBatch; await setImmediate()) {
    const answer = await guard.ask('sweep', (store, signal) => store.sweep(storeBatch, signal))
    went = isFailure(answer) ? 0 : answer
    gone += went
  }
  return gone
}
