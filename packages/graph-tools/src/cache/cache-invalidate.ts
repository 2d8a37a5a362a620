import { type CacheManager, defineTool, type Tool } from '@graphkeep/core'
import { z } from 'zod'

const input = z.strictObject({
  family: z
    .string()
    .regex(/^[a-z]{2,20}$/, {
      error: 'write a family of tools, as email, folder, calendar, contact, file, user, or all',
    })
    .default('all')
    .describe('email, folder, calendar, contact, file, user, or all.'),
})

const output = z.object({ invalidated: z.string() })

/** Makes the tool that makes cached answers untrue. */
export function cacheInvalidate(cache: CacheManager): Tool<z.infer<typeof input>, z.infer<typeof output>> {
  return defineTool({
    name: 'cache_invalidate',
    title: 'Forget cached answers',
    description:
      'Makes cached answers of this account count no more, for one family of tools or for all, so that the next call reads Microsoft Graph again. Nothing in Microsoft 365 changes. Seldom needed: writes through these tools do it by themselves.',
    effect: 'write',
    idempotent: true,
    openWorld: false,
    permissions: { delegated: [], application: [] },
    input,
    output,

    async run({ family }, { scope }) {
      await cache.invalidate(scope, { prefix: family === 'all' ? '' : `${family}:` }, 'cache_invalidate')
      return { invalidated: family }
    },
  })
}
