import { LRUCache } from 'lru-cache'
import { newCache } from 'transitory'

import { createS3Fifo } from '../../../packages/cache/src/s3-fifo.ts'
import type { Keeps } from './keeps.ts'
import { createSieve } from './sieve.ts'

/** What is compared, made for a limit of weight. */
export const contestants: Readonly<Record<string, (limit: number) => Keeps>> = {
  'LRU (lru-cache)': (limit) => {
    const lru = new LRUCache<string, true>({ maxSize: limit, maxEntrySize: limit / 8 })
    return { get: (id) => lru.get(id) === true, set: (id, size) => void lru.set(id, true, { size }) }
  },
  SIEVE: createSieve,
  'S3-FIFO (ours)': (limit) => {
    const kept = createS3Fifo<{ readonly id: string }>({ limit, onEvict: () => {} })
    return {
      get: (id) => kept.get('', id) !== undefined,
      set: (id, weight) => kept.set('', id, { id }, weight),
    }
  },
  'W-TinyLFU (transitory)': (limit) => {
    const cache = newCache<string, number>()
      .maxSize(limit)
      .withWeigher((_id, weight) => weight)
      .build()
    return { get: (id) => cache.getIfPresent(id) !== null, set: (id, weight) => void cache.set(id, weight) }
  },
}
