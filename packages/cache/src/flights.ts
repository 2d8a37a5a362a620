import type { Moment } from './coherence.ts'

/** A fetch under way, that several callers may wait for. */
export interface Flight<T> {
  /** How far invalidations had come before it began. */
  readonly moment: Moment

  /** Whether it asks the origin in any case, and takes nothing that another process fetched. */
  readonly strict: boolean
  readonly result: Promise<T>
}

/** What a fetch is told while it runs. */
export interface FlightContext {
  /** Aborts when nobody waits any more. */
  readonly signal: AbortSignal

  /** Says whether no later fetch or value has taken its place, so that its own may be kept. */
  current(): boolean
}

/** The fetches under way: at most one for a key that new callers may join. */
export interface Flights<T> {
  /** Returns the fetch that callers of the key may still join by name. */
  find(id: string): Flight<T> | undefined

  /** Starts one, in place of an earlier one, which goes on for those who wait for it. */
  start(
    id: string,
    kind: Pick<Flight<T>, 'moment' | 'strict'>,
    run: (context: FlightContext) => Promise<T>,
  ): Flight<T>

  /** Waits for a fetch. When the last caller's signal has aborted, the fetch is aborted. */
  wait(flight: Flight<T>, signal?: AbortSignal): Promise<T>

  /** Keeps a fetch going although nobody waits for it. */
  hold(flight: Flight<T>): void

  /** Lets no further caller join the key's fetch, nor its value be kept. */
  supersede(id: string): void

  /** Resolves when none runs; of one scope, or of any. */
  idle(scopeId?: string): Promise<void>
}

/**
 * Makes the register of fetches under way.
 *
 * @example
 * ```ts
 * const flights = createFlights<string>()
 * const flight = flights.start('a', { moment: { asOf: 0, own: 0 }, strict: false }, async () => 'A')
 * await flights.wait(flight) // 'A'
 * ```
 */
export function createFlights<T>(): Flights<T> {
  const joinable = new Map<string, Flight<T>>()
  const running = new Map<Flight<T>, { readonly id: string; waiting: number; abort(): void }>()

  function leave(flight: Flight<T>): void {
    const state = running.get(flight)
    if (state && --state.waiting === 0) state.abort()
  }

  function land(id: string, flight: Flight<T>): void {
    running.delete(flight)
    if (joinable.get(id) === flight) joinable.delete(id)
  }

  return {
    find: (id) => joinable.get(id),

    start(id, kind, run) {
      const aborter = new AbortController()
      const begun = Promise.withResolvers<T>()
      const flight: Flight<T> = { ...kind, result: begun.promise }
      joinable.set(id, flight)
      running.set(flight, {
        id,
        waiting: 0,
        abort() {
          land(id, flight)
          aborter.abort()
        },
      })
      const result = run({ signal: aborter.signal, current: () => joinable.get(id) === flight })
      result.finally(() => land(id, flight)).then(begun.resolve, begun.reject)
      begun.promise.catch(() => undefined)
      return flight
    },

    async wait(flight, signal) {
      const state = running.get(flight)
      if (state) state.waiting += 1
      try {
        return await untilAborted(flight.result, signal)
      } finally {
        leave(flight)
      }
    },

    hold(flight) {
      const state = running.get(flight)
      if (state) state.waiting += 1
    },

    supersede: (id) => void joinable.delete(id),

    async idle(scopeId) {
      const start = scopeId === undefined ? '' : `${scopeId} `
      for (;;) {
        const awaited = [...running]
          .filter(([, { id }]) => id.startsWith(start))
          .map(([{ result }]) => result)
        if (awaited.length === 0) return
        await Promise.allSettled(awaited)
      }
    },
  }
}

function untilAborted<T>(result: Promise<T>, signal: AbortSignal | undefined): Promise<T> {
  if (!signal) return result
  return new Promise((resolve, reject) => {
    const aborted = () => reject(signal.reason)
    if (signal.aborted) return aborted()
    signal.addEventListener('abort', aborted, { once: true })
    result.finally(() => signal.removeEventListener('abort', aborted)).then(resolve, reject)
  })
}
