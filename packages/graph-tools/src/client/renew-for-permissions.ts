import { type Clock, scopeKey, untilAborted } from '@graphkeep/core'

import { lackingPermissions } from '../permissions/lacking-permissions.ts'
import { permissionAdvice } from '../permissions/permission-advice.ts'
import { bySource } from './by-source.ts'
import { canBeSentAgain, type GraphCall, type Send } from './graph-call.ts'
import { refusal } from './graph-failure.ts'
import { claimsFor, type TokenClaims } from './token-claims.ts'

/** A token that lacks a permission is not renewed for it again before. */
const pauseMs = 5 * 60_000

/**
 * Renews a token that lacks a permission of the tool which Graph has refused: it may have been granted since. The request
 * is sent again if it was; if not, the failure says which permission is missing and who grants it.
 */
export function renewingForPermissions(next: Send, clock: Clock): Send {
  const renewalsOf = bySource<{ readonly at: number; readonly done: Promise<unknown> }>()

  return async (call) => {
    const answer = await next(call)
    if (answer.status !== 403 || !call.tool || call.preauthenticated) return answer
    const last = (await isGrantedSince(call)) ? await next(call) : answer
    if (last.status !== 403) return last
    throw await refusal(last, call, { now: clock.now(), advice: await permissionAdvice(call) })
  }

  async function isGrantedSince(call: GraphCall): Promise<boolean> {
    const before = countLacking(call, await claimsFor(call))
    if (before === 0 || !canBeSentAgain(call)) return false
    await untilAborted(renewed(call), call.signal)
    return countLacking(call, await claimsFor(call)) < before
  }

  function renewed({ tokens, scope }: GraphCall): Promise<unknown> {
    const renewals = renewalsOf(tokens)
    const now = clock.now()
    for (const [key, { at }] of renewals) if (at + pauseMs <= now) renewals.delete(key)
    const key = scopeKey(scope)
    // Without a new one the old answer stands.
    const done = renewals.get(key)?.done ?? tokens.token(scope, { forceRefresh: true }).catch(() => {})
    if (!renewals.has(key)) renewals.set(key, { at: now, done: done.then(() => {}) })
    return done
  }
}

function countLacking({ tool, scheme }: GraphCall, claims: TokenClaims): number {
  return lackingPermissions(tool?.permissions[scheme] ?? [], claims)?.length ?? 0
}
