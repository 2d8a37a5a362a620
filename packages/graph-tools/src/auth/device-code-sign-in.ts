import { systemClock } from '@graphkeep/core'

import { askPerson } from './ask-person.ts'
import type { DeviceCodePrompt } from './device-code-prompt.ts'
import { type KeptSignIn, keptSignIn, type SignedInAccount, type SignInOptions } from './kept-sign-in.ts'

/** How a person is asked. */
export interface DeviceCodeOptions {
  readonly signal?: AbortSignal | undefined

  /** What the person has to prove, as JSON: the `claims` of a `SignInRequired`. Default nothing special. */
  readonly claims?: string | undefined
}

/** Signing in on another device, and what comes of it. */
export interface DeviceCodeSignIn extends KeptSignIn {
  /**
   * Asks a person to sign in, and waits until it is done. Replaces who was signed in before.
   *
   * @throws {@link SignInRequired} when the person declines or lets the code expire; `signal`'s reason when it aborts.
   */
  signIn(onPrompt: (prompt: DeviceCodePrompt) => void, options?: DeviceCodeOptions): Promise<SignedInAccount>
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
export function deviceCodeSignIn(options: SignInOptions): DeviceCodeSignIn {
  const { clock = systemClock, howToSignIn = 'Sign in with signIn() of deviceCodeSignIn.' } = options
  const { keep, ...signIn } = keptSignIn({ ...options, howToSignIn })

  return {
    ...signIn,
    signIn: async (onPrompt, { signal, claims } = {}) =>
      keep(await askPerson(options, { onPrompt, signal, claims, howToSignIn, clock })),
  }
}
