import { type Clock, type Store, systemClock } from '@graphkeep/core'

import type { KeyValue } from './key-value/key-value.ts'
import { createKeyValueStore } from './key-value/key-value-store.ts'

/** What is needed of a `Keyv`. One whose adapter cannot list its keys will not do. */
export interface KeyvLike {
  get(key: string): Promise<unknown>
  set(key: string, value: string, ttl?: number): Promise<unknown>
  delete(key: string): Promise<unknown>
  iterator?: unknown
  on(name: 'error', listener: (error: unknown) => void): unknown
  disconnect(): Promise<void>
}

/** How a store over Keyv is made. */
export interface KeyvStoreOptions {
  /** Default: the machine's time. */
  readonly clock?: Clock

  /** What all keys begin with. Default `graphkeep:`. */
  readonly prefix?: string
}

/**
 * Makes a store of a Keyv, and so of any backend that Keyv has an adapter for. One process at a time may use it: what
 * another one invalidates is not seen. Closing it disconnects the Keyv.
 *
 * @throws TypeError for a Keyv that cannot list its keys.
 *
 * @example
 * ```ts
 * import Keyv from 'keyv'
 * import { createCacheManager } from '@graphkeep/cache'
 * import { keyvStore } from '@graphkeep/storage-adapters/keyv'
 *
 * const cache = createCacheManager({ store: keyvStore(new Keyv()) })
 * ```
 */
export function keyvStore(
  keyv: KeyvLike,
  { clock = systemClock, prefix = 'graphkeep:' }: KeyvStoreOptions = {},
): Store {
  if (typeof keyv.iterator !== 'function') {
    throw new TypeError('This Keyv cannot list its keys; use an adapter that has an iterator')
  }
  return createKeyValueStore({
    name: 'keyv',
    keyValue: keyValueOf(keyv, keyv.iterator.bind(keyv)),
    clock,
    prefix,
    close: () => keyv.disconnect(),
  })
}

function keyValueOf(keyv: KeyvLike, iterate: () => AsyncIterable<readonly [string, unknown]>): KeyValue {
  let failures = 0
  let lastFailure: unknown
  keyv.on('error', (error) => {
    failures += 1
    lastFailure = error
  })

  /** Keyv tells of failures by an event alone, and answers as if nothing were there. */
  async function told<T>(work: Promise<T>): Promise<T> {
    const before = failures
    const result = await work
    if (failures > before) throw lastFailure
    return result
  }

  return {
    async get(key) {
      const value = await told(keyv.get(key))
      return typeof value === 'string' ? value : undefined
    },

    async set(key, text, ms) {
      if ((await told(keyv.set(key, text, ms))) === false) throw new Error('Keyv did not keep the value')
    },

    async delete(key) {
      await told(keyv.delete(key))
    },

    async *list(prefix) {
      for await (const [key, value] of iterate()) {
        if (key.startsWith(prefix) && typeof value === 'string') yield [key, value]
      }
    },
  }
}
