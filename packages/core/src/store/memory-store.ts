import { type Clock, systemClock } from '../clock.ts'
import { StoreUnavailable } from '../errors.ts'
import { noInvalidations } from './invalidations.ts'
import { createMemoryLimit, largestShare } from './memory-limit.ts'
import { createMemorySpaces, type MemorySpaces } from './memory-spaces.ts'
import type { Store } from './store.ts'

/** How a memory store is made. */
export interface MemoryStoreOptions {
  /** Default: the machine's time. */
  readonly clock?: Clock

  /** Default `memory`. */
  readonly name?: string

  /** How much it may hold. From 80 % on, what is worth the least goes, until 60 % are left. Default: no limit. */
  readonly limitBytes?: number
}

/**
 * Makes a store in this process's memory: the reference for every other store, and the one for tests and for hosts
 * that keep nothing. Call `sweep` from time to time.
 *
 * @example
 * ```ts
 * await using store = createMemoryStore()
 * const scope = { tenant: 'contoso.com', account: 'ada' }
 * await store.invalidate(scope, { tags: ['email:folder:inbox'] }, 'email_send')
 * const [last] = await store.history(scope, 1) // last.cause is 'email_send'
 * ```
 */
export function createMemoryStore(options: MemoryStoreOptions = {}): Store {
  const { clock = systemClock, name = 'memory', limitBytes = Infinity } = options
  const spaces = createMemorySpaces()
  const stored = createMemoryLimit(spaces, limitBytes)
  let closed = false

  function use(signal: AbortSignal | undefined): MemorySpaces {
    if (closed) throw new StoreUnavailable(name, { cause: new Error('It was closed') })
    signal?.throwIfAborted()
    return spaces
  }

  return {
    name,
    get: async (scope, key, signal) => use(signal).find(scope)?.entries.get(key, clock.now()),

    async set(scope, key, entry, signal) {
      const isKept = use(signal)
        .open(scope)
        .entries.set(key, entry, limitBytes * largestShare)
      if (isKept) stored(entry.value.length, clock.now())
      return isKept
    },

    delete: async (scope, key, signal) => use(signal).find(scope)?.entries.delete(key, clock.now()) ?? false,
    clear: async (scope, signal) => use(signal).open(scope).clear(),

    invalidate: async (scope, target, cause, signal) =>
      use(signal).open(scope).invalidations.add(target, cause, clock.now()),

    invalidations: async (scope, signal) =>
      use(signal).find(scope)?.invalidations.snapshot() ?? noInvalidations,
    invalidationsNow: (scope) =>
      closed ? undefined : (spaces.find(scope)?.invalidations.snapshot() ?? noInvalidations),
    history: async (scope, limit, signal) => use(signal).find(scope)?.invalidations.history(limit) ?? [],

    async lease(scope, key, ms, signal) {
      const now = clock.now()
      return use(signal)
        .open(scope)
        .leases.take(key, now, now + ms)
    },

    size: async (signal) => use(signal).size(),
    sweep: async (limit, signal) => use(signal).sweep(limit, clock.now()),

    async [Symbol.asyncDispose]() {
      closed = true
      spaces.reset()
    },
  }
}
