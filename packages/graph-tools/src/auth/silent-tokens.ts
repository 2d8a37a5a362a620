import type { AccountInfo } from '@azure/msal-node'
import { type Clock, type Scope, SignInRequired, scopeKey } from '@graphkeep/core'

import type { TokenOptions, TokenSource } from '../client/token-source.ts'
import type { KeptTokens } from './kept-tokens.ts'
import { requireHolder } from './require-holder.ts'
import { openSignInApp, type SignInApp } from './sign-in-app.ts'
import { endsSignIn, lacksConsent, signInProblem } from './sign-in-problem.ts'

/** Tokens that nobody has to be asked for. */
export interface SilentTokens extends TokenSource {
  /** Drops the access tokens that this process remembers. */
  forget(): void
}

/** Tokens are renewed this long before they end, so that none ends on its way. */
const marginMs = 5 * 60_000

/**
 * Gives access tokens from what is kept, renewed when they are about to end: once, whichever process comes first.
 */
export function silentTokens(
  app: SignInApp,
  kept: KeptTokens,
  { clock, howToSignIn }: { readonly clock: Clock; readonly howToSignIn: string },
): SilentTokens {
  const remembered = new Map<string, { readonly token: string; readonly expiresAt: number }>()

  function known(scope: Scope, { forceRefresh, claims }: TokenOptions): string | undefined {
    const last = remembered.get(scopeKey(scope))
    if (forceRefresh || claims !== undefined || last === undefined) return undefined
    return last.expiresAt - marginMs > clock.now() ? last.token : undefined
  }

  async function renew(scope: Scope, wish: TokenOptions): Promise<string> {
    if (await kept.isEnded(wish.claims))
      throw new SignInRequired(`The sign-in has ended. ${howToSignIn}`, { claims: wish.claims })
    try {
      const { token, expiresAt } = await acquire(app, kept, { scope, wish, howToSignIn })
      remembered.set(scopeKey(scope), { token, expiresAt })
      return token
    } catch (error) {
      if (endsSignIn(error)) await kept.markEnded(wish.claims)
      throw signInProblem(error, { howToSignIn, app, claims: wish.claims })
    }
  }

  return {
    knowsAccount: true,
    token: async (scope, wish = {}) =>
      known(scope, wish) ?? kept.exclusive(async () => known(scope, wish) ?? renew(scope, wish)),
    forget: () => remembered.clear(),
  }
}

interface Acquisition {
  readonly scope: Scope
  readonly wish: TokenOptions
  readonly howToSignIn: string
}

async function acquire(
  app: SignInApp,
  kept: KeptTokens,
  { scope, wish, howToSignIn }: Acquisition,
): Promise<{ readonly token: string; readonly expiresAt: number }> {
  const library = await openSignInApp(app, kept)
  const account = (await library.getTokenCache().getAllAccounts()).find((candidate) => isOf(candidate, scope))
  if (!account) throw new SignInRequired(`${scope.account} is not signed in. ${howToSignIn}`)
  const acquire = (scopes: readonly string[]) =>
    library.acquireTokenSilent({
      account,
      scopes: [...scopes],
      forceRefresh: wish.forceRefresh ?? false,
      ...(wish.claims !== undefined && { claims: wish.claims }),
    })
  const { accessToken, expiresOn, tenantId } = await acquire(app.scopes).catch((error: unknown) => {
    // What was agreed to goes on working while the rest is not; whoever needs the rest is told by the tool that does.
    if (!lacksConsent(error)) throw error
    return acquire([grantedScopeOf(app.scopes)])
  })
  if (!isSame(tenantId, scope.tenant))
    throw new SignInRequired(`The sign-in service gave a token for another tenant. ${howToSignIn}`)
  requireHolder(accessToken, { tenant: scope.tenant, account: account.localAccountId }, howToSignIn)
  return { token: accessToken, expiresAt: expiresOn?.getTime() ?? 0 }
}

/** Whatever was agreed to; of Microsoft Graph, where the permissions name nothing else. */
function grantedScopeOf([first = '']: readonly string[]): string {
  return first.startsWith('https://') ? `${first.slice(0, first.lastIndexOf('/'))}/.default` : '.default'
}

function isOf({ tenantId, username, localAccountId }: AccountInfo, { tenant, account }: Scope): boolean {
  return isSame(tenantId, tenant) && [username, localAccountId].some((name) => isSame(name, account))
}

function isSame(one: string, other: string): boolean {
  return one.toLowerCase() === other.toLowerCase()
}
