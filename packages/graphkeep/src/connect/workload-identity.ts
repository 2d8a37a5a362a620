import { workloadIdentity as tokensOf } from '@graphkeep/graph-tools/auth'

import { application, type RegisteredApplication } from './application.ts'
import type { Connect } from './connection.ts'

/**
 * Connects as an application with the token of a workload (of Kubernetes, of a pipeline) that its registration trusts.
 * The file is read anew for each token.
 *
 * @example
 * ```ts
 * const connect = workloadIdentity({ clientId, tenant: 'contoso.com', tokenFile: '/var/run/secrets/token' })
 * ```
 */
export function workloadIdentity({
  tokenFile,
  ...app
}: RegisteredApplication & { readonly tokenFile: string }): Connect {
  return application(app, 'workload identity', (options) => tokensOf({ ...app, ...options, tokenFile }))
}
