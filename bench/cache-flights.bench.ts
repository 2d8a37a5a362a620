import { type CacheEntry, cachified } from '@epic-web/cachified'
import { createCacheManager } from '@graphkeep/cache'
import { BentoCache, bentostore } from 'bentocache'
import { memoryDriver } from 'bentocache/drivers/memory'
import { Cacheable } from 'cacheable'
import { Loader } from 'layered-loader/core'
import { LRUCache } from 'lru-cache'

import { graphValues } from './cache/graph-values.ts'
import { openScratchFile } from './cache/scratch-file.ts'
import { markdownTable } from './markdown-table.ts'

const callers = 1_000
const hour = 3_600_000
const key = 'email:list:1'

/** Measures what a thousand callers cost that miss one key at the same time. */
export async function measureCacheFlights(print: (line: string) => void): Promise<void> {
  await using file = await openScratchFile()
  const value = (await graphValues()).get('20 KB') as object
  let fetches = 0
  const fetch = async () => {
    fetches += 1
    await new Promise((resolve) => setTimeout(resolve, 50))
    return value
  }
  const rows: string[][] = []
  for (const [name, ask] of Object.entries(askersOf(fetch, file.database.store))) {
    fetches = 0
    const usedBefore = process.cpuUsage()
    await Promise.all(Array.from({ length: callers }, ask))
    const { user, system } = process.cpuUsage(usedBefore)
    rows.push([name, String(fetches), ((user + system) / 1000).toFixed(0)])
  }
  print(`${callers} callers at once; the fetch takes 50 ms.\n`)
  print(markdownTable(['cache', 'fetches', 'processor ms'], rows))
}

type CacheStore = Awaited<ReturnType<typeof openScratchFile>>['database']['store']

function askersOf(
  fetch: () => Promise<object>,
  store: CacheStore,
): Readonly<Record<string, () => Promise<unknown>>> {
  const scope = { tenant: 'contoso.com', account: 'ada' }
  const [ours, shared] = [createCacheManager(), createCacheManager({ store })]
  const bento = new BentoCache({
    default: 'cache',
    stores: { cache: bentostore().useL1Layer(memoryDriver({ maxItems: 100 })) },
  })
  const cacheable = new Cacheable({ ttl: hour })
  const loader = new Loader<object>({ inMemoryCache: { ttlInMsecs: hour }, dataSourceGetOneFn: fetch })
  const lru = new LRUCache<string, CacheEntry<object>>({ max: 100 })
  return {
    'graphkeep in memory': () => ours.getOrFetch({ scope, key }, fetch),
    'graphkeep on SQLCipher': () => shared.getOrFetch({ scope, key }, fetch),
    bentocache: () => bento.getOrSet({ key, ttl: hour, factory: fetch }),
    cacheable: () => cacheable.getOrSet(key, fetch),
    'layered-loader': () => loader.get(key),
    cachified: () => cachified({ key, cache: lru, ttl: hour, getFreshValue: fetch }),
  }
}
