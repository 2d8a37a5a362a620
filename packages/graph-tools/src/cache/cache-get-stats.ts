import { type CacheManager, type CacheStats, defineTool, type Tool } from '@graphkeep/core'
import { z } from 'zod'

import { quantile } from './quantile.ts'

const counters = {
  hits: z.number().describe('Served without a request.'),
  misses: z.number(),
  stale: z.number().describe('Hits that were out of date and refreshed behind the answer.'),
  requests: z.number().describe('Reads made at Microsoft Graph, refreshes included.'),
}

const output = z.object({
  hitRatio: z.number().optional().describe('From 0 to 1; absent before the first lookup.'),
  ...counters,
  grace: z.number().describe('Served past their time because Microsoft Graph failed or was slow.'),
  saved: z.object({ requests: z.number(), bytes: z.number() }).describe('Not asked of Microsoft Graph.'),
  refreshes: z.object({ done: z.number(), failed: z.number() }),
  families: z.array(z.object({ family: z.string(), ...counters })),
  waits: z
    .array(
      z.object({
        source: z.string(),
        answers: z.number(),
        p50Ms: z.number().optional(),
        p95Ms: z.number().optional(),
      }),
    )
    .describe('How long callers waited at most, of all accounts.'),
  evictions: z.number(),
  storeFailures: z.number(),
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
      'Tells how well the local cache does for this account: hits, misses, requests saved and waits, for each family of tools, and how much the cache holds. Counts only, no content.',
    effect: 'read',
    openWorld: false,
    permissions: { delegated: [], application: [] },
    input: z.strictObject({}),
    output,

    async run(_input, { scope }) {
      const { counters, families, hitRatio, saved, served, memory, store, since } = await cache.stats(scope)
      return {
        ...(hitRatio !== undefined && { hitRatio }),
        ...counted(counters),
        grace: counters.grace,
        saved: { ...saved },
        refreshes: { done: counters.refreshes, failed: counters.refreshFailures },
        families: Object.entries(families).map(([family, counters]) => ({ family, ...counted(counters) })),
        waits: waitsOf(served),
        evictions: counters.evictions,
        storeFailures: counters.storeFailures,
        memory: { ...memory },
        ...(store && { store: { ...store } }),
        since: new Date(since).toISOString(),
      }
    },
  })
}

function counted({ memoryHits, storeHits, misses, stale, fetches }: CacheStats['counters']) {
  return { hits: memoryHits + storeHits, misses, stale, requests: fetches }
}

function waitsOf(served: CacheStats['served']) {
  return Object.entries(served).flatMap(([source, { fresh, stale, grace, latency }]) => {
    const answers = fresh + stale + grace
    const [p50Ms, p95Ms] = [quantile(latency, 0.5), quantile(latency, 0.95)]
    const bounded = { ...(p50Ms !== undefined && { p50Ms }), ...(p95Ms !== undefined && { p95Ms }) }
    return answers > 0 ? [{ source, answers, ...bounded }] : []
  })
}
