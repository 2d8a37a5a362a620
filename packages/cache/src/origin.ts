import { type CachePolicy, type Clock, type FetchContext, jsonText } from '@graphkeep/core'

import type { Coherence, Moment } from './coherence.ts'
import type { Counters } from './counters.ts'
import { kindOfFailure } from './failures.ts'
import type { FlightContext } from './flights.ts'
import type { Keeper, Tags } from './keeper.ts'
import type { Found, Kept } from './kept.ts'
import type { Leases, Turn } from './leases.ts'
import type { Slot } from './slot.ts'
import type { StoreTier } from './store-tier.ts'

/** What is to be fetched, and how. */
export interface Order {
  readonly slot: Slot
  readonly fetch: (context: FetchContext<unknown>) => Promise<unknown>
  readonly policy: CachePolicy
  readonly tags: Tags

  /** What is going to be replaced. */
  readonly previous: Found | undefined
}

/**
 * How much an order insists: `now` asks the origin whatever others do, `wait` waits for another process that fetches
 * the same, `skip` leaves it to that process.
 */
export type Insistence = 'now' | 'wait' | 'skip'

/** What came of an order. */
export interface Obtained {
  readonly kept: Kept

  /** `store` when another process had fetched it meanwhile. */
  readonly outcome: 'stored' | 'fenced' | 'store'
}

/** Fetches, once for all processes, and keeps. */
export interface Origin {
  /** Resolves to `undefined` only for `skip`. Rejects with what the fetch threw. */
  obtain(order: Order, insistence: Insistence, flight: FlightContext): Promise<Obtained | undefined>
}

/**
 * Makes the part of a cache that talks to the origin.
 *
 * @example
 * ```ts
 * const origin = createOrigin({ clock, counters, coherence, leases, storeTier, keeper, fetchTimeoutMs: 60_000 })
 * const obtained = await origin.obtain(order, 'wait', flight)
 * ```
 */
export function createOrigin(parts: {
  readonly clock: Clock
  readonly counters: Counters
  readonly coherence: Coherence
  readonly leases: Leases
  readonly storeTier: StoreTier
  readonly keeper: Keeper
  readonly fetchTimeoutMs: number
}): Origin {
  const { clock, counters, coherence, leases, keeper, fetchTimeoutMs } = parts

  async function findNewer(
    { slot, previous }: Order,
    until: 'staleAt' | 'expiresAt',
  ): Promise<Kept | undefined> {
    const kept = await parts.storeTier.get(slot)
    const newer = kept && kept.fetchedAt > (previous?.kept.fetchedAt ?? -Infinity)
    return newer && keeper.adopt(slot, kept) && clock.now() < kept[until] ? kept : undefined
  }

  async function fetchAndKeep(order: Order, flight: FlightContext): Promise<Obtained> {
    const { slot, tags, policy } = order
    // Whoever waited may have left while the right to fetch was asked for.
    flight.signal.throwIfAborted()
    const moment = coherence.latest(slot)
    const fetchedAt = clock.now()
    const value = await fetchOnce(order, moment, flight)
    const text = jsonText(value, 'The value to cache')
    const cost = Math.max(0, clock.now() - fetchedAt)
    const { kept, stored } = await keeper.keep(
      { slot, text, tags, policy, fetchedAt, moment, cost },
      flight.current,
    )
    return { kept, outcome: stored ? 'stored' : 'fenced' }
  }

  async function fetchOnce(order: Order, moment: Moment, flight: FlightContext): Promise<unknown> {
    const { slot } = order
    counters.add('fetches', slot)
    try {
      return await withTimeout(order, flight.signal, clock, order.policy.hardTimeoutMs ?? fetchTimeoutMs)
    } catch (error) {
      counters.add('fetchFailures', slot)
      const kind = kindOfFailure(error)
      if (kind === 'revoked') await keeper.revoke(slot)
      if (kind === 'missing' && flight.current())
        await keeper.noteMissing(slot, error, moment, order.policy.negativeMs)
      throw error
    }
  }

  return {
    async obtain(order, insistence, flight) {
      if (insistence === 'now') return fetchAndKeep(order, flight)
      const turn: Turn<Kept> | undefined =
        insistence === 'wait'
          ? await leases.wait(order.slot, () => findNewer(order, 'expiresAt'), flight.signal)
          : await leases.take(order.slot, () => findNewer(order, 'staleAt'))
      if (!turn) return undefined
      if ('found' in turn) return { kept: turn.found, outcome: 'store' }
      try {
        return await fetchAndKeep(order, flight)
      } finally {
        await turn.release()
      }
    },
  }
}

/** Ends with the signal or the time limit, whether or not the fetch listens. */
async function withTimeout(order: Order, unwanted: AbortSignal, clock: Clock, ms: number): Promise<unknown> {
  const { fetch, previous } = order
  const late = new AbortController()
  const done = new AbortController()
  const signal = AbortSignal.any([unwanted, late.signal])
  const ended = new Promise<never>((_resolve, reject) => {
    // A signal made of others lives, with all that its listeners hold, until it has none.
    signal.addEventListener('abort', () => reject(signal.reason), { once: true, signal: done.signal })
  })
  clock.sleep(ms, done.signal).then(
    () => late.abort(new DOMException(`The fetch took longer than ${ms} ms`, 'TimeoutError')),
    () => undefined,
  )
  const fetching = (async () => fetch({ signal, ...(previous && { previous: previous.kept.value }) }))()
  try {
    return await Promise.race([fetching, ended])
  } finally {
    done.abort()
  }
}
