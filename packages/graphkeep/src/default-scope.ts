import type { Scope } from '@graphkeep/core'

import type { Connection } from './connect/connection.ts'

/** What calls are about that are about no account's data. */
const nobody: Scope = { tenant: 'graphkeep', account: 'nobody' }

/** Returns whose data a call is about that does not say so: tools about signing in must work before anybody has. */
export async function defaultScope(tool: string, { scope, accounts }: Connection): Promise<Scope> {
  return accounts && tool.startsWith('account_') ? nobody : scope()
}
