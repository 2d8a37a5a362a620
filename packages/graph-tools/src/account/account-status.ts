import { defineTool, type Tool } from '@graphkeep/core'
import { z } from 'zod'

import { visibleLine } from '../text/visible-text.ts'
import type { Accounts, KnownAccount, SignInProgress } from './accounts.ts'
import { nextStep } from './next-step.ts'

const output = z.object({
  state: z.enum(['signed_in', 'signed_out', 'waiting', 'failed']),
  next: z.string().describe('What to do, and until when.'),
})

/** Makes the tool that tells how far signing in is. */
export function accountStatus(accounts: Accounts): Tool<Record<string, never>, z.infer<typeof output>> {
  return defineTool({
    name: 'account_status',
    title: 'Status of signing in',
    description:
      'Tells whether somebody is signed in, and how far the sign-in is that account_sign_in began: waiting for the person, done, or failed and why. Does not wait.',
    effect: 'read',
    openWorld: false,
    permissions: { delegated: [], application: [] },
    input: z.strictObject({}),
    output,

    run: async () => outcome(accounts.progress(), await accounts.list()),
  })
}

function outcome(
  progress: SignInProgress | undefined,
  [first]: readonly KnownAccount[],
): z.infer<typeof output> {
  if (progress?.state === 'waiting') return { state: 'waiting', next: nextStep(progress.request) }
  if (progress?.state === 'failed') return { state: 'failed', next: progress.detail }
  return first
    ? {
        state: 'signed_in',
        next: `Calls are about ${visibleLine(first.scope.account)} when they name no other.`,
      }
    : { state: 'signed_out', next: 'Nobody is signed in. Call account_sign_in.' }
}
