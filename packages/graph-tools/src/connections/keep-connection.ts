import { randomBytes } from 'node:crypto'

import type { AccountInfo } from '@azure/msal-node'
import { type Clock, type SecretStore, SignInRequired } from '@graphkeep/core'

import type { Redeemed } from '../auth/authorization-code.ts'
import { keptTokens } from '../auth/kept-tokens.ts'
import type { KeptJson } from '../keeping/kept-json.ts'
import { type ConnectionList, type OwnConnection, replaced } from './connection-list.ts'
import { howToSignIn } from './connection-tokens.ts'
import { setHolder } from './holder.ts'

/** Where a connection is kept. */
export interface KeepPlace {
  readonly secrets: SecretStore
  readonly clock: Clock
  readonly list: KeptJson<ConnectionList>

  /** Removes what was kept of a connection whose tokens could not be. */
  undo(id: string): Promise<unknown>
}

/** Keeps what a person has just agreed to. The same account keeps its id; of a failure nothing new is left behind. */
export async function keepConnection(
  { secrets, clock, list, undo }: KeepPlace,
  { account, serialized }: Redeemed,
): Promise<OwnConnection> {
  // Listed before, so that no token is kept that nobody can find again.
  const { entry, isNew } = await list.change(async (all = []) => {
    const former = all.find(({ scope, objectId }) => isOf(account, scope.tenant, objectId))
    const entry = entryFor(account, former, clock)
    return [former ? replaced(all, entry) : [...all, entry], { entry, isNew: former === undefined }]
  })
  try {
    await list.change(async (all = []) => {
      if (!all.some(({ id }) => id === entry.id))
        throw new SignInRequired(`It was disconnected meanwhile. ${howToSignIn}`)
      const kept = keptTokens(secrets, entry.scope)
      await kept.exclusive(() => kept.replace(serialized))
      const { tenantId: tenant, localAccountId } = account
      await setHolder(secrets, entry.scope, { account: { tenant, account: localAccountId } })
      return [all, undefined]
    })
  } catch (error) {
    if (isNew) await undo(entry.id).catch(() => {})
    throw error
  }
  return entry
}

function isOf({ tenantId, localAccountId }: AccountInfo, tenant: string, objectId: string): boolean {
  return tenantId === tenant && localAccountId === objectId
}

function entryFor(
  { tenantId, localAccountId, username, name }: AccountInfo,
  former: OwnConnection | undefined,
  clock: Clock,
): OwnConnection {
  const id = former?.id ?? randomBytes(16).toString('base64url')
  return {
    id,
    scope: { tenant: tenantId, account: id },
    account: username || localAccountId,
    ...(name !== undefined && { name }),
    mailboxes: former?.mailboxes ?? [],
    connectedAt: clock.now(),
    objectId: localAccountId,
  }
}
