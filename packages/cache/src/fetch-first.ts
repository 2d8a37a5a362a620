import type { CacheAnswer, Clock, FreshnessWish } from '@graphkeep/core'

import type { Answers } from './answers.ts'
import type { Coherence, Moment } from './coherence.ts'
import type { Counters } from './counters.ts'
import { describeFailure, kindOfFailure } from './failures.ts'
import type { Flight, Flights } from './flights.ts'
import { existsAt, type Found } from './kept.ts'
import type { Obtained, Order, Origin } from './origin.ts'

/** A read that has to wait for a fetch. */
export interface WaitingRead {
  readonly order: Order
  readonly wish: FreshnessWish | undefined
  readonly signal: AbortSignal | undefined

  /** How far invalidations had come when the read began: a fetch that began before that is not joined. */
  readonly moment: Moment
}

/** Answers a read from a fetch: one that runs, or one of its own. */
export type FetchFirst = <T>(read: WaitingRead) => Promise<CacheAnswer<T>>

/**
 * Makes the part of a cache that lets callers wait for fetches, and serves in grace when the origin fails. A caller who
 * says how old an answer may be gets the error instead.
 *
 * @example
 * ```ts
 * const fetchFirst = createFetchFirst({ clock: systemClock, counters, coherence, flights, origin, answers })
 * const answer = await fetchFirst({ order, wish: undefined, signal: undefined, moment })
 * ```
 */
export function createFetchFirst(parts: {
  readonly clock: Clock
  readonly counters: Counters
  readonly coherence: Coherence
  readonly flights: Flights<Obtained | undefined>
  readonly origin: Origin
  readonly answers: Answers
}): FetchFirst {
  const { clock, counters, coherence, flights, origin, answers } = parts

  async function obtain({ order, wish, signal, moment }: WaitingRead): Promise<Obtained> {
    const { slot } = order
    const strict = wish !== undefined && wish !== 'any'
    for (;;) {
      const running = flights.find(slot.id)
      const joined = running && mayJoin(running, moment, strict) ? running : undefined
      const kind = { moment: coherence.latest(slot), strict }
      const insistence = strict ? 'now' : 'wait'
      const flight =
        joined ?? flights.start(slot.id, kind, (context) => origin.obtain(order, insistence, context))
      const obtained = await flights.wait(flight, signal)
      if (joined) counters.add('joined', slot.family)
      if (obtained) return obtained
    }
  }

  async function inGrace({ order, wish, signal }: WaitingRead, error: unknown): Promise<Found | undefined> {
    const { slot, previous } = order
    const bearable = wish === undefined && !signal?.aborted && kindOfFailure(error) === 'unavailable'
    if (!bearable || !previous) return undefined
    await coherence.moment(slot)
    const { kept } = previous
    return coherence.holds(slot, kept) && existsAt(kept, clock.now()) ? previous : undefined
  }

  return async (read) => {
    const { slot } = read.order
    try {
      const { kept, outcome } = await obtain(read)
      if (outcome !== 'store') return answers.give(slot, kept, { state: 'fresh', source: 'origin' }, 'miss')
      return answers.giveFound(
        slot,
        { kept, source: 'store' },
        'Past its fresh time; another process fetched it',
      )
    } catch (error) {
      const found = await inGrace(read, error)
      if (!found) {
        counters.add('misses', slot.family)
        throw error
      }
      const reason = `Past its time; the origin failed (${describeFailure(error)})`
      return answers.give(slot, found.kept, { state: 'grace', source: found.source, reason }, 'miss')
    }
  }
}

/** A fetch that began before an invalidation might bring what was true before it. */
function mayJoin(flight: Flight<unknown>, moment: Moment, strict: boolean): boolean {
  const { asOf, own } = flight.moment
  return asOf >= moment.asOf && own >= moment.own && (flight.strict || !strict)
}
