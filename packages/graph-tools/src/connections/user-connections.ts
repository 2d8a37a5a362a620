import type { Clock, Scope } from '@graphkeep/core'

import type { Redeemed } from '../auth/authorization-code.ts'
import { keptTokens } from '../auth/kept-tokens.ts'
import type { Connection } from './connection.ts'
import { connectionList, type OwnConnection, ownIn } from './connection-list.ts'
import { howToSignIn } from './connection-tokens.ts'
import type { Connections } from './connections.ts'
import type { ConnectionsOptions } from './connections-options.ts'
import { holderOf } from './holder.ts'
import { keepConnection } from './keep-connection.ts'
import { closeMailbox, openMailbox } from './opened-mailboxes.ts'

/** What each user of the host has connected, without the ways in. */
export interface UserConnections
  extends Pick<Connections, 'list' | 'get' | 'status' | 'openMailbox' | 'closeMailbox' | 'disconnect'> {
  /**
   * Returns one of them with its account's object id.
   *
   * @throws {@link InvalidInput} when this user has no such connection.
   */
  own(user: string, id: string): Promise<OwnConnection>

  /** Keeps what a person has just agreed to. */
  keep(user: string, redeemed: Redeemed): Promise<Connection>
}

/** Opens what is kept for the users of the host. */
export function userConnections(options: ConnectionsOptions, clock: Clock): UserConnections {
  const { app, secrets, forget = async () => {} } = options
  const listOf = (user: string) => connectionList(secrets, app.clientId, user)
  const own = async (user: string, id: string) => ownIn(await listOf(user).read(), id)

  async function remove(scope: Scope): Promise<void> {
    await keptTokens(secrets, scope).exclusive(() => secrets.clear(scope))
    await forget(scope)
  }

  async function disconnect(user: string, id: string): Promise<boolean> {
    return listOf(user).change(async (all = []) => {
      const found = all.find((candidate) => candidate.id === id)
      if (!found) return [all, false]
      // The tokens first, so that nothing is fetched after it was forgotten. It stays listed until everything is gone.
      for (const { scope } of [found, ...found.mailboxes])
        await keptTokens(secrets, scope).exclusive(() => secrets.clear(scope))
      for (const { scope } of [found, ...found.mailboxes]) await forget(scope)
      const rest = all.filter((candidate) => candidate !== found)
      return [rest.length > 0 ? rest : undefined, true]
    })
  }

  return {
    own,
    disconnect,
    list: async (user) => ((await listOf(user).read()) ?? []).map(shown),
    get: async (user, id) => (await listOf(user).read())?.filter((one) => one.id === id).map(shown)[0],

    async keep(user, redeemed) {
      const undo = (id: string) => disconnect(user, id)
      return shown(await keepConnection({ secrets, clock, undo, list: listOf(user) }, redeemed))
    },

    async status(user, id) {
      const { scope, account } = await own(user, id)
      const isHeld = (await holderOf(secrets, scope)) !== undefined
      if (isHeld && !(await keptTokens(secrets, scope).isEnded(undefined)))
        return { works: true, detail: `${account} is connected.` }
      return { works: false, detail: `The sign-in of ${account} has ended. ${howToSignIn}` }
    },

    openMailbox: (user, id, address) => openMailbox(secrets, listOf(user), { id, address }),
    closeMailbox: (user, id, address) => closeMailbox(remove, listOf(user), { id, address }),
  }
}

function shown({ objectId: _, ...connection }: OwnConnection): Connection {
  return connection
}
