import { interactiveSignIn } from '@graphkeep/graph-tools/auth'

import type { Connect } from './connection.ts'
import { type PeopleConnection, people } from './people.ts'
import type { PublicApp } from './public-app.ts'

/** As long as a device code is good for. */
const timeoutMs = 15 * 60_000

/**
 * Connects as the people who sign in with a browser of this machine; otherwise like {@link deviceCode}, with which it shares
 * what is kept. The app registration needs the redirect URI `http://localhost` for mobile and desktop applications.
 *
 * @example
 * ```ts
 * const keep = await createGraphkeep({ connect: interactive({ clientId: '00000000-0000-0000-0000-000000000000' }) })
 * await keep.connection.signIn(({ url }) => openInBrowser(url))
 * ```
 */
export function interactive(app: PublicApp): Connect<PeopleConnection> {
  return people(app, 'browser of this machine', (options) => {
    const { signIn, ...kept } = interactiveSignIn(options)
    return {
      ...kept,
      signIn: (onPrompt, how) =>
        signIn({
          timeoutMs,
          ...how,
          onAddress: ({ message, address }) =>
            onPrompt({ message, url: address, expiresAt: options.clock.now() + timeoutMs }),
        }),
    }
  })
}
