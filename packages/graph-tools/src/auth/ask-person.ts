import { type Clock, SignInRequired, untilAborted } from '@graphkeep/core'

import type { AppRegistration } from './app-registration.ts'
import type { Redeemed } from './authorization-code.ts'
import type { DeviceCodePrompt } from './device-code-prompt.ts'
import { openPublicApp } from './sign-in-app.ts'
import { signInProblem } from './sign-in-problem.ts'

/** What asking needs beside the app. */
export interface AskOptions {
  readonly onPrompt: (prompt: DeviceCodePrompt) => void
  readonly signal: AbortSignal | undefined

  /** What the person has to prove, as JSON; `undefined` for nothing special. */
  readonly claims: string | undefined
  readonly howToSignIn: string
  readonly clock: Clock
}

/**
 * Asks a person to sign in on another device and waits for it, without keeping others from the tokens that are kept.
 *
 * @returns who signed in, and the tokens as the library writes them.
 */
export async function askPerson(
  app: AppRegistration,
  { onPrompt, signal, claims, howToSignIn, clock }: AskOptions,
): Promise<Redeemed> {
  signal?.throwIfAborted()
  const library = await openPublicApp(app)
  const request = {
    scopes: [...app.scopes],
    cancel: false,
    ...(claims !== undefined && { claims }),
    deviceCodeCallback: (code: DeviceCode) => onPrompt(promptFrom(code, clock.now())),
  }
  const cancel = (): void => void Object.assign(request, { cancel: true })
  signal?.addEventListener('abort', cancel, { once: true })
  try {
    const asked = library.acquireTokenByDeviceCode(request)
    const answer = await (signal ? untilAborted(asked, signal) : asked)
    if (!answer?.account) throw new SignInRequired(`The sign-in gave no account. ${howToSignIn}`)
    return { account: answer.account, serialized: library.getTokenCache().serialize() }
  } catch (error) {
    signal?.throwIfAborted()
    throw signInProblem(error, { howToSignIn, app, claims })
  } finally {
    signal?.removeEventListener('abort', cancel)
  }
}

interface DeviceCode {
  readonly message: string
  readonly userCode?: string
  readonly verificationUri: string
  readonly expiresIn: number
}

/** The library hands on whatever the provider said, a refusal included. */
function promptFrom(
  { message, userCode, verificationUri, expiresIn }: DeviceCode,
  now: number,
): DeviceCodePrompt {
  if (!userCode) throw Object.assign(new Error('The provider gave no code'), { errorCode: 'no_device_code' })
  return { message, userCode, verificationUri, expiresAt: now + expiresIn * 1000 }
}
