import { randomBytes } from 'node:crypto'

import type { AccountInfo } from '@azure/msal-node'
import { SignInRequired } from '@graphkeep/core'

import { loadMsal } from './load-msal.ts'
import { openSignInApp, type SignInApp } from './sign-in-app.ts'

/** What a request for a code is made of. */
export interface CodeWish {
  /** Where the person's browser is sent with the code; the app registration must know it. */
  readonly redirectUri: string

  /** Whether the code comes in the address (`query`) or in a form, which leaves no trace in histories and logs. */
  readonly responseMode: 'query' | 'form_post'

  /** What to ask even of somebody who is signed in, e.g. `select_account` or `consent`. Default nothing. */
  readonly prompt?: string

  /** Who is expected to sign in. Default anybody. */
  readonly loginHint?: string

  /** What Graph demands of the token, as JSON. Default nothing. */
  readonly claims?: string
}

/** A request for a code. All but its address is secret, and is needed once, when the code has come. */
export interface CodeRequest {
  /** Where the person signs in. */
  readonly address: string

  /** Comes back with the code; a code without it is somebody else's. */
  readonly state: string

  /** Proves that the code was asked for here (PKCE). */
  readonly verifier: string

  /** Stands in the identity token. */
  readonly nonce: string
  readonly redirectUri: string
}

/** Who signed in, and the tokens as the library writes them. */
export interface Redeemed {
  readonly account: AccountInfo
  readonly serialized: string
}

/** Makes a request for a code, bound to this app by PKCE, state and nonce. */
export async function requestCode(app: SignInApp, wish: CodeWish): Promise<CodeRequest> {
  const { CryptoProvider } = await loadMsal()
  const { verifier, challenge } = await new CryptoProvider().generatePkceCodes()
  const [state, nonce] = [randomToken(), randomToken()]
  const { redirectUri } = wish
  const library = await openSignInApp(app)
  const address = await library.getAuthCodeUrl({
    ...wish,
    scopes: [...app.scopes],
    state,
    nonce,
    codeChallenge: challenge,
    codeChallengeMethod: 'S256',
  })
  return { address, state, verifier, nonce, redirectUri }
}

/**
 * Gets the tokens for a code. Check the state before.
 *
 * @throws what the sign-in library throws.
 */
export async function redeemCode(
  app: SignInApp,
  { code, verifier, nonce, redirectUri }: Omit<CodeRequest, 'address' | 'state'> & { readonly code: string },
): Promise<Redeemed> {
  const library = await openSignInApp(app)
  const { account } = await library.acquireTokenByCode({
    code,
    codeVerifier: verifier,
    redirectUri,
    scopes: [...app.scopes],
    nonce,
  })
  if (!account) throw new SignInRequired('The sign-in gave no account. Sign in again.')
  return { account, serialized: library.getTokenCache().serialize() }
}

function randomToken(): string {
  return randomBytes(32).toString('base64url')
}
