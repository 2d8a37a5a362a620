import { type Scope, SignInRequired, scopeKey, untilAborted } from '@graphkeep/core'

import { bySource } from './by-source.ts'
import { requireFitting } from './fitting-token.ts'
import { canBeSentAgain, type GraphCall, type Send } from './graph-call.ts'
import type { TokenSource } from './token-source.ts'

/**
 * Puts a token of the call's source on each request. When Graph refuses it, a new one is asked for once, with whatever
 * claims Graph demands; requests with tokens of one source that are refused together share that one. It comes too late for a body that streams.
 *
 * @throws {@link SignInRequired} with the claims, when Graph demands some that the source cannot meet.
 */
export function authorized(next: Send): Send {
  const renewalsOf = bySource<Promise<string>>()

  return async (call) => {
    if (call.preauthenticated) return next(call)
    const { tokens, scope, signal } = call
    const token = await untilAborted(tokens.token(scope, { signal }), signal)
    const answer = await next(bearing(call, token))
    if (answer.status !== 401) return answer
    const claims = claimsOf(answer.headers)
    const renewed = await untilAborted(renew(tokens, scope, claims), signal)
    if (renewed !== token && !canBeSentAgain(call)) return answer
    const last = renewed === token ? answer : await next(bearing(call, renewed))
    const unmet = last.status === 401 ? claimsOf(last.headers) : undefined
    if (unmet !== undefined) throw unmetClaims(unmet)
    return last
  }

  function renew(tokens: TokenSource, scope: Scope, claims: string | undefined): Promise<string> {
    const renewals = renewalsOf(tokens)
    const key = `${scopeKey(scope)} ${claims ?? ''}`
    const running = renewals.get(key)
    if (running) return running
    const begun = tokens
      .token(scope, { forceRefresh: true, ...(claims !== undefined && { claims }) })
      .finally(() => renewals.delete(key))
    renewals.set(key, begun)
    return begun
  }
}

function bearing(call: GraphCall, token: string): GraphCall {
  requireFitting(token, call)
  const headers = new Headers(call.headers)
  headers.set('authorization', `Bearer ${token}`)
  return { ...call, headers }
}

function unmetClaims(claims: string): SignInRequired {
  return new SignInRequired(
    'Microsoft Graph asks for more than the sign-in has proven. Sign in again, and hand the claims of this error to the sign-in.',
    { claims },
  )
}

/** What Graph demands of the next token (continuous access evaluation), as JSON; `undefined` when it demands nothing. */
function claimsOf(headers: Headers): string | undefined {
  const [, encoded] = /\bclaims="([A-Za-z0-9+/=_-]+)"/.exec(headers.get('www-authenticate') ?? '') ?? []
  return encoded === undefined ? undefined : Buffer.from(encoded, 'base64').toString('utf8')
}
