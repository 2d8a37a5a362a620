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
      isDefault: z.boolean().describe('Whether calls are about it when they name none.'),
    }),
  ),
  next: z.string().optional().describe('Where nobody is signed in.'),
})

/** Makes the tool that lists who is signed in. */
export function accountList(accounts: Accounts): Tool<Record<string, never>, z.infer<typeof output>> {
  return defineTool({
    name: 'account_list',
    title: 'List accounts',
    description: 'Lists the Microsoft 365 accounts that are signed in here, the default one first.',
    effect: 'read',
    openWorld: false,
    permissions: { delegated: [], application: [] },
    input: z.strictObject({}),
    output,

    async run() {
      const rows = (await accounts.list()).map(({ scope, name }, index) => ({
        account: visibleLine(scope.account),
        tenant: scope.tenant,
        ...(name && { name: visibleLine(name) }),
        isDefault: index === 0,
      }))
      if (rows.length > 0) return { accounts: rows }
      return { accounts: rows, next: 'Nobody is signed in. Call account_sign_in.' }
    },
  })
}
