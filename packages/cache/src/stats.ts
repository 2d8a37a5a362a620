import type { CacheStats } from '@graphkeep/core'

import type { Parts } from './assemble.ts'
import { isFailure } from './store-guard.ts'

/**
 * Puts together what a cache counted and what it holds.
 *
 * @example
 * ```ts
 * const { hitRatio } = await statsOf(assemble({}))
 * ```
 */
export async function statsOf({ counters, guard, memory, store, since }: Parts): Promise<CacheStats> {
  const total = counters.total()
  const size = await guard.ask('size', (asked, signal) => asked.size(signal))
  const hits = total.memoryHits + total.storeHits
  const lookups = hits + total.misses
  return {
    counters: total,
    families: counters.families(),
    hitRatio: lookups > 0 ? hits / lookups : undefined,
    memory: memory.size(),
    store: isFailure(size) ? undefined : { name: store.name, ...size },
    since,
  }
}
