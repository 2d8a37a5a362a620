import { type Scope, SignInRequired, scopeKey } from '@graphkeep/core'

import type { GraphCall, Send } from './graph-call.ts'
import { claimsIn } from './token-claims.ts'
import type { TokenSource } from './token-source.ts'
import { untilAborted } from './until-aborted.ts'

/**
 * Puts the scope's token on each request. When Graph refuses it, a new one is asked for once, with whatever claims
 * Graph demands; requests that are refused together share that one.
 */
export function authorized(next: Send, tokens: TokenSource): Send {
  const refreshes = new Map<string, Promise<string>>()

  return async (call) => {
    const token = await untilAborted(tokens.token(call.scope, { signal: call.signal }), call.signal)
    const answer = await next(bearing(call, token))
    if (answer.status !== 401) return answer
    const claims = claimsOf(answer.headers)
    const renewed = await untilAborted(refresh(call.scope, claims), call.signal)
    if (renewed === token && claims === undefined) return answer
    return next(bearing(call, renewed))
  }

  function refresh(scope: Scope, claims: string | undefined): Promise<string> {
    const key = `${scopeKey(scope)} ${claims ?? ''}`
    const running = refreshes.get(key)
    if (running) return running
    const begun = tokens
      .token(scope, { forceRefresh: true, ...(claims !== undefined && { claims }) })
      .finally(() => refreshes.delete(key))
    refreshes.set(key, begun)
    return begun
  }
}

function bearing(call: GraphCall, token: string): GraphCall {
  // A character that no header takes would make `Headers` throw an error that holds the token.
  if (!/^[\x21-\x7e]+$/.test(token)) {
    throw new SignInRequired('The token source gave something that is not a token. Sign in again.')
  }
  const { tid } = claimsIn(token) ?? {}
  if (tid !== undefined && isId(call.scope.tenant) && tid.toLowerCase() !== call.scope.tenant.toLowerCase())
    throw new SignInRequired('The token source gave a token for another tenant. Sign in to the right one.')
  const headers = new Headers(call.headers)
  headers.set('authorization', `Bearer ${token}`)
  return { ...call, headers }
}

/** Tenants go by domains too, which tokens do not tell. */
function isId(tenant: string): boolean {
  return /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(tenant)
}

/** What Graph demands of the next token (continuous access evaluation), as JSON; `undefined` when it demands nothing. */
function claimsOf(headers: Headers): string | undefined {
  const [, encoded] = /\bclaims="([A-Za-z0-9+/=_-]+)"/.exec(headers.get('www-authenticate') ?? '') ?? []
  return encoded === undefined ? undefined : Buffer.from(encoded, 'base64').toString('utf8')
}
