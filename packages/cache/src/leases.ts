import type { Clock, Lease } from '@graphkeep/core'

import type { Coherence } from './coherence.ts'
import type { Slot } from './slot.ts'
import { isFailure, type StoreGuard } from './store-guard.ts'

/** The right to fetch a key on behalf of every process that shares the store, or what its last holder fetched. */
export type Turn<T> = Lease | { readonly found: T }

/** Gives out the right to fetch. A fetch that began before an invalidation holds another right than one after it. */
export interface Leases {
  /**
   * Takes the right and then looks with `find` whether its last holder has fetched already; `undefined` while
   * somebody else has it. A store that does not answer, or does not know all invalidations, gives it to everybody.
   */
  take<T>(slot: Slot, find: () => Promise<T | undefined>): Promise<Turn<T> | undefined>

  /** Takes the right as soon as it is free. After `leaseMs` of waiting everybody has it: a holder that died only delays. */
  wait<T>(slot: Slot, find: () => Promise<T | undefined>, signal: AbortSignal): Promise<Turn<T>>
}

const firstPauseMs = 10
const longestPauseMs = 200
const everybodys: Lease = Object.freeze({ release: async () => {} })

/**
 * Makes the keeper of leases.
 *
 * @example
 * ```ts
 * const leases = createLeases({ guard, coherence, clock: systemClock, leaseMs: 15_000 })
 * const turn = await leases.take(slot, () => storeTier.get(slot))
 * if (turn && 'release' in turn) await turn.release()
 * ```
 */
export function createLeases(options: {
  readonly guard: StoreGuard
  readonly coherence: Coherence
  readonly clock: Clock
  readonly leaseMs: number
}): Leases {
  const { guard, coherence, clock, leaseMs } = options

  async function take<T>(slot: Slot, find: () => Promise<T | undefined>): Promise<Turn<T> | undefined> {
    if (!(await coherence.ready(slot))) return everybodys
    const name = `${slot.key}@${coherence.latest(slot).asOf}`
    const lease = await guard.ask('lease', (store, signal) => store.lease(slot.scope, name, leaseMs, signal))
    if (isFailure(lease)) return everybodys
    const found = await find()
    const release = async () => void (lease && (await guard.ask('release', () => lease.release())))
    if (found === undefined) return lease && { release }
    await release()
    return { found }
  }

  return {
    take,

    async wait(slot, find, signal) {
      let pauseMs = firstPauseMs
      for (let waitedMs = 0; waitedMs < leaseMs; waitedMs += pauseMs) {
        const turn = await take(slot, find)
        if (turn) return turn
        pauseMs = Math.min(pauseMs * 2, longestPauseMs)
        await clock.sleep(pauseMs, signal)
      }
      return everybodys
    },
  }
}
