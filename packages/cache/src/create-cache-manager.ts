import { type CacheManager, jsonText } from '@graphkeep/core'

import { assemble } from './assemble.ts'
import type { CacheManagerOptions } from './cache-options.ts'
import { createFencedWrite } from './fenced-write.ts'
import type { Tags } from './keeper.ts'
import { createReads } from './reads.ts'
import { areaOf, slotOf } from './slot.ts'
import { statsOf } from './stats.ts'
import { isFailure } from './store-guard.ts'
import { sweep } from './sweep.ts'

/**
 * Makes a cache.
 *
 * @throws TypeError for a limit or a duration that is not a positive number, and for a policy that is none.
 *
 * @example
 * ```ts
 * await using cache = createCacheManager()
 * const key = { scope: { tenant: 'contoso.com', account: 'ada' }, key: requestKey('rates', 'latest', { base: 'EUR' }) }
 * const { value, freshness } = await cache.getOrFetch(key, async () => ({ usd: 1.17 }))
 * ```
 */
export function createCacheManager(options: CacheManagerOptions = {}): CacheManager {
  const parts = assemble(options)
  const { coherence, keeper, memory, negatives, flights, policyOf, clock, warming, guard } = parts
  let closing: Promise<void> | undefined

  async function close(): Promise<void> {
    warming.stop()
    await flights.idle()
    await coherence.close()
    memory.clear()
    await guard.ask('close', async (store) => store[Symbol.asyncDispose]())
    guard.stop()
  }

  function closeOnce(): Promise<void> {
    closing ??= close()
    return closing
  }

  return {
    ...createReads(parts),
    write: createFencedWrite(coherence),

    async set(key, value, { policy, tags } = {}) {
      const slot = slotOf(key)
      const text = jsonText(value, 'The value to cache')
      const fetchedAt = clock.now()
      const how = { tags: tags as Tags, policy: policyOf(policy) }
      // The value was read before this call: an invalidation during it is later than the value.
      const { own } = coherence.latest(slot)
      const { asOf } = await coherence.moment(slot)
      flights.supersede(slot.id)
      await keeper.keep({ slot, text, fetchedAt, cost: 0, moment: { asOf, own }, ...how }, () => true)
    },

    invalidate: async (scope, target, cause) => coherence.invalidate(areaOf(scope), target, cause),

    async history(scope, limit) {
      const records = await guard.ask('history', (store, signal) => store.history(scope, limit, signal))
      return isFailure(records) ? [] : records
    },

    async disconnect(scope) {
      const area = areaOf(scope)
      const told = coherence.clear(area)
      memory.drop(area.scopeId)
      negatives.drop(area.scopeId)
      parts.counters.drop(area.scopeId)
      warming.drop(area.scopeId)
      await told
    },

    stats: (scope) => statsOf(parts, scope),
    warm: warming.warm,
    warmingStatus: warming.warmingStatus,
    sweep: () => sweep(memory, guard),
    close: closeOnce,
    [Symbol.asyncDispose]: closeOnce,
  }
}
