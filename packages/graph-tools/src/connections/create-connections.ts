import { type Scope, systemClock } from '@graphkeep/core'

import { redeemCode } from '../auth/authorization-code.ts'
import { signInProblem } from '../auth/sign-in-problem.ts'
import type { TokenSource } from '../client/token-source.ts'
import { readCallback } from './callback.ts'
import { checkConnection } from './check-connection.ts'
import type { Connection, ConnectionCheck } from './connection.ts'
import { connectionTokens, howToSignIn } from './connection-tokens.ts'
import type { ConnectionsOptions } from './connections-options.ts'
import { type ExpectedAccount, refuseOther } from './expected-account.ts'
import { type ConnectWish, handshakes } from './handshake.ts'
import { userConnections } from './user-connections.ts'

/**
 * Accounts of Microsoft 365 that the users of a web app have connected. A user is the host's own id of whoever is signed
 * in to it; what is one user's does not exist for another.
 */
export interface Connections {
  /** Gives tokens for the scopes of connections, in any number of processes, and throws `SignInRequired` when only a person can get one. */
  readonly tokens: TokenSource

  /** Begins to connect an account, and returns the address to send the user's browser to. It is good for ten minutes, and once. */
  begin(user: string, wish?: ConnectWish): Promise<string>

  /**
   * Ends it, with what the browser brought back: the address, its query, or the body of the form. The same account of the
   * same user keeps its id.
   *
   * @throws {@link SignInRequired} when this user did not begin it, it was used before or is too old, the person declined,
   * or another account signed in than was expected. Nothing is kept then.
   */
  complete(user: string, callback: string | URL | URLSearchParams): Promise<Connection>

  /** Returns what the user has connected, the oldest first. Sends nothing. */
  list(user: string): Promise<readonly Connection[]>

  /** Returns one of them; `undefined` when this user has none such. Sends nothing. */
  get(user: string, id: string): Promise<Connection | undefined>

  /** Returns whether tokens can be had without the person, as far as is known here. Sends nothing. */
  status(user: string, id: string): Promise<ConnectionCheck>

  /** Asks Microsoft Graph for the account, or for one of its mailboxes, and says what is wrong. */
  test(user: string, id: string, mailbox?: string): Promise<ConnectionCheck>

  /**
   * Opens a shared mailbox, or that of somebody who has made the account a delegate, as a scope of its own. It needs
   * permissions such as `Mail.Read.Shared`; whether the account may open it, `test` tells.
   *
   * @throws {@link InvalidInput} when this user has no such connection.
   */
  openMailbox(user: string, id: string, address: string): Promise<Scope>

  /** Closes it, and deletes what was kept of it. Returns whether it was open. */
  closeMailbox(user: string, id: string, address: string): Promise<boolean>

  /** Deletes tokens and whatever was kept of the account's data and that of its mailboxes. Returns whether there was such a connection. */
  disconnect(user: string, id: string): Promise<boolean>
}

/**
 * Connects accounts of a web app's users: an authorization code with PKCE, for an app that proves that it is itself, on
 * Microsoft's own library.
 *
 * @example
 * ```ts
 * const connections = createConnections({ app, secrets: sealedSecrets(secrets, sealer), forget: cache.disconnect })
 * response.redirect(await connections.begin(session.user))
 * const { scope } = await connections.complete(session.user, request.url)
 * ```
 */
export function createConnections(options: ConnectionsOptions): Connections {
  const { app, secrets, clock = systemClock } = options
  const begun = handshakes(app, secrets, clock)
  const kept = userConnections(options, clock)
  const tokens = connectionTokens(options, clock)

  return {
    tokens,
    list: kept.list,
    get: kept.get,
    status: (user, id) => kept.status(user, id),
    openMailbox: kept.openMailbox,
    closeMailbox: kept.closeMailbox,
    disconnect: kept.disconnect,

    async begin(user, wish = {}) {
      const renewed = wish.connection === undefined ? undefined : await kept.own(user, wish.connection)
      const expected: ExpectedAccount[] = [
        ...(isId(app.tenant) ? [{ tenant: app.tenant }] : []),
        ...(wish.expected ? [wish.expected] : []),
        ...(renewed ? [{ tenant: renewed.scope.tenant, account: renewed.objectId }] : []),
      ]
      const hint = renewed && { loginHint: renewed.account }
      try {
        return await begun.begin(user, { ...hint, ...wish }, expected)
      } catch (error) {
        throw signInProblem(error, { howToSignIn, app })
      }
    },

    async complete(user, callback) {
      const { state, code, error } = readCallback(callback)
      const { expected, ...request } = await begun.take(user, state)
      try {
        if (code === undefined) throw Object.assign(new Error('The provider refused'), { errorCode: error })
        const redeemed = await redeemCode(app, { ...request, code })
        refuseOther(redeemed.account, expected)
        return await kept.keep(user, redeemed)
      } catch (problem) {
        throw signInProblem(problem, { howToSignIn, app })
      }
    },

    async test(user, id, mailbox) {
      const { scope, mailboxes } = await kept.own(user, id)
      const opened = mailboxes.find(({ address }) => address === mailbox?.toLowerCase())
      if (mailbox !== undefined && !opened)
        return { works: false, detail: 'This mailbox is not open. Open it with openMailbox first.' }
      return checkConnection({ ...options, tokens, clock }, opened?.scope ?? scope)
    },
  }
}

function isId(tenant: string | undefined): tenant is string {
  return tenant !== undefined && /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(tenant)
}
