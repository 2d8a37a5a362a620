import { defineTool, type Tool } from '@graphkeep/core'
import { z } from 'zod'

import { visibleLine } from '../text/visible-text.ts'
import type { Accounts, KnownAccount, SignInProgress, SignInRequest } from './accounts.ts'

const output = z.object({
  state: z.enum(['signed_in', 'signed_out', 'waiting', 'failed']),
  next: z.string(),
})

/** Makes the tool that tells how far signing in is. */
export function accountStatus(accounts: Accounts): Tool<Record<string, never>, z.infer<typeof output>> {
  return defineTool({
    name: 'account_status',
    title: 'Status of signing in',
    description:
      'Tells at once how far the sign-in is that account_sign_in began, or whether anybody is signed in.',
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
    : {
        state: 'signed_out',
        next: 'Nobody is signed in. Call account_sign_in if it is among the tools, else the tool that is wanted.',
      }
}

function nextStep({ url, code, expiresAt }: SignInRequest): string {
  const enter = code === undefined ? 'sign in' : `enter the code ${code}`
  const until = new Date(expiresAt).toISOString()
  return `Ask the person to open ${url} and ${enter} before ${until}. Then call account_status.`
}
