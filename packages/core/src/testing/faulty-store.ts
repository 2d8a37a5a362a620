import { type Clock, systemClock } from '../clock.ts'
import { StoreUnavailable } from '../errors.ts'
import type { Store } from '../store/store.ts'
import { wrapStore } from '../store/wrap-store.ts'

/** A call that can go wrong. */
export type StoreOperation = Exclude<keyof Store, 'name' | typeof Symbol.asyncDispose>

/**
 * What goes wrong with a call: `fail` rejects with `StoreUnavailable` before anything was done; `lost` does it and
 * rejects all the same; `hang` never answers, whatever its signal says; `slow` does it after a while.
 */
export type StoreFault =
  | { readonly kind: 'fail' | 'lost' | 'hang' }
  | { readonly kind: 'slow'; readonly ms: number }

/** How a faulty store is made. */
export interface FaultyStoreOptions {
  /** What `slow` goes by. Default: the machine's time. */
  readonly clock?: Clock
}

/**
 * Makes a real store fail, hang or be slow on command. Closing it never goes wrong.
 *
 * @param faultOf Asked at every call what goes wrong with it; `undefined` for nothing.
 *
 * @example
 * ```ts
 * let down = false
 * const store = faultyStore(createMemoryStore(), () => (down ? { kind: 'fail' } : undefined))
 * down = true
 * await store.size().catch(({ code }) => code) // 'ERR_STORE_UNAVAILABLE'
 * ```
 */
export function faultyStore(
  inner: Store,
  faultOf: (operation: StoreOperation) => StoreFault | undefined,
  { clock = systemClock }: FaultyStoreOptions = {},
): Store {
  async function perform<T>(operation: StoreOperation, call: () => Promise<T>): Promise<T> {
    const fault = faultOf(operation)
    if (fault?.kind === 'hang') return new Promise(() => {})
    if (fault?.kind === 'fail') throw new StoreUnavailable(inner.name, { cause: new Error('Made to fail') })
    if (fault?.kind === 'slow') await clock.sleep(fault.ms)
    const answer = await call()
    if (fault?.kind === 'lost')
      throw new StoreUnavailable(inner.name, { cause: new Error('Made to lose the answer') })
    return answer
  }

  return wrapStore(inner, {
    get: (...args) => perform('get', () => inner.get(...args)),
    set: (...args) => perform('set', () => inner.set(...args)),
    delete: (...args) => perform('delete', () => inner.delete(...args)),
    clear: (...args) => perform('clear', () => inner.clear(...args)),
    invalidate: (...args) => perform('invalidate', () => inner.invalidate(...args)),
    invalidations: (...args) => perform('invalidations', () => inner.invalidations(...args)),
    history: (...args) => perform('history', () => inner.history(...args)),
    lease: (...args) => perform('lease', () => inner.lease(...args)),
    size: (...args) => perform('size', () => inner.size(...args)),
    sweep: (...args) => perform('sweep', () => inner.sweep(...args)),
  })
}
