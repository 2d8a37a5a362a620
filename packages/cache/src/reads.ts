import type { CacheAnswer, CacheManager, CachePolicy, CacheResource, Clock } from '@graphkeep/core'

import type { Answers, Timing } from './answers.ts'
import type { Coherence } from './coherence.ts'
import type { Counters } from './counters.ts'
import type { FetchFirst } from './fetch-first.ts'
import type { Found } from './kept.ts'
import type { Lookup } from './lookup.ts'
import type { Negatives } from './negatives.ts'
import type { Order } from './origin.ts'
import type { Refreshes } from './refreshes.ts'
import { type Slot, slotOf } from './slot.ts'
import { checkWish, judge } from './wish.ts'

const refreshing = 'Past its fresh time; it is being fetched again behind this answer'
const failedLast = 'Past its fresh time; the last attempt to fetch it again failed'
const unfetched = 'Past its time; only what is kept was asked for'

/**
 * Makes the reading half of a cache.
 *
 * @example
 * ```ts
 * const { getOrFetch, get, getRaw, peek } = createReads(parts)
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
}): Pick<CacheManager, 'get' | 'getOrFetch' | 'getRaw' | 'peek'> {
  const { clock, counters, coherence, negatives, lookup, fetchFirst, refreshes, answers, policyOf } = parts

  function giveKept<T>(slot: Slot, found: Found, timing: Timing & { readonly now: number }): CacheAnswer<T> {
    const { kept, source } = found
    if (timing.now < kept.expiresAt) return answers.giveFound(slot, found, unfetched, timing)
    return answers.give(slot, kept, { state: 'grace', source, reason: unfetched, ...timing }, 'hit')
  }

  async function rawFound(slot: Slot): Promise<Found | undefined> {
    const kept = await lookup.raw(slot)
    return kept && { kept, source: 'store' }
  }

  return {
    async getOrFetch(key, fetch, options = {}) {
      const begun = performance.now()
      const { freshness: wish, signal, tags } = options
      checkWish(wish)
      const slot = slotOf(key)
      const policy = policyOf(options.policy)
      signal?.throwIfAborted()

      const moment = coherence.momentNow(slot) ?? (await coherence.moment(slot))
      const missing = negatives.find(slot, wish)
      if (missing !== undefined) {
        counters.add('memoryHits', slot)
        throw missing
      }
      const now = clock.now()
      const near = lookup.near(slot, now, policy)
      if (near && judge(near, wish, now, policy.early) === 'serve') {
        return answers.give(slot, near, { state: 'fresh', source: 'memory', begun, now }, 'hit')
      }
      const found = await lookup.far(slot, wish, near)
      const order = { slot, fetch, policy, tags, previous: found } as Order
      const verdict = found ? judge(found.kept, wish, clock.now(), policy.early) : 'fetch'
      if (!found || verdict === 'fetch') return fetchFirst({ order, wish, signal, moment, begun })
      if (verdict === 'refresh') refreshes.behind(order)
      const failure = refreshes.lastFailure(slot.id)
      const reason = failure === undefined ? refreshing : `${failedLast} (${failure})`
      return answers.giveFound(slot, found, reason, { begun })
    },

    async get(key) {
      const begun = performance.now()
      const slot = slotOf(key)
      if (!coherence.momentNow(slot)) await coherence.moment(slot)
      const kept = lookup.near(slot, clock.now())
      const found: Found | undefined = kept
        ? { kept, source: 'memory' }
        : await lookup.far(slot, 'any', undefined)
      if (found) return giveKept(slot, found, { begun, now: clock.now() })
      counters.add('misses', slot)
      return undefined
    },

    async getRaw(key) {
      const begun = performance.now()
      const slot = slotOf(key)
      if (!coherence.momentNow(slot)) await coherence.moment(slot)
      const kept = lookup.near(slot, clock.now())
      const found: Found | undefined = kept
        ? { kept: { ...kept, value: JSON.stringify(kept.value) }, source: 'memory' }
        : await rawFound(slot)
      if (found) return giveKept(slot, found, { begun, now: clock.now() })
      counters.add('misses', slot)
      return undefined
    },

    peek(key) {
      const slot = slotOf(key)
      const now = clock.now()
      const kept = coherence.momentNow(slot) && lookup.near(slot, now)
      return kept && giveKept(slot, { kept, source: 'memory' }, { now })
    },
  }
}
