import type { AccountInfo } from '@azure/msal-node'
import { type Clock, type Scope, type SecretStore, SignInRequired, systemClock } from '@graphkeep/core'

import type { TokenSource } from '../client/token-source.ts'
import type { AppRegistration } from './app-registration.ts'
import type { Redeemed } from './authorization-code.ts'
import { keptTokens } from './kept-tokens.ts'
import { openSignInApp } from './sign-in-app.ts'
import { signInProblem } from './sign-in-problem.ts'
import { silentTokens } from './silent-tokens.ts'

/** Which app signs in, and where its tokens are kept. */
export interface SignInOptions extends AppRegistration {
  /** Keeps the refresh token. Seal it with `sealedSecrets` unless it only lives in memory. */
  readonly secrets: SecretStore
  readonly clock?: Clock

  /** A sentence for errors that says how to sign in. Default: one that names `signIn`. */
  readonly howToSignIn?: string
}

/** Who is signed in. */
export interface SignedInAccount {
  /** Whose data the tokens open. */
  readonly scope: Scope

  /** The person's name; absent when the provider does not tell it. */
  readonly name?: string
}

/** How far signing in is, in words for the person who runs the program. */
export interface SignInState {
  readonly signedIn: boolean

  /** Who is signed in, or what to do to sign in. */
  readonly detail: string
}

/** A sign-in that is kept until somebody signs out. One account at a time. */
export interface KeptSignIn {
  /** Gives tokens without asking anybody, and throws `SignInRequired` when only a person can get one. */
  readonly tokens: TokenSource

  /**
   * Takes over the sign-in of another program: its refresh token is used once, here, and what the provider gives for it
   * is kept. Replaces who was signed in before.
   *
   * @throws {@link SignInRequired} when the provider takes it no longer.
   */
  importRefreshToken(refreshToken: string): Promise<SignedInAccount>

  /** Removes the tokens physically. Returns whether there were any. */
  signOut(): Promise<boolean>

  /** Returns who is signed in; `undefined` when nobody is. Sends nothing. */
  account(): Promise<SignedInAccount | undefined>

  /** Returns the same for a person to read. Sends nothing. */
  state(): Promise<SignInState>
}

/** Opens the sign-in that is kept for an app registration; `keep` replaces it with what a person has just agreed to. */
export function keptSignIn(
  options: SignInOptions & { readonly howToSignIn: string },
): KeptSignIn & { keep(redeemed: Redeemed): Promise<SignedInAccount> } {
  const { clientId, tenant = 'organizations', secrets, clock = systemClock, howToSignIn } = options
  const kept = keptTokens(secrets, { tenant, account: clientId })
  const tokens = silentTokens(options, kept, { clock, howToSignIn })

  async function account(): Promise<SignedInAccount | undefined> {
    try {
      const [first] = await kept.exclusive(async () => {
        const library = await openSignInApp(options, kept)
        return library.getTokenCache().getAllAccounts()
      })
      return first && signedIn(first)
    } catch (error) {
      throw signInProblem(error, { howToSignIn, app: options })
    }
  }

  async function replace({ account, serialized }: Redeemed): Promise<SignedInAccount> {
    await kept.replace(serialized)
    tokens.forget()
    return signedIn(account)
  }

  return {
    tokens,
    account,
    keep: (redeemed) => kept.exclusive(() => replace(redeemed)),

    async importRefreshToken(refreshToken) {
      try {
        return await kept.exclusive(async () => replace(await redeemRefreshToken(options, refreshToken)))
      } catch (error) {
        throw signInProblem(error, { howToSignIn, app: options })
      }
    },

    signOut() {
      tokens.forget()
      return kept.exclusive(() => kept.remove())
    },

    async state() {
      const who = await account()
      if (!who) return { signedIn: false, detail: `Nobody is signed in. ${howToSignIn}` }
      return { signedIn: true, detail: `${who.scope.account} of tenant ${who.scope.tenant}` }
    },
  }
}

async function redeemRefreshToken(app: AppRegistration, refreshToken: string): Promise<Redeemed> {
  const library = await openSignInApp(app)
  const answer = await library.acquireTokenByRefreshToken({
    refreshToken,
    scopes: [...app.scopes],
    forceCache: true,
  })
  if (!answer?.account) throw new SignInRequired('The refresh token gave no account. Sign in again.')
  return { account: answer.account, serialized: library.getTokenCache().serialize() }
}

function signedIn({ tenantId, username, localAccountId, name }: AccountInfo): SignedInAccount {
  return {
    scope: { tenant: tenantId, account: username || localAccountId },
    ...(name !== undefined && { name }),
  }
}
