import { isGraphkeepError, type Scope } from '@graphkeep/core'

import { createGraphClient } from '../client/graph-client.ts'
import type { TokenSource } from '../client/token-source.ts'
import type { ConnectionCheck } from './connection.ts'
import type { ConnectionsOptions } from './connections-options.ts'
import { mailboxOf } from './holder.ts'

/** Asks Microsoft Graph for the smallest thing that shows whether a scope can be read. */
export async function checkConnection(
  {
    tokens,
    baseUrl,
    fetch,
    clock,
  }: Pick<ConnectionsOptions, 'baseUrl' | 'fetch' | 'clock'> & { readonly tokens: TokenSource },
  scope: Scope,
): Promise<ConnectionCheck> {
  const client = createGraphClient({
    tokens,
    batchSize: 1,
    ...(baseUrl !== undefined && { baseUrl }),
    ...(fetch && { fetch }),
    ...(clock && { clock }),
  })
  const path = mailboxOf(scope) === undefined ? '/me?$select=id' : '/me/mailFolders/inbox?$select=id'
  try {
    await client.fetchFor(scope)(path)
    return { works: true, detail: 'Microsoft Graph answers.' }
  } catch (error) {
    if (!isGraphkeepError(error)) throw error
    return { works: false, detail: error.message }
  }
}
