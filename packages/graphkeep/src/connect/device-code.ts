import { deviceCodeSignIn } from '@graphkeep/graph-tools/auth'

import type { Connect } from './connection.ts'
import { type PeopleConnection, people } from './people.ts'
import type { PublicApp } from './public-app.ts'

/**
 * Connects as the people who sign in with a device code; calls that name none are about the first of them. A call while
 * nobody is signed in is refused with the address and the code.
 *
 * @example
 * ```ts
 * const keep = await createGraphkeep({ connect: deviceCode({ clientId: '00000000-0000-0000-0000-000000000000' }) })
 * ```
 */
export function deviceCode(app: PublicApp): Connect<PeopleConnection> {
  return people(app, 'device code', (options) => {
    const { signIn, ...kept } = deviceCodeSignIn(options)
    return {
      ...kept,
      signIn: (onPrompt, how) =>
        signIn(({ message, verificationUri, userCode, expiresAt }) => {
          onPrompt({ message, url: verificationUri, code: userCode, expiresAt })
        }, how),
    }
  })
}
