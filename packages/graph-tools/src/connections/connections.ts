import type { Scope } from '@graphkeep/core'

import type { TokenSource } from '../client/token-source.ts'
import type { Connection, ConnectionCheck } from './connection.ts'
import type { ConnectWish } from './handshake.ts'

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
