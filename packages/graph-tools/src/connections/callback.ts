import { SignInRequired } from '@graphkeep/core'

/** What the person's browser brings back from the sign-in service. */
export interface Callback {
  readonly state: string

  /** Absent when the sign-in failed. */
  readonly code: string | undefined

  /** Why it failed, as OAuth names it; never the provider's text. */
  readonly error: string | undefined
}

/**
 * Reads an address with its query, a query, or the body of a form.
 *
 * @throws {@link SignInRequired} when it is no answer of a sign-in service.
 */
export function readCallback(callback: string | URL | URLSearchParams): Callback {
  const fields =
    callback instanceof URLSearchParams ? callback : new URLSearchParams(queryOf(String(callback)))
  const [state, ...more] = fields.getAll('state')
  const code = fields.get('code') || undefined
  const error = fields.get('error') ?? undefined
  if (!state || more.length > 0 || (code === undefined) === (error === undefined)) {
    throw new SignInRequired('This is not the answer of a sign-in service. Nothing was done. Begin again.')
  }
  return {
    state,
    code,
    error: error !== undefined && /^[\w.-]{1,80}$/.test(error) ? error : error && 'unknown',
  }
}

function queryOf(text: string): string {
  const [beforeHash = ''] = text.split('#', 1)
  return beforeHash.includes('?') ? beforeHash.slice(beforeHash.indexOf('?') + 1) : beforeHash
}
