import { type Clock, SignInRequired, systemClock, untilAborted } from '@graphkeep/core'

import type { AppRegistration } from './app-registration.ts'
import { type Redeemed, redeemCode, requestCode } from './authorization-code.ts'
import { type KeptSignIn, keptSignIn, type SignedInAccount, type SignInOptions } from './kept-sign-in.ts'
import { openRedirectPage } from './redirect-page.ts'
import { signInProblem } from './sign-in-problem.ts'

/** How a person is brought to the sign-in page. */
export interface BrowserOptions {
  /** Opens the person's browser. Default: nothing does, and the address is shown. */
  readonly openBrowser?: (address: string) => void | Promise<void>

  /** Shows the address to the person when no browser could be opened. */
  readonly onAddress: (prompt: { readonly message: string; readonly address: string }) => void

  /** How long the person may take. Default 300,000 milliseconds. */
  readonly timeoutMs?: number
  readonly signal?: AbortSignal

  /** What the person has to prove, as JSON: the `claims` of a `SignInRequired`. Default nothing special. */
  readonly claims?: string
}

/** Signing in with the browser of this machine, and what comes of it. */
export interface InteractiveSignIn extends KeptSignIn {
  /**
   * Asks a person to sign in, and waits until it is done. Replaces who was signed in before.
   *
   * @throws {@link SignInRequired} when the person declines or takes too long; `signal`'s reason when it aborts.
   */
  signIn(options: BrowserOptions): Promise<SignedInAccount>
}

/**
 * Signs in with the browser of this machine: an authorization code with PKCE, sent to a page on 127.0.0.1. The tokens are
 * kept as those of {@link deviceCodeSignIn} are, in the same place. The app registration needs the redirect URI
 * `http://localhost` of the platform for mobile and desktop applications.
 *
 * @example
 * ```ts
 * const signIn = interactiveSignIn({ clientId, scopes, secrets: sealedSecrets(secrets, sealer) })
 * await signIn.signIn({ openBrowser, onAddress: ({ message }) => console.log(message) })
 * ```
 */
export function interactiveSignIn(options: SignInOptions): InteractiveSignIn {
  const { clock = systemClock, howToSignIn = 'Sign in with signIn() of interactiveSignIn.' } = options
  const { keep, ...signIn } = keptSignIn({ ...options, howToSignIn })

  return {
    ...signIn,
    signIn: async (browser) => keep(await askInBrowser(options, { ...browser, howToSignIn, clock })),
  }
}

interface Asking extends BrowserOptions {
  readonly howToSignIn: string
  readonly clock: Clock
}

async function askInBrowser(app: AppRegistration, asking: Asking): Promise<Redeemed> {
  const { howToSignIn, clock, signal, timeoutMs = 300_000 } = asking
  signal?.throwIfAborted()
  const ended = new AbortController()
  const ends = AbortSignal.any([ended.signal, ...(signal ? [signal] : [])])
  clock.sleep(timeoutMs, ends).then(
    () => ended.abort(new SignInRequired(`Nobody signed in in time. ${howToSignIn}`)),
    () => {},
  )
  try {
    return await throughPage(app, asking, ends)
  } catch (error) {
    ends.throwIfAborted()
    throw signInProblem(error, { howToSignIn, app, claims: asking.claims })
  } finally {
    ended.abort()
  }
}

async function throughPage(app: AppRegistration, asking: Asking, signal: AbortSignal): Promise<Redeemed> {
  await using page = await openRedirectPage()
  const { redirectUri } = page
  const { claims } = asking
  const wish = { redirectUri, responseMode: 'form_post', ...(claims !== undefined && { claims }) } as const
  const request = await untilAborted(requestCode(app, wish), signal)
  const answered = page.answerTo(request.state)
  const brought = bring(request.address, asking).then(() => answered)
  const { code, error, description, show } = await untilAborted(Promise.race([answered, brought]), signal)
  try {
    if (code === undefined) throw refused(error, description)
    const redeemed = await untilAborted(redeemCode(app, { ...request, code }), signal)
    show('success')
    return redeemed
  } catch (problem) {
    show('failure')
    throw problem
  }
}

async function bring(address: string, { openBrowser, onAddress }: Asking): Promise<void> {
  try {
    if (openBrowser) return await openBrowser(address)
  } catch {
    // The person can open it by hand.
  }
  onAddress({ address, message: `To sign in, open this address in a browser of this machine: ${address}` })
}

function refused(error = 'access_denied', description = ''): Error {
  return Object.assign(new Error(description), { errorCode: error })
}
