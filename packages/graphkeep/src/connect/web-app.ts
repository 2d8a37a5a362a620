import { type Connections, createConnections, type WebApp } from '@graphkeep/graph-tools/connections'

import type { Connect, Connection } from './connection.ts'
import { noDefault } from './no-default.ts'

/** A web app whose users connect accounts of their own. */
export interface WebAppConnection extends Omit<WebApp, 'scopes'> {
  /** The delegated permissions to ask for. Default: what the given tools need, and no more. */
  readonly permissions?: readonly string[]

  /** Where Microsoft Graph is. Default `https://graph.microsoft.com/v1.0`. */
  readonly baseUrl?: string
}

/** A connection that is one for each account that a user has connected. */
export interface UsersConnection extends Connection {
  /** What each user has connected, and the ways in and out. Disconnecting deletes what was cached, too. */
  readonly connections: Connections
}

const name = 'users’ accounts'

/**
 * Connects as the accounts that the users of a web app have connected. Every call names the scope of a connection; take it
 * from `connections.get(user, id)`, which knows no other user's, and never from a request.
 *
 * @example
 * ```ts
 * const keep = await createGraphkeep({ connect: webApp({ clientId, credential: { secret }, redirectUri }) })
 * const { connections } = keep.connection
 * response.redirect(await connections.begin(session.user))
 * const { scope } = await connections.complete(session.user, request.url)
 * const { output } = await keep.call('email_list', { top: 5 }, { scope })
 * ```
 */
export function webApp({ permissions: wanted, baseUrl, ...app }: WebAppConnection): Connect<UsersConnection> {
  const { fetch } = app
  return ({ secrets, clock, forget, permissions }) => {
    const scopes = wanted ?? permissions
    const reached = { ...(baseUrl !== undefined && { baseUrl }), ...(fetch && { fetch }) }
    const connections = createConnections({ app: { ...app, scopes }, secrets, clock, forget, ...reached })
    return {
      name,
      connections,
      tokens: connections.tokens,
      scope: async () => noDefault(name),
      state: async () => ({ signedIn: true, detail: 'Each user of the app connects accounts of their own.' }),
      ...reached,
    }
  }
}
