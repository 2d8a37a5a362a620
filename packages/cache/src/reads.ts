import type { CacheManager, CachePolicy, CacheResource, Clock } from '@graphkeep/core'

import type { Answers } from './answers.ts'
import type { Coherence } from './coherence.ts'
import type { Counters } from './counters.ts'
import type { FetchFirst } from './fetch-first.ts'
import type { Lookup } from './lookup.ts'
import type { Negatives } from './negatives.ts'
import type { Order } from './origin.ts'
import type { Refreshes } from './refreshes.ts'
import { slotOf } from './slot.ts'
import { checkWish, judge } from './wish.ts'

const refreshing = 'Past its fresh time; it is being fetched again behind this answer'
const failedLast = 'Past its fresh time; the last attempt to fetch it again failed'
const unfetched = 'Past its time; only what is kept was asked for'

/**
 * Makes the reading half of a cache.
 *
 * @example
 * ```ts
 * const { getOrFetch, get } = createReads(parts)
 * ```
 */
export function createReads(parts: {
  readonly clock: Clock
  readonly counters: Counters
  readonly coherence: Coherence
  readonly negatives: Negatives
  readonly lookup: Lookup
  readonly fetchFirst: FetchFirst
  readonly refreshes: Refreshes
  readonly answers: Answers
  readonly policyOf: (wanted?: CacheResource | CachePolicy) => CachePolicy
}): Pick<CacheManager, 'get' | 'getOrFetch'> {
  const { clock, counters, coherence, negatives, lookup, fetchFirst, refreshes, answers, policyOf } = parts

  return {
    async getOrFetch(key, fetch, options = {}) {
      const begun = performance.now()
      const { freshness: wish, signal, tags } = options
      checkWish(wish)
      const slot = slotOf(key)
      const policy = policyOf(options.policy)
      signal?.throwIfAborted()

      const moment = await coherence.moment(slot)
      const missing = negatives.find(slot, wish)
      if (missing !== undefined) {
        counters.add('memoryHits', slot)
        throw missing
      }
      const found = await lookup(slot, wish, policy)
      const order = { slot, fetch, policy, tags, previous: found } as Order
      const verdict = found ? judge(found.kept, wish, clock.now(), policy.early) : 'fetch'
      if (!found || verdict === 'fetch') return fetchFirst({ order, wish, signal, moment, begun })
      if (verdict === 'refresh') refreshes.behind(order)
      const failure = refreshes.lastFailure(slot.id)
      const reason = failure === undefined ? refreshing : `${failedLast} (${failure})`
      return answers.giveFound(slot, found, reason, begun)
    },

    async get(key) {
      const begun = performance.now()
      const slot = slotOf(key)
      await coherence.moment(slot)
      const found = await lookup(slot, 'any')
      if (!found) {
        counters.add('misses', slot)
        return undefined
      }
      if (clock.now() < found.kept.expiresAt) return answers.giveFound(slot, found, unfetched, begun)
      return answers.give(
        slot,
        found.kept,
        { state: 'grace', source: found.source, reason: unfetched, begun },
        'hit',
      )
    },
  }
}
