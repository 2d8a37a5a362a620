import { managedIdentity as tokensOf } from '@graphkeep/graph-tools/auth'

import { type Application, application } from './application.ts'
import type { Connect } from './connection.ts'

/**
 * Connects as the identity that a machine has in Azure. Without `clientId` it is the machine's own.
 *
 * @example
 * ```ts
 * const connect = managedIdentity({ tenant: 'contoso.com', account: 'info@contoso.com' })
 * ```
 */
export function managedIdentity({ clientId, ...app }: Application & { readonly clientId?: string }): Connect {
  return application(app, 'managed identity', (options) =>
    tokensOf({ ...options, tenant: app.tenant, ...(clientId !== undefined && { clientId }) }),
  )
}
