import { defineTool, type Tool } from '@graphkeep/core'
import { z } from 'zod'

import type { Accounts } from './accounts.ts'
import { nextStep } from './next-step.ts'

const output = z.object({
  url: z.string(),
  code: z.string().optional().describe('Absent when nothing is to be entered.'),
  expiresAt: z.string().describe('UTC.'),
  next: z.string(),
})

/** Makes the tool that begins a sign-in. */
export function accountSignIn(accounts: Accounts): Tool<Record<string, never>, z.infer<typeof output>> {
  return defineTool({
    name: 'account_sign_in',
    title: 'Sign in an account',
    description:
      'Begins to sign in one more Microsoft 365 account and answers at once with the page to open and the code to enter. Show both to the person; account_status tells when it is done. Calling it again while it waits gives the same code.',
    effect: 'write',
    idempotent: true,
    openWorld: false,
    permissions: { delegated: [], application: [] },
    input: z.strictObject({}),
    output,
    invalidates: () => [],

    async run() {
      const request = await accounts.signIn()
      const { url, code, expiresAt } = request
      return {
        url,
        ...(code !== undefined && { code }),
        expiresAt: new Date(expiresAt).toISOString(),
        next: nextStep(request),
      }
    },
  })
}
