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

  /** When the read began, by `performance.now()`. */
  readonly begun: number
}

const slowOrigin = 'the origin takes long, and is still being asked behind this answer'

/** Answers a read from a fetch: one that runs, or one of its own. */
export type FetchFirst = <T>(read: WaitingRead) => Promise<CacheAnswer<T>>

/**
 * Makes the part of a cache that lets callers wait for fetches, and serves in grace when the origin fails or takes
 * longer than the policy's soft timeout. A caller who says how old an answer may be waits, and gets the error instead.
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
      if (joined) counters.add('joined', slot)
      if (obtained) return obtained
    }
  }

  async function inGrace({ order, wish, signal }: WaitingRead): Promise<Found | undefined> {
    const { slot, previous } = order
    if (wish !== undefined || signal?.aborted || !previous) return undefined
    await coherence.moment(slot)
    const { kept } = previous
    return coherence.holds(slot, kept) && existsAt(kept, clock.now()) ? previous : undefined
  }

  function giveGrace<T>({ order, begun }: WaitingRead, { kept, source }: Found, why: string): CacheAnswer<T> {
    const reason = `Past its time; ${why}`
    return answers.give(order.slot, kept, { state: 'grace', source, reason, begun }, 'miss')
  }

  /** Resolves when the fetch has ended, or when it takes so long that what is in grace is served meanwhile. */
  async function insteadOf(read: WaitingRead, obtaining: Promise<unknown>): Promise<Found | undefined> {
    const { slot, policy, previous } = read.order
    if (!previous || read.wish !== undefined) return undefined
    const slow = await endsLater(obtaining, clock, policy.softTimeoutMs ?? 5_000)
    const found = slow ? await inGrace(read) : undefined
    const flight = found && flights.find(slot.id)
    if (flight) flights.hold(flight)
    return found
  }

  return async (read) => {
    const { slot } = read.order
    const { begun } = read
    const obtaining = obtain(read)
    const instead = await insteadOf(read, obtaining)
    if (instead) return giveGrace(read, instead, slowOrigin)
    try {
      const { kept, outcome } = await obtaining
      if (outcome !== 'store')
        return answers.give(slot, kept, { state: 'fresh', source: 'origin', begun }, 'miss')
      return answers.giveFound(
        slot,
        { kept, source: 'store' },
        'Past its fresh time; another process fetched it',
        { begun },
      )
    } catch (error) {
      const found = kindOfFailure(error) === 'unavailable' ? await inGrace(read) : undefined
      if (found) return giveGrace(read, found, `the origin failed (${describeFailure(error)})`)
      counters.add('misses', slot)
      throw error
    }
  }
}

async function endsLater(work: Promise<unknown>, clock: Clock, ms: number): Promise<boolean> {
  const ended = new AbortController()
  const end = () => ended.abort()
  work.then(end, end)
  return clock.sleep(ms, ended.signal).then(
    () => true,
    () => false,
  )
}

/** A fetch that began before an invalidation might bring what was true before it. */
function mayJoin(flight: Flight<unknown>, moment: Moment, strict: boolean): boolean {
  const { asOf, own } = flight.moment
  return asOf >= moment.asOf && own >= moment.own && (flight.strict || !strict)
}
