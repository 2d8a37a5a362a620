import { type Scope, SignInRequired } from '@graphkeep/core'

import { claimsIn } from '../client/token-claims.ts'

/**
 * Refuses a token that says of itself that it is another tenant's or account's than the one it was asked for.
 *
 * @param account The account's object id.
 * @throws {@link SignInRequired} without the token.
 */
export function requireHolder(token: string, { tenant, account }: Scope, howToSignIn: string): void {
  const { tid = tenant, oid = account } = claimsIn(token) ?? {}
  if (!isSame(tid, tenant))
    throw new SignInRequired(`The sign-in service gave a token for another tenant. ${howToSignIn}`)
  if (!isSame(oid, account))
    throw new SignInRequired(`The sign-in service gave a token of another account. ${howToSignIn}`)
}

function isSame(one: string, other: string): boolean {
  return one.toLowerCase() === other.toLowerCase()
}
