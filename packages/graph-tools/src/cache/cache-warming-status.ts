import { type CacheManager, defineTool, type Tool } from '@graphkeep/core'
import { z } from 'zod'

const output = z.object({
  state: z.enum(['idle', 'running', 'done', 'stopped']),
  total: z.number().describe('Steps of the plan.'),
  done: z.number(),
  current: z.string().optional().describe('The step that runs now.'),
  failed: z
    .array(z.object({ name: z.string(), code: z.string() }))
    .optional()
    .describe('Absent when none did.'),
  remainingSeconds: z.number().optional().describe('Estimated.'),
  startedAt: z.string().optional().describe('UTC.'),
  endedAt: z.string().optional().describe('UTC.'),
})

/** Makes the tool that tells how far fetching ahead is. */
export function cacheWarmingStatus(cache: CacheManager): Tool<Record<string, never>, z.infer<typeof output>> {
  return defineTool({
    name: 'cache_warming_status',
    title: 'Progress of fetching ahead',
    description:
      'Tells how far the cache is with fetching ahead what this account usually asks for first, and what of it failed.',
    effect: 'read',
    openWorld: false,
    permissions: { delegated: [], application: [] },
    input: z.strictObject({}),
    output,

    async run(_input, { scope }) {
      const { state, total, done, current, failed, startedAt, endedAt, remainingMs } =
        cache.warmingStatus(scope)
      return {
        state,
        total,
        done,
        ...(current !== undefined && { current }),
        ...(failed.length > 0 && { failed: failed.map(({ name, code }) => ({ name, code })) }),
        ...(remainingMs !== undefined && { remainingSeconds: Math.ceil(remainingMs / 1000) }),
        ...(startedAt !== undefined && { startedAt: new Date(startedAt).toISOString() }),
        ...(endedAt !== undefined && { endedAt: new Date(endedAt).toISOString() }),
      }
    },
  })
}
