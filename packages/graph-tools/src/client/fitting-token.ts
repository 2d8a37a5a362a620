import { SignInRequired } from '@graphkeep/core'

import type { GraphCall } from './graph-call.ts'
import { claimsIn, type TokenClaims } from './token-claims.ts'

type Addressed = Pick<GraphCall, 'scope' | 'scheme' | 'tokens'>

/**
 * Refuses a token that cannot be one, or that says of itself that it is another tenant's or account's than the call's.
 * What it does not tell cannot be compared; Graph decides then.
 *
 * @throws {@link SignInRequired} without the token.
 */
export function requireFitting(token: string, call: Addressed): void {
  // A character that no header takes would make `Headers` throw an error that holds the token.
  if (!/^[\x21-\x7e]+$/.test(token)) {
    throw new SignInRequired('The token source gave something that is not a token. Sign in again.')
  }
  const claims = claimsIn(token) ?? {}
  if (isOther(claims.tid, call.scope.tenant))
    throw new SignInRequired('The token is for another tenant than the call. Sign in to the right one.')
  if (isOthers(claims, call))
    throw new SignInRequired('The token is of another account than the call. Sign in with the right one.')
}

/** An application has no account, and who opens somebody else's mailbox has another than the scope says. */
function isOthers(claims: TokenClaims, { scope, scheme, tokens }: Addressed): boolean {
  if (scheme === 'application' || tokens.knowsAccount || tokens.owner?.(scope) !== undefined) return false
  if (isId(scope.account)) return isOther(claims.oid, scope.account)
  const { upn, unique_name, preferred_username } = claims
  const names = [upn, unique_name, preferred_username].filter((name) => name !== undefined)
  return scope.account.includes('@') && names.length > 0 && !names.some((name) => isSame(name, scope.account))
}

/** Whether a claim contradicts an id. Tenants go by domains too, which tokens do not tell. */
function isOther(claim: string | undefined, expected: string): boolean {
  return claim !== undefined && isId(expected) && !isSame(claim, expected)
}

function isSame(one: string, other: string): boolean {
  return one.toLowerCase() === other.toLowerCase()
}

function isId(name: string): boolean {
  return /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(name)
}
