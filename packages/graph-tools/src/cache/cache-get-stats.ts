import { type CacheManager, defineTool, type Tool } from '@graphkeep/core'
import { z } from 'zod'

const counters = {
  hits: z.number().describe('Served without a request.'),
  misses: z.number(),
  stale: z.number().describe('Hits that were out of date and refreshed behind the answer.'),
  requests: z.number().describe('Reads made at Microsoft Graph, refreshes included.'),
}

const output = z.object({
  hitRatio: z.number().optional().describe('From 0 to 1; absent before the first lookup.'),
  ...counters,
  evictions: z.number(),
  storeFailures: z.number(),
  families: z.array(z.object({ family: z.string(), ...counters })),
  memory: z.object({ entries: z.number(), bytes: z.number(), limitBytes: z.number() }),
  store: z.object({ name: z.string(), entries: z.number(), bytes: z.number() }).optional(),
  since: z.string().describe('When counting began, UTC.'),
})

/** Makes the tool that tells how well the cache does. */
export function cacheGetStats(cache: CacheManager): Tool<Record<string, never>, z.infer<typeof output>> {
  return defineTool({
    name: 'cache_get_stats',
    title: 'Cache statistics',
    description:
      'Tells how well the local cache does: hits, misses, requests saved, and how much it holds, for each family of tools. Counts only, no content.',
    effect: 'read',
    openWorld: false,
    permissions: { delegated: [], application: [] },
    input: z.strictObject({}),
    output,

    async run() {
      const { counters, families, hitRatio, memory, store, since } = await cache.stats()
      return {
        ...(hitRatio !== undefined && { hitRatio }),
        ...counted(counters),
        evictions: counters.evictions,
        storeFailures: counters.storeFailures,
        families: Object.entries(families).map(([family, counters]) => ({ family, ...counted(counters) })),
        memory: { ...memory },
        ...(store && { store: { ...store } }),
        since: new Date(since).toISOString(),
      }
    },
  })
}

function counted({ memoryHits, storeHits, misses, stale, fetches }: Counters) {
  return { hits: memoryHits + storeHits, misses, stale, requests: fetches }
}

type Counters = Awaited<ReturnType<CacheManager['stats']>>['counters']
