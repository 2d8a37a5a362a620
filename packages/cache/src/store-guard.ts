import { type Clock, type Events, isGraphkeepError, type Store, StoreUnavailable } from '@graphkeep/core'

import type { Counters } from './counters.ts'

/** What the guard gives back in place of an answer that the store did not give. */
export interface StoreFailure {
  readonly failed: true

  /** The code of the error; `ERR_STORE_UNAVAILABLE` for a store that hangs. */
  readonly code: string
}

/** Asks a store so that nothing it does harms the caller. */
export interface StoreGuard {
  /** Resolves to the answer, or to a {@link StoreFailure} when the store throws, hangs or is left alone. Never rejects. */
  ask<T>(
    operation: string,
    call: (store: Store, signal: AbortSignal) => Promise<T>,
  ): Promise<T | StoreFailure>

  /** Returns what the store says without waiting; `undefined` when it says nothing, throws or is left alone. */
  askNow<T>(call: (store: Store) => T | undefined): T | undefined

  /** Tells listeners and counters that the store failed in a way that it did not notice itself. */
  report(operation: string, code: string): void

  /** From now on every question fails at once, silently. */
  stop(): void
}

const longestRestMs = 30_000
// A reason of its own spares the stack trace that an abort without one makes at every call.
const answered = Symbol('answered')

/**
 * Puts a guard before a store. A store that hangs for `timeoutMs` is left alone for as long, then for twice as long,
 * up to 30 seconds; meanwhile one question at a time tries whether it answers again.
 *
 * @example
 * ```ts
 * const guard = createStoreGuard({ store, clock: systemClock, timeoutMs: 2_000, counters: createCounters() })
 * const size = await guard.ask('size', (store, signal) => store.size(signal))
 * if (!isFailure(size)) console.log(size.entries)
 * ```
 */
export function createStoreGuard(options: {
  readonly store: Store
  readonly clock: Clock
  readonly timeoutMs: number
  readonly counters: Counters
  readonly events?: Events | undefined
}): StoreGuard {
  const { store, clock, timeoutMs, counters, events } = options
  const rest = createRest(clock, timeoutMs)
  let stopped = false

  function report(operation: string, code: string): void {
    counters.add('storeFailures')
    events?.emit('store.degraded', { store: store.name, operation, code })
  }

  function fail(operation: string, code: string): StoreFailure {
    if (!stopped) report(operation, code)
    return { failed: true, code }
  }

  return {
    async ask(operation, call) {
      const turn = stopped ? undefined : rest.enter()
      if (turn === undefined) return { failed: true, code: 'ERR_STORE_UNAVAILABLE' }
      const over = new AbortController()
      let hung = false
      try {
        const asked = call(store, over.signal)
        if (await settlesSoon(asked)) return await asked
        const late = clock.sleep(timeoutMs, over.signal).then(() => {
          hung = true
          throw new StoreUnavailable(store.name)
        })
        return await Promise.race([asked, late])
      } catch (error) {
        return fail(operation, isGraphkeepError(error) ? error.code : 'ERR_UNEXPECTED')
      } finally {
        if (hung) rest.lengthen(turn)
        else rest.end()
        over.abort(answered)
      }
    },

    askNow(call) {
      if (stopped || rest.resting()) return undefined
      try {
        return call(store)
      } catch {
        return undefined
      }
    },

    report,

    stop() {
      stopped = true
    },
  }
}

/**
 * Tells the guard's failures from answers.
 *
 * @example
 * ```ts
 * isFailure({ failed: true, code: 'ERR_STORE_UNAVAILABLE' }) // true
 * ```
 */
export function isFailure(answer: unknown): answer is StoreFailure {
  return typeof answer === 'object' && answer !== null && 'failed' in answer && answer.failed === true
}

/** A store in this process answers within a few turns of the promise queue, and a timer would cost more than it. */
async function settlesSoon(asked: Promise<unknown>): Promise<boolean> {
  let settled = false
  const settle = () => {
    settled = true
  }
  asked.then(settle, settle)
  for (let turn = 0; turn < 10 && !settled; turn++) await Promise.resolve()
  return settled
}

function createRest(clock: Clock, shortestMs: number) {
  let lengthMs = 0
  let since = 0
  let turn = 0

  return {
    resting: () => lengthMs > 0,

    /** Returns the turn to give to `lengthen`, or `undefined` while the store is to be left alone. */
    enter(): number | undefined {
      if (lengthMs === 0) return turn
      const now = clock.now()
      if (now >= since && now < since + lengthMs) return undefined
      since = now
      return turn
    },

    /** Questions of one turn that hang together lengthen the rest once. */
    lengthen(enteredAt: number): void {
      if (enteredAt !== turn) return
      turn += 1
      since = clock.now()
      lengthMs = Math.min(Math.max(shortestMs, lengthMs * 2), longestRestMs)
    },

    end(): void {
      lengthMs = 0
    },
  }
}
