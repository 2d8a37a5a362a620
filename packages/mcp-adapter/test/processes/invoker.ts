import { createInvoker, defineTool } from '@graphkeep/core'
import { z } from 'zod'

const add = defineTool({
  name: 'sum_add',
  title: 'Add',
  description: 'Returns the sum of two numbers.',
  effect: 'read',
  openWorld: false,
  permissions: { delegated: [], application: [] },
  input: z.object({ a: z.number(), b: z.number() }),
  output: z.object({ sum: z.number() }),
  run: async ({ a, b }) => ({ sum: a + b }),
})

export const scope = { tenant: 'contoso.com', account: 'ada@contoso.com' }
export const invoker = createInvoker({ tools: [add], fetchFor: () => fetch })
