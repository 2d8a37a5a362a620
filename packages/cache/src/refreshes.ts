import type { Clock, Events } from '@graphkeep/core'
import type { Coherence } from './coherence.ts'
import type { Counters } from './counters.ts'
import { describeFailure } from './failures.ts'
import type { Flights } from './flights.ts'
import type { Obtained, Order, Origin } from './origin.ts'

/** Fetches behind answers that were served stale: one at a time for a key. */
export interface Refreshes {
  /** Starts a refresh, unless one runs or the last one failed a moment ago. Returns at once. */
  behind(order: Order): void

  /** Says what the key's last refresh failed with, a moment ago; `undefined` when it did not. */
  lastFailure(id: string): string | undefined
}

const pauseAfterFailureMs = 5_000
const mostFailures = 1_000

/**
 * Makes the part of a cache that refreshes. After a failure a key is left alone for five seconds.
 *
 * @example
 * ```ts
 * const refreshes = createRefreshes({ flights, origin, coherence, clock: systemClock, counters })
 * refreshes.behind(order)
 * ```
 */
export function createRefreshes(parts: {
  readonly flights: Flights<Obtained | undefined>
  readonly origin: Origin
  readonly coherence: Coherence
  readonly clock: Clock
  readonly counters: Counters
  readonly events?: Events | undefined
}): Refreshes {
  const { flights, origin, coherence, clock, counters, events } = parts
  const failures = new Map<string, { readonly at: number; readonly what: string }>()

  function lastFailure(id: string): string | undefined {
    const failure = failures.get(id)
    const age = clock.now() - (failure?.at ?? 0)
    return age >= 0 && age < pauseAfterFailureMs ? failure?.what : undefined
  }

  function noteFailure(id: string, error: unknown): void {
    failures.set(id, { at: clock.now(), what: describeFailure(error) })
    const first = failures.keys().next()
    if (failures.size > mostFailures && !first.done) failures.delete(first.value)
  }

  return {
    lastFailure,

    behind(order) {
      const { slot } = order
      if (flights.find(slot.id) || lastFailure(slot.id) !== undefined) return
      const kind = { moment: coherence.latest(slot), strict: false }
      const flight = flights.start(slot.id, kind, (context) => origin.obtain(order, 'skip', context))
      flights.hold(flight)
      flight.result.then(
        (obtained) => {
          failures.delete(slot.id)
          if (!obtained || obtained.outcome === 'store') return
          if (obtained.outcome === 'stored') counters.add('refreshes', slot)
          events?.emit('cache.refreshed', { family: slot.family, outcome: obtained.outcome })
        },
        (error) => {
          noteFailure(slot.id, error)
          counters.add('refreshFailures', slot)
          events?.emit('cache.refreshed', { family: slot.family, outcome: 'failed' })
        },
      )
    },
  }
}
