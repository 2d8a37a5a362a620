import type { AccountInfo } from '@azure/msal-node'
import { type Clock, type Scope, type SecretStore, systemClock } from '@graphkeep/core'

import type { TokenSource } from '../client/token-source.ts'
import type { AppRegistration } from './app-registration.ts'
import { askPerson } from './ask-person.ts'
import type { DeviceCodePrompt } from './device-code-prompt.ts'
import { keptTokens } from './kept-tokens.ts'
import { openSignInApp } from './sign-in-app.ts'
import { signInProblem } from './sign-in-problem.ts'
import { silentTokens } from './silent-tokens.ts'

/** Which app signs in, and where its tokens are kept. */
export interface DeviceCodeOptions extends AppRegistration {
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

/** Signing in on another device, and what comes of it. One account at a time. */
export interface DeviceCodeSignIn {
  /** Gives tokens without asking anybody, and throws `SignInRequired` when only a person can get one. */
  readonly tokens: TokenSource

  /**
   * Asks a person to sign in, and waits until it is done. Replaces who was signed in before.
   *
   * @throws {@link SignInRequired} when the person declines or lets the code expire; `signal`'s reason when it aborts.
   */
  signIn(onPrompt: (prompt: DeviceCodePrompt) => void, signal?: AbortSignal): Promise<SignedInAccount>

  /** Removes the tokens physically. Returns whether there were any. */
  signOut(): Promise<boolean>

  /** Returns who is signed in; `undefined` when nobody is. Sends nothing. */
  account(): Promise<SignedInAccount | undefined>

  /** Returns the same for a person to read. Sends nothing. */
  state(): Promise<SignInState>
}

/**
 * Signs in with a device code, on Microsoft's own library, and keeps the tokens in a secret store in which any number of
 * processes may work: a refresh token that was replaced is never lost.
 *
 * @example
 * ```ts
 * const scopes = permissionsOf(catalog, 'delegated')
 * const signIn = deviceCodeSignIn({ clientId, scopes, secrets: sealedSecrets(secrets, sealer) })
 * if (!(await signIn.account())) await signIn.signIn(({ message }) => console.log(message))
 * const client = createGraphClient({ tokens: signIn.tokens })
 * ```
 */
export function deviceCodeSignIn(options: DeviceCodeOptions): DeviceCodeSignIn {
  const { clientId, tenant = 'organizations', secrets, clock = systemClock } = options
  const { howToSignIn = 'Sign in with signIn() of deviceCodeSignIn.' } = options
  const kept = keptTokens(secrets, { tenant, account: clientId })
  const tokens = silentTokens(options, kept, { clock, howToSignIn })

  async function account(): Promise<SignedInAccount | undefined> {
    try {
      const [first] = await kept.exclusive(async () => (await openSignInApp(options, kept)).getAllAccounts())
      return first && signedIn(first)
    } catch (error) {
      throw signInProblem(error, howToSignIn)
    }
  }

  return {
    tokens,

    async signIn(onPrompt, signal) {
      const { account, serialized } = await askPerson(options, { onPrompt, signal, howToSignIn, clock })
      await kept.exclusive(() => kept.replace(serialized))
      tokens.forget()
      return signedIn(account)
    },

    signOut() {
      tokens.forget()
      return kept.exclusive(() => kept.remove())
    },

    account,

    async state() {
      const who = await account()
      if (!who) return { signedIn: false, detail: `Nobody is signed in. ${howToSignIn}` }
      return { signedIn: true, detail: `${who.scope.account} of tenant ${who.scope.tenant}` }
    },
  }
}

function signedIn({ tenantId, username, localAccountId, name }: AccountInfo): SignedInAccount {
  return {
    scope: { tenant: tenantId, account: username || localAccountId },
    ...(name !== undefined && { name }),
  }
}
