import type { Store } from './store.ts'

/**
 * Returns a store that does what `changes` says and otherwise what `inner` does. Where `invalidations` changes,
 * `invalidationsNow` is left out unless it changes too.
 *
 * @example
 * ```ts
 * const counted = (inner: Store, count: () => void) =>
 *   wrapStore(inner, {
 *     get(scope, key, signal) {
 *       count()
 *       return inner.get(scope, key, signal)
 *     },
 *   })
 * ```
 */
export function wrapStore(inner: Store, changes: Partial<Store>): Store {
  const { invalidationsNow } = inner
  return {
    name: inner.name,
    get: (scope, key, signal) => inner.get(scope, key, signal),
    set: (scope, key, entry, signal) => inner.set(scope, key, entry, signal),
    delete: (scope, key, signal) => inner.delete(scope, key, signal),
    clear: (scope, signal) => inner.clear(scope, signal),
    invalidate: (scope, target, cause, signal) => inner.invalidate(scope, target, cause, signal),
    invalidations: (scope, signal) => inner.invalidations(scope, signal),
    ...(invalidationsNow && !changes.invalidations && { invalidationsNow }),
    history: (scope, limit, signal) => inner.history(scope, limit, signal),
    lease: (scope, key, ms, signal) => inner.lease(scope, key, ms, signal),
    size: (signal) => inner.size(signal),
    sweep: (limit, signal) => inner.sweep(limit, signal),
    [Symbol.asyncDispose]: () => inner[Symbol.asyncDispose](),
    ...changes,
  }
}
