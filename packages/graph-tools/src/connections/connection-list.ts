import { InvalidInput, type SecretStore } from '@graphkeep/core'
import { type KeptJson, keptJson } from '../keeping/kept-json.ts'
import type { Connection } from './connection.ts'

/** A connection, and the object id of its account. */
export interface OwnConnection extends Connection {
  readonly objectId: string
}

/** What one user of the host has connected, the oldest first. */
export type ConnectionList = readonly OwnConnection[]

/** Opens one user's list: one for each user, so that nobody's id leads to another's. */
export function connectionList(
  secrets: SecretStore,
  clientId: string,
  user: string,
): KeptJson<ConnectionList> {
  return keptJson(secrets, { tenant: clientId, account: user }, 'connections')
}

/**
 * Finds a connection in a list.
 *
 * @throws {@link InvalidInput} when it is not there.
 */
export function ownIn(list: ConnectionList = [], id: string): OwnConnection {
  const found = list.find((candidate) => candidate.id === id)
  if (found) return found
  throw new InvalidInput(['connection: this user has no such connection. list() gives those there are'])
}

/** Returns the list with one of its connections changed. */
export function replaced(list: ConnectionList, changed: OwnConnection): ConnectionList {
  return list.map((candidate) => (candidate.id === changed.id ? changed : candidate))
}
