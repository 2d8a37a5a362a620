import { createHash } from 'node:crypto'

import { type Clock, type Scope, SignInRequired, scopeKey, systemClock } from '@graphkeep/core'

import { claimsIn } from '../client/token-claims.ts'
import type { TokenOptions, TokenSource } from '../client/token-source.ts'
import type { AppRegistration } from './app-registration.ts'
import type { TimedToken } from './application-tokens.ts'
import type { ClientCredential } from './client-credential.ts'
import { requireHolder } from './require-holder.ts'
import { openConfidentialApp } from './sign-in-app.ts'
import { endsSignIn, signInProblem } from './sign-in-problem.ts'

/** Which app acts for the people who call it. */
export interface OnBehalfOfOptions extends AppRegistration {
  readonly credential: ClientCredential

  /** Gives the token with which the scope's account called this app; its signature and audience have been checked. */
  readonly inbound: (scope: Scope, options: TokenOptions) => string | Promise<string>

  /** How many people's tokens are remembered. Default 1,000; whose was exchanged longest ago is forgotten first. */
  readonly maxUsers?: number
  readonly clock?: Clock

  /** A sentence for errors that says how to sign in. */
  readonly howToSignIn?: string
}

/** What came of exchanging one inbound token. */
interface Exchanged {
  /** Of the inbound token. It is never kept itself. */
  readonly hash: string
  readonly outcome: Promise<TimedToken>
}

const marginMs = 5 * 60_000

/** Clocks of others may be this far off. */
const skewMs = 10 * 60_000

/**
 * Exchanges the token with which a person called this app for one that opens their data in Graph. The inbound token goes to
 * the sign-in service alone, never to Graph; what it was exchanged for is remembered in this process for that very token
 * and its user, and never written.
 *
 * @example
 * ```ts
 * const tokens = onBehalfOf({ clientId, tenant, credential: { secret }, scopes, inbound: () => currentRequest().token })
 * ```
 */
export function onBehalfOf(options: OnBehalfOfOptions): TokenSource {
  const { inbound, maxUsers = 1000, clock = systemClock } = options
  const { howToSignIn = 'Sign in to this app again, then repeat the call.' } = options
  const users = new Map<string, Exchanged>()

  async function current(user: string, hash: string, asked: Asked): Promise<string> {
    const last = users.get(user)
    const { forceRefresh, claims } = asked.wish
    if (last?.hash !== hash || forceRefresh || claims !== undefined) return exchange(user, hash, asked)
    const timed = await last.outcome.catch((error) => {
      throw signInProblem(error, { howToSignIn, app: options, claims: asked.wish.claims })
    })
    if (timed.expiresAt - marginMs > clock.now()) return timed.token
    // Whoever waited as well may have begun already.
    return users.get(user) === last ? exchange(user, hash, asked) : current(user, hash, asked)
  }

  async function exchange(user: string, hash: string, asked: Asked): Promise<string> {
    const outcome = acquire(options, asked)
    users.delete(user)
    users.set(user, { hash, outcome })
    for (const [oldest] of users) if (users.size > maxUsers) users.delete(oldest)
    try {
      return (await outcome).token
    } catch (error) {
      // A token that the provider has refused is not shown to it again; any other failure may pass.
      const isFinal = endsSignIn(error) && asked.wish.claims === undefined
      const problem = signInProblem(error, { howToSignIn, app: options, claims: asked.wish.claims })
      const own = users.get(user)
      if (own?.outcome === outcome) {
        if (isFinal) users.set(user, { hash, outcome: handled(Promise.reject(problem)) })
        else users.delete(user)
      }
      throw problem
    }
  }

  return {
    knowsAccount: true,

    async token(scope, wish = {}) {
      const assertion = await inbound(scope, wish)
      const user = checkedUser(assertion, { scope, howToSignIn, now: clock.now() })
      const hash = createHash('sha256').update(assertion).digest('base64url')
      return current(scopeKey(user), hash, { assertion, ...user, wish, howToSignIn })
    },
  }
}

interface Asked {
  readonly assertion: string
  readonly howToSignIn: string

  /** The object id of whoever called. */
  readonly account: string
  readonly tenant: string
  readonly wish: TokenOptions
}

async function acquire(
  app: OnBehalfOfOptions,
  { assertion, tenant, account, wish, howToSignIn }: Asked,
): Promise<TimedToken> {
  const library = await openConfidentialApp({ ...app, tenant })
  const answer = await library.acquireTokenOnBehalfOf({
    oboAssertion: assertion,
    scopes: [...app.scopes],
    ...(wish.claims !== undefined && { claims: wish.claims }),
  })
  const token = answer?.accessToken ?? ''
  requireHolder(token, { tenant, account }, howToSignIn)
  return { token, expiresAt: answer?.expiresOn?.getTime() ?? 0 }
}

/** Returns whose token it is. Nobody gets what another's token opens. */
function checkedUser(
  assertion: string,
  { scope, howToSignIn, now }: { readonly scope: Scope; readonly howToSignIn: string; readonly now: number },
): Scope {
  const { tid = '', oid = '', preferred_username, upn, exp = 0 } = claimsIn(assertion) ?? {}
  if (!tid || !oid) throw new SignInRequired(`The call came without a person's token. ${howToSignIn}`)
  const names = [oid, preferred_username, upn].map((name) => name?.toLowerCase())
  const isTheirs = tid.toLowerCase() === scope.tenant.toLowerCase()
  if (!isTheirs || !names.includes(scope.account.toLowerCase()))
    throw new SignInRequired(`The call came with the token of somebody else. ${howToSignIn}`)
  if (exp * 1000 + skewMs < now) throw new SignInRequired(`The call's token has ended. ${howToSignIn}`)
  return { tenant: tid, account: oid }
}

function handled<T>(promise: Promise<T>): Promise<T> {
  promise.catch(() => {})
  return promise
}
