import type { AnyTool } from '@graphkeep/core'

import { accountList } from './account/account-list.ts'
import { accountSignIn } from './account/account-sign-in.ts'
import { accountSignOut } from './account/account-sign-out.ts'
import { accountStatus } from './account/account-status.ts'
import type { Accounts } from './account/accounts.ts'

export type { Accounts, KnownAccount, SignInProgress, SignInRequest } from './account/accounts.ts'

/**
 * Makes the tools that tell who is signed in, and let a model start a sign-in or end one. None of them waits for a
 * person, and all of them work while nobody is signed in.
 *
 * @example
 * ```ts
 * const tools = [...catalog, ...accountTools(accounts)]
 * ```
 */
export function accountTools(accounts: Accounts): readonly AnyTool[] {
  return [accountList(accounts), accountSignIn(accounts), accountSignOut(accounts), accountStatus(accounts)]
}
