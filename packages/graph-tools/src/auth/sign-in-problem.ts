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
  if (code === undefined && !(error instanceof Error)) return error
  return new GraphFailure(
    `The sign-in service did not answer as expected${code === undefined ? '' : ` (${code})`}. Check the network, the client id and the tenant, then try again.`,
    { status: 0, retryable: true },
  )
}

/** While it waits for the person, the library has one code for every refusal, and the provider's own in the message. */
function codeOf(error: unknown): string | undefined {
  if (typeof error !== 'object' || error === null || !('errorCode' in error)) return undefined
  const { errorCode } = error
  if (typeof errorCode !== 'string' || !/^[\w.-]{1,80}$/.test(errorCode)) return undefined
  const message = error instanceof Error ? error.message : ''
  const inner =
    errorCode === 'post_request_failed' ? needsPerson.find((code) => message.includes(code)) : undefined
  return inner ?? errorCode
}
