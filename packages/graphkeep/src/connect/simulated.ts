import { createTenant, type Tenant } from '@graphkeep/graph-sim'

import { bearer } from './bearer.ts'
import type { Connect } from './connection.ts'

/**
 * Connects to an offline tenant in this process: no account, no network, the same data every time.
 *
 * @param tenant Default: a company of 25 people made from seed 1.
 *
 * @example
 * ```ts
 * const keep = await createGraphkeep({ connect: simulated(), storage: 'memory' })
 * ```
 */
export function simulated(tenant: Tenant = createTenant()): Connect {
  const { displayName, userPrincipalName } = tenant.me
  const connect = bearer({
    scope: { tenant: tenant.id, account: userPrincipalName },
    token: async () => tenant.token(),
    fetch: tenant.fetch as typeof fetch,
  })
  return () => ({
    ...connect(),
    name: 'offline tenant',
    state: async () => ({ signedIn: true, detail: `An offline tenant; everything is ${displayName}'s.` }),
  })
}
