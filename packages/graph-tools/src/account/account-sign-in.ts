import { defineTool, type Tool } from '@graphkeep/core'
import { z } from 'zod'

import type { Accounts } from './accounts.ts'

const output = z.object({
  url: z.string(),
  code: z.string().optional(),
  expiresAt: z.string(),
})

/** Makes the tool that begins a sign-in. */
export function accountSignIn(accounts: Accounts): Tool<Record<string, never>, z.infer<typeof output>> {
  return defineTool({
    name: 'account_sign_in',
    title: 'Sign in an account',
    description:
      'Begins to sign in one more account. Show the person the page, and the code to enter there if any; account_status tells when it is done.',
    effect: 'write',
    idempotent: true,
    openWorld: false,
    permissions: { delegated: [], application: [] },
    input: z.strictObject({}),
    output,
    invalidates: () => [],

    async run() {
      const { expiresAt, ...shown } = await accounts.signIn()
      return { ...shown, expiresAt: new Date(expiresAt).toISOString() }
    },
  })
}
