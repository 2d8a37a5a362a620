import type { CacheStats, Scope } from '@graphkeep/core'

import type { Parts } from './assemble.ts'
import { areaOf } from './slot.ts'
import { isFailure } from './store-guard.ts'

/**
 * Puts together what a cache counted, of a scope or of all, and what it holds.
 *
 * @example
 * ```ts
 * const { hitRatio } = await statsOf(assemble({}))
 * ```
 */
export async function statsOf(parts: Parts, scope?: Scope): Promise<CacheStats> {
  const { counters, guard, memory, served, store, since } = parts
  const { total, families } = counters.read(scope && areaOf(scope).scopeId)
  const size = await guard.ask('size', (asked, signal) => asked.size(signal))
  const hits = total.memoryHits + total.storeHits
  const lookups = hits + total.misses
  return {
    counters: total,
    families,
    hitRatio: lookups > 0 ? hits / lookups : undefined,
    saved: { requests: hits + total.joined, bytes: total.bytesServed },
    served: served.read(),
    memory: memory.size(),
    store: isFailure(size) ? undefined : { name: store.name, ...size },
    since,
  }
}
