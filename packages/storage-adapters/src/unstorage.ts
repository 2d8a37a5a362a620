import { type Clock, type Store, systemClock } from '@graphkeep/core'

import { createKeyValueStore } from './key-value/key-value-store.ts'

/** What is needed of a `Storage` of unstorage. */
export interface StorageLike {
  getItem(key: string): Promise<unknown>
  setItem(key: string, value: string, options?: { readonly ttl: number }): Promise<void>
  removeItem(key: string): Promise<void>
  getKeys(base: string): Promise<readonly string[]>
  dispose(): Promise<void>
}

/** How a store over unstorage is made. */
export interface UnstorageStoreOptions {
  /** Default: the machine's time. */
  readonly clock?: Clock

  /** What all keys begin with; it ends with a `:`. Default `graphkeep:`. */
  readonly prefix?: string
}

/**
 * Makes a store of a `Storage` of unstorage, and so of any backend that unstorage has a driver for. One process at a time
 * may use it: what another one invalidates is not seen. Closing it disposes of the storage.
 *
 * @example
 * ```ts
 * import { createStorage } from 'unstorage'
 * import { createCacheManager } from '@graphkeep/cache'
 * import { unstorageStore } from '@graphkeep/storage-adapters/unstorage'
 *
 * const cache = createCacheManager({ store: unstorageStore(createStorage()) })
 * ```
 */
export function unstorageStore(
  storage: StorageLike,
  { clock = systemClock, prefix = 'graphkeep:' }: UnstorageStoreOptions = {},
): Store {
  async function get(key: string): Promise<string | undefined> {
    const value = await storage.getItem(key)
    return typeof value === 'string' ? value : undefined
  }

  return createKeyValueStore({
    name: 'unstorage',
    keyValue: {
      get,

      // Drivers that take a lifetime take it in seconds.
      set: (key, text, ms) =>
        storage.setItem(key, text, ...(ms === undefined ? [] : [{ ttl: Math.ceil(ms / 1000) }])),
      delete: (key) => storage.removeItem(key),

      async *list(prefix) {
        for (const key of await storage.getKeys(prefix)) {
          const text = await get(key)
          if (text !== undefined) yield [key, text]
        }
      },
    },
    clock,
    prefix,
    close: () => storage.dispose(),
  })
}
