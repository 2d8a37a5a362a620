import type { SignInRequest } from './accounts.ts'

/** Says what the person is to do, and what the model is to do then. */
export function nextStep({ url, code, expiresAt }: SignInRequest): string {
  const enter = code === undefined ? 'sign in' : `enter the code ${code}`
  const until = new Date(expiresAt).toISOString()
  return `Ask the person to open ${url} and ${enter} before ${until}. Then call account_status.`
}
