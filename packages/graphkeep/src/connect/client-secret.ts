import { clientSecret as tokensOf } from '@graphkeep/graph-tools/auth'

import { application, type RegisteredApplication } from './application.ts'
import type { Connect } from './connection.ts'

/**
 * Connects as an application with a client secret.
 *
 * @example
 * ```ts
 * const connect = clientSecret({ clientId, tenant: 'contoso.com', account: 'info@contoso.com', secret })
 * ```
 */
export function clientSecret({
  secret,
  ...app
}: RegisteredApplication & { readonly secret: string }): Connect {
  return application(app, 'client secret', (options) => tokensOf({ ...app, ...options, secret }))
}
