import { GraphFailure, isGraphkeepError, SignInRequired } from '@graphkeep/core'

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

/**
 * Makes an error of ours of one of the sign-in library. Its message and its other fields are left behind: they may hold
 * what the provider wrote about the account.
 */
export function signInProblem(error: unknown, howToSignIn: string): unknown {
  if (isGraphkeepError(error)) return error
  const code = codeOf(error)
  if (code !== undefined && needsPerson.includes(code)) {
    return new SignInRequired(
      `The sign-in has ended, was declined, or does not cover what is asked for (${code}). ${howToSignIn}`,
    )
  }
  if (code !== undefined && refusesApp.includes(code))
    return new SignInRequired(`The sign-in service refused the application itself (${code}). ${howToSignIn}`)
  if (code === undefined && !(error instanceof Error)) return error
  return new GraphFailure(
    `The sign-in service did not answer as expected${code === undefined ? '' : ` (${code})`}. Check the network, the client id and the tenant, then try again.`,
    { status: 0, retryable: true },
  )
}

/** Returns whether the provider wants somebody's consent to what was asked for. The sign-in itself goes on. */
export function lacksConsent(error: unknown): boolean {
  return codeOf(error) === 'consent_required' || wordAt(error, 'subError') === 'consent_required'
}

/** Returns whether asking the provider once more for the same is of no use until somebody has signed in. */
export function endsSignIn(error: unknown): boolean {
  const code = codeOf(error)
  return code !== undefined && needsPerson.includes(code) && !lacksConsent(error)
}

/** While it waits for the person, the library has one code for every refusal, and the provider's own in the message. */
function codeOf(error: unknown): string | undefined {
  const code = wordAt(error, 'errorCode')
  const message = error instanceof Error ? error.message : ''
  const inner =
    code === 'post_request_failed' ? needsPerson.find((word) => message.includes(word)) : undefined
  return inner ?? code
}

function wordAt(error: unknown, field: 'errorCode' | 'subError'): string | undefined {
  if (typeof error !== 'object' || error === null) return undefined
  const value: unknown = Reflect.get(error, field)
  return typeof value === 'string' && /^[\w.-]{1,80}$/.test(value) ? value : undefined
}
