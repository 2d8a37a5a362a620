import { type Cache as CachifiedCache, cachified } from '@epic-web/cachified'
import { createCacheManager, requestKey } from '@graphkeep/cache'
import type { Store } from '@graphkeep/core'
import { BentoCache, bentostore } from 'bentocache'
import { memoryDriver } from 'bentocache/drivers/memory'
import { Cacheable } from 'cacheable'
import { Loader } from 'layered-loader/core'
import { LRUCache } from 'lru-cache'

import type { Run } from './time-in-turn.ts'

const scope = { tenant: 'contoso.com', account: 'ada@contoso.com' }
const hour = 3_600_000

/** How many keys are asked for in turn. */
export const keyCount = 256

/** Fills every contestant with the value under each key, and returns how each is asked for one. */
export async function fillMemories(value: object, store: Store): Promise<Readonly<Record<string, Run>>> {
  const keys = Array.from({ length: keyCount }, (_, n) => requestKey('email', 'list', { n }))
  const keyAt = (call: number) => keys[call % keyCount] as string
  const runs = await Promise.all([
    fillLru(keys, value),
    fillOurs(keys, value),
    fillOursOn(store, keys, value),
    fillBento('bentocache, serialize: false', false)(keys, value),
    fillBento('bentocache', true)(keys, value),
    fillCacheable(keys, value),
    fillLayered(keys, value),
    fillCachified(keys, value),
  ])
  const asked = Object.entries(Object.assign({}, ...runs) as Record<string, (key: string) => unknown>)
  return Object.fromEntries(asked.map(([name, ask]) => [name, (call: number) => ask(keyAt(call))]))
}

type Filled = Promise<Readonly<Record<string, (key: string) => unknown>>>

async function fillLru(keys: readonly string[], value: object): Filled {
  const cache = new LRUCache<string, object>({ maxSize: 1e9, ttl: hour })
  for (const key of keys) cache.set(key, value, { size: 1_000 })
  return { 'lru-cache': (key) => cache.get(key) }
}

async function fillOurs(keys: readonly string[], value: object): Filled {
  const cache = createCacheManager({ memoryBytes: 1e9 })
  for (const key of keys) await cache.set({ scope, key }, value)
  return {
    'graphkeep peek': (key) => cache.peek({ scope, key }),
    'graphkeep getOrFetch': (key) => cache.getOrFetch({ scope, key }, async () => value),
  }
}

async function fillOursOn(store: Store, keys: readonly string[], value: object): Filled {
  const cache = createCacheManager({ memoryBytes: 1e9, store })
  for (const key of keys) await cache.set({ scope, key }, value)
  return {
    'graphkeep getOrFetch, shared SQLCipher file': (key) =>
      cache.getOrFetch({ scope, key }, async () => value),
  }
}

function fillBento(name: string, serialize: boolean) {
  return async (keys: readonly string[], value: object): Filled => {
    const bento = new BentoCache({
      default: 'cache',
      stores: {
        cache: bentostore().useL1Layer(
          memoryDriver(serialize ? { maxItems: 10_000 } : { maxItems: 10_000, serialize }),
        ),
      },
    })
    for (const key of keys) await bento.set({ key, value, ttl: hour })
    return { [name]: (key) => bento.getOrSet({ key, ttl: hour, factory: async () => value }) }
  }
}

async function fillCacheable(keys: readonly string[], value: object): Filled {
  const cache = new Cacheable({ ttl: hour })
  for (const key of keys) await cache.set(key, value)
  return { cacheable: (key) => cache.getOrSet(key, async () => value) }
}

async function fillLayered(keys: readonly string[], value: object): Filled {
  const loader = new Loader<object>({
    inMemoryCache: { ttlInMsecs: hour, maxItems: 10_000 },
    dataSourceGetOneFn: async () => value,
  })
  for (const key of keys) await loader.get(key)
  return { 'layered-loader': (key) => loader.get(key) }
}

async function fillCachified(keys: readonly string[], value: object): Filled {
  const lru = new LRUCache<string, object>({ max: 10_000 })
  const cache = lru as unknown as CachifiedCache
  const ask = (key: string) => cachified({ key, cache, ttl: hour, getFreshValue: () => value })
  for (const key of keys) await ask(key)
  return { 'cachified on lru-cache': ask }
}
