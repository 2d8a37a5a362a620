import { createMemoryStore, type Store, wrapStore } from '@graphkeep/core'
import { manualClock } from '@graphkeep/core/testing'
import type fc from 'fast-check'

import { settle } from './rig.ts'

/** `deaf` takes no invalidation, and does all else. */
export type StoreHealth = 'well' | 'fails' | 'loses' | 'hangs' | 'deaf'

/**
 * Where work of several caches interleaves as the scheduler wants: every store call stands still at its beginning and
 * its end, and whatever else waits for `pause`.
 */
export function createStage(scheduler: fc.Scheduler) {
  const clock = manualClock()
  const inner = createMemoryStore({ clock })
  const pause = (label: string) => scheduler.schedule(Promise.resolve(), label)
  const state = { health: 'well' as StoreHealth, underWay: 0 }
  const store = pausingStore(inner, pause, () => state.health)

  async function letGo(pieces: number): Promise<void> {
    for (let piece = 0; piece < pieces && scheduler.count() > 0; piece++) await scheduler.waitOne()
    await settle()
  }

  return {
    clock,
    store,

    /** The same store, which also says without waiting what was invalidated, as long as it is well. */
    storeNow: wrapStore(store, {
      invalidations: store.invalidations,
      invalidationsNow: (scope) => (state.health === 'well' ? inner.invalidationsNow?.(scope) : undefined),
    }),
    pause,
    letGo,

    setHealth(health: StoreHealth): void {
      state.health = health
    },

    /** Takes work that never fails among what `finish` waits for. */
    start(work: Promise<unknown>): void {
      state.underWay += 1
      void work.finally(() => {
        state.underWay -= 1
      })
    },

    /** Lets every call come to its end; what a broken store is told again and again never does. */
    async finish(): Promise<void> {
      for (let turn = 0; state.underWay > 0; turn++) {
        if (turn > 20_000) throw new Error(`${state.underWay} calls never end`)
        await letGo(1)
        if (scheduler.count() === 0) await clock.advance(250)
      }
      await letGo(scheduler.count())
    },
  }
}

function pausingStore(
  inner: Store,
  pause: (label: string) => Promise<void>,
  healthNow: () => StoreHealth,
): Store {
  async function perform<T>(name: string, call: () => Promise<T>): Promise<T> {
    const health = healthNow()
    if (health === 'hangs') return new Promise(() => {})
    await pause(`${name} begins`)
    if (health === 'fails' || (health === 'deaf' && name === 'invalidate')) throw new Error('the store fails')
    const answer = await call()
    await pause(`${name} ends`)
    if (health === 'loses') throw new Error('the answer was lost')
    return answer
  }

  return wrapStore(inner, {
    get: (...args) => perform('get', () => inner.get(...args)),
    set: (...args) => perform('set', () => inner.set(...args)),
    delete: (...args) => perform('delete', () => inner.delete(...args)),
    clear: (...args) => perform('clear', () => inner.clear(...args)),
    invalidate: (...args) => perform('invalidate', () => inner.invalidate(...args)),
    invalidations: (...args) => perform('invalidations', () => inner.invalidations(...args)),
    lease: (...args) => perform('lease', () => inner.lease(...args)),
  })
}
