import { randomBytes } from 'node:crypto'

import { type Clock, InvalidInput, type Scope, SignInRequired } from '@graphkeep/core'

import type { Redeemed } from '../auth/authorization-code.ts'
import { keptTokens } from '../auth/kept-tokens.ts'
import type { Connection, ConnectionCheck } from './connection.ts'
import { howToSignIn } from './connection-tokens.ts'
import type { ConnectionsOptions } from './connections-options.ts'
import { holderOf, mailboxScope, setHolder } from './holder.ts'
import { keptJson } from './kept-json.ts'

/** A connection, and the object id of its account. */
export interface OwnConnection extends Connection {
  readonly objectId: string
}

type All = readonly OwnConnection[]

/** What each user of the host has connected: one list for each user, so that nobody's id leads to another's. */
export function userConnections({ app, secrets, forget = async () => {} }: ConnectionsOptions, clock: Clock) {
  const listOf = (user: string) =>
    keptJson<All>(secrets, { tenant: app.clientId, account: user }, 'connections')

  async function find(user: string, id: string): Promise<OwnConnection | undefined> {
    return ((await listOf(user).read()) ?? []).find((candidate) => candidate.id === id)
  }

  async function own(user: string, id: string): Promise<OwnConnection> {
    return (await find(user, id)) ?? unknown()
  }

  async function remove(scope: Scope): Promise<void> {
    await keptTokens(secrets, scope).exclusive(() => secrets.clear(scope))
    await forget(scope)
  }

  return {
    own,
    list: async (user: string) => ((await listOf(user).read()) ?? []).map(shown),

    async get(user: string, id: string) {
      const found = await find(user, id)
      return found && shown(found)
    },

    /** Keeps what a person has just agreed to; listed before, so that no token is kept that nobody can find again. */
    async keep(user: string, { account, serialized }: Redeemed): Promise<Connection> {
      const { tenantId, localAccountId, username, name } = account
      const list = listOf(user)
      const entry = await list.change(async (all = []) => {
        const former = all.find(
          ({ scope, objectId }) => scope.tenant === tenantId && objectId === localAccountId,
        )
        const id = former?.id ?? randomBytes(16).toString('base64url')
        const next: OwnConnection = {
          id,
          scope: { tenant: tenantId, account: id },
          account: username || localAccountId,
          ...(name !== undefined && { name }),
          mailboxes: former?.mailboxes ?? [],
          connectedAt: clock.now(),
          objectId: localAccountId,
        }
        return [former ? replaced(all, next) : [...all, next], next]
      })
      await list.change(async (all = []) => {
        // Somebody may have disconnected it meanwhile.
        if (!all.some(({ id }) => id === entry.id))
          throw new SignInRequired(`It was disconnected. ${howToSignIn}`)
        const kept = keptTokens(secrets, entry.scope)
        await kept.exclusive(() => kept.replace(serialized))
        await setHolder(secrets, entry.scope, { account: { tenant: tenantId, account: localAccountId } })
        return [all, undefined]
      })
      return shown(entry)
    },

    async status(user: string, id: string): Promise<ConnectionCheck> {
      const { scope, account } = await own(user, id)
      const held = (await holderOf(secrets, scope)) !== undefined
      if (held && !(await keptTokens(secrets, scope).isEnded(undefined)))
        return { works: true, detail: `${account} is connected.` }
      return { works: false, detail: `The sign-in of ${account} has ended. ${howToSignIn}` }
    },

    openMailbox: (user: string, id: string, address: string): Promise<Scope> =>
      listOf(user).change(async (all = []) => {
        const found = all.find((candidate) => candidate.id === id) ?? unknown()
        const scope = mailboxScope(found.scope, checkedAddress(address))
        await setHolder(secrets, scope, { via: found.scope })
        const others = found.mailboxes.filter((mailbox) => mailbox.scope.account !== scope.account)
        const mailboxes = [...others, { address: address.toLowerCase(), scope }]
        return [replaced(all, { ...found, mailboxes }), scope]
      }),

    closeMailbox: (user: string, id: string, address: string): Promise<boolean> =>
      listOf(user).change(async (all = []) => {
        const found = all.find((candidate) => candidate.id === id) ?? unknown()
        const mailbox = found.mailboxes.find((candidate) => candidate.address === address.toLowerCase())
        if (!mailbox) return [all, false]
        await remove(mailbox.scope)
        const mailboxes = found.mailboxes.filter((candidate) => candidate !== mailbox)
        return [replaced(all, { ...found, mailboxes }), true]
      }),

    /** Listed until everything is gone, so that what could not be deleted can be deleted later. */
    disconnect: (user: string, id: string): Promise<boolean> =>
      listOf(user).change(async (all = []) => {
        const found = all.find((candidate) => candidate.id === id)
        if (!found) return [all, false]
        for (const { scope } of found.mailboxes) await secrets.clear(scope)
        await remove(found.scope)
        for (const { scope } of found.mailboxes) await forget(scope)
        const rest = all.filter((candidate) => candidate !== found)
        return [rest.length > 0 ? rest : undefined, true]
      }),
  }
}

function shown({ objectId: _, ...connection }: OwnConnection): Connection {
  return connection
}

function replaced(all: All, changed: OwnConnection): All {
  return all.map((candidate) => (candidate.id === changed.id ? changed : candidate))
}

function checkedAddress(address: string): string {
  if (/^[^\s/@]{1,64}@[^\s/@]{1,255}$/.test(address)) return address
  throw new InvalidInput(['address: write the mailbox as name@domain'])
}

function unknown(): never {
  throw new InvalidInput(['connection: this user has no such connection. list() gives those there are'])
}
