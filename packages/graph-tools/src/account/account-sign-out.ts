import { defineTool, InvalidInput, type Tool } from '@graphkeep/core'
import { z } from 'zod'

import type { Accounts, KnownAccount } from './accounts.ts'

const input = z.strictObject({
  account: z.string().describe('As account_list shows it.'),
  tenant: z.string().optional().describe('Where two have that account.'),
})

const output = z.object({ signedOut: z.string() })

/** Makes the tool that signs an account out. */
export function accountSignOut(accounts: Accounts): Tool<z.infer<typeof input>, z.infer<typeof output>> {
  return defineTool({
    name: 'account_sign_out',
    title: 'Sign out an account',
    description:
      'Signs an account out and deletes what is kept of it here. Only a person can sign it in again, so call it only when asked to.',
    effect: 'destructive',
    idempotent: false,
    openWorld: false,
    permissions: { delegated: [], application: [] },
    input,
    output,
    invalidates: () => [],

    async run(wanted) {
      const { scope } = oneOf(await accounts.list(), wanted)
      await accounts.signOut(scope)
      return { signedOut: scope.account }
    },
  })
}

function oneOf(known: readonly KnownAccount[], { account, tenant }: z.infer<typeof input>): KnownAccount {
  const [found, ...others] = known.filter(
    ({ scope }) => same(scope.account, account) && (tenant === undefined || same(scope.tenant, tenant)),
  )
  if (!found) throw new InvalidInput([`account: no such account is signed in. account_list shows who is`])
  if (others.length > 0) throw new InvalidInput(['tenant: two tenants have this account. Name the tenant'])
  return found
}

function same(a: string, b: string): boolean {
  return a.toLowerCase() === b.toLowerCase()
}
