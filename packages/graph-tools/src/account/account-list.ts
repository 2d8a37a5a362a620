import { defineTool, type Tool } from '@graphkeep/core'
import { z } from 'zod'

import { visibleLine } from '../text/visible-text.ts'
import type { Accounts } from './accounts.ts'

const output = z.object({
  accounts: z.array(
    z.object({
      account: z.string(),
      tenant: z.string(),
      name: z.string().optional(),
    }),
  ),
})

/** Makes the tool that lists who is signed in. */
export function accountList(accounts: Accounts): Tool<Record<string, never>, z.infer<typeof output>> {
  return defineTool({
    name: 'account_list',
    title: 'List accounts',
    description: 'Lists the accounts that are signed in. Calls are about the first.',
    effect: 'read',
    openWorld: false,
    permissions: { delegated: [], application: [] },
    input: z.strictObject({}),
    output,

    async run() {
      const known = await accounts.list()
      return {
        accounts: known.map(({ scope, name }) => ({
          account: visibleLine(scope.account),
          tenant: scope.tenant,
          ...(name && { name: visibleLine(name) }),
        })),
      }
    },
  })
}
