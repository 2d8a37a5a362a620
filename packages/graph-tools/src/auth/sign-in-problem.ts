import { GraphFailure, isGraphkeepError, SignInRequired } from '@graphkeep/core'

import { adminConsentAddress } from '../permissions/admin-consent-address.ts'
import type { AppRegistration } from './app-registration.ts'
import { globalAuthority } from './sign-in-app.ts'

/** What the provider says when only a person can go on. */
const needsPerson: readonly string[] = [
  'invalid_grant',
  'interaction_required',
  'consent_required',
  'login_required',
  'bad_token',
  'no_tokens_found',
  'refresh_token_expired',
  'authorization_declined',
  'access_denied',
  'code_expired',
  'expired_token',
  'device_code_expired',
]

/** What it says when it does not know the app, or does not believe that it is the app. */
const refusesApp: readonly string[] = ['invalid_client', 'unauthorized_client']

/** Numbers of `AADSTS…`: nobody has agreed yet, the person has not, and only an administrator can. */
const consent = { missing: '65001', declined: '65004', administrator: '90094' }

/** What is known beside the error. */
export interface ProblemContext {
  /** A sentence that says how to sign in, or whatever else helps. */
  readonly howToSignIn: string

  /** The app, where people sign in to it. */
  readonly app?: Pick<AppRegistration, 'clientId' | 'tenant' | 'scopes' | 'authority'>

  /** The claims that were asked for, as JSON. */
  readonly claims?: string | undefined
}

/**
 * Makes an error of ours of one of the sign-in library. Its message and its other fields are left behind, but for the
 * claims that the provider demands: they may hold what the provider wrote about the account.
 */
export function signInProblem(error: unknown, context: ProblemContext): unknown {
  if (isGraphkeepError(error)) return error
  const code = codeOf(error)
  const words = [code, numberOf(error)].filter((word) => word !== undefined).join(' ')
  if (isAboutConsent(error)) return new SignInRequired(consentMessage(error, words, context))
  if (code !== undefined && needsPerson.includes(code)) {
    const claims = claimsOf(error) ?? context.claims
    return new SignInRequired(
      `The sign-in has ended, was declined, or does not cover what is asked for (${words}). ${context.howToSignIn}`,
      { claims },
    )
  }
  if (code !== undefined && refusesApp.includes(code))
    return new SignInRequired(
      `The sign-in service refused the application itself (${words}). ${context.howToSignIn}`,
    )
  if (code === undefined && !(error instanceof Error)) return error
  return new GraphFailure(
    `The sign-in service did not answer as expected${words && ` (${words})`}. Check the network, the client id and the tenant, then try again.`,
    { status: 0, retryable: true },
  )
}

/** Returns whether the provider wants somebody's consent to what was asked for. The sign-in itself goes on. */
export function lacksConsent(error: unknown): boolean {
  return isAboutConsent(error) && numberOf(error) !== `AADSTS${consent.declined}`
}

/** Returns whether asking the provider once more for the same is of no use until somebody has signed in. */
export function endsSignIn(error: unknown): boolean {
  const code = codeOf(error)
  return code !== undefined && needsPerson.includes(code) && !lacksConsent(error)
}

function isAboutConsent(error: unknown): boolean {
  if (codeOf(error) === 'consent_required' || wordAt(error, 'subError') === 'consent_required') return true
  return Object.values(consent).some((number) => numberOf(error) === `AADSTS${number}`)
}

function consentMessage(error: unknown, words: string, { app, howToSignIn }: ProblemContext): string {
  const asked = app ? `: ${app.scopes.join(', ')}` : ''
  const where = app ? ` at ${consentPageOf(app)}` : ''
  const number = numberOf(error)
  if (number === `AADSTS${consent.administrator}`)
    return `Only an administrator can allow what the app asks for${asked} (${words}). One grants it${where}. ${howToSignIn}`
  if (number === `AADSTS${consent.declined}`)
    return `Whoever signed in did not agree to what the app asks for${asked} (${words}). ${howToSignIn} Agree to it then.`
  return `Nobody has agreed yet to what the app asks for${asked} (${words}). ${howToSignIn} Agree to it then, or an administrator grants it${where}.`
}

function consentPageOf({
  clientId,
  tenant = 'organizations',
  authority = globalAuthority,
}: AppRegistration): string {
  return adminConsentAddress({ authority, tenant, clientId })
}

/** While it waits for the person, the library has one code for every refusal, and the provider's own in the message. */
function codeOf(error: unknown): string | undefined {
  const code = wordAt(error, 'errorCode')
  const inner =
    code === 'post_request_failed' ? needsPerson.find((word) => messageOf(error).includes(word)) : undefined
  return inner ?? code
}

/** Only the number is taken out of the message, which is longer. */
function numberOf(error: unknown): string | undefined {
  return /\bAADSTS\d{3,8}\b/.exec(messageOf(error))?.[0]
}

function claimsOf(error: unknown): string | undefined {
  const claims: unknown = error instanceof Error ? Reflect.get(error, 'claims') : undefined
  return typeof claims === 'string' && claims !== '' ? claims : undefined
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : ''
}

function wordAt(error: unknown, field: 'errorCode' | 'subError'): string | undefined {
  if (typeof error !== 'object' || error === null) return undefined
  const value: unknown = Reflect.get(error, field)
  return typeof value === 'string' && /^[\w.-]{1,80}$/.test(value) ? value : undefined
}
