import { type ClientCertificate, clientCertificate } from '@graphkeep/graph-tools/auth'

import { application, type RegisteredApplication } from './application.ts'
import type { Connect } from './connection.ts'

/**
 * Connects as an application with a certificate that its registration knows.
 *
 * @throws TypeError from `createGraphkeep` when the key is no RSA key or not the certificate's.
 *
 * @example
 * ```ts
 * const pem = await readFile('app.pem', 'utf8')
 * const connect = certificate({ clientId, tenant: 'contoso.com', certificate: pem, privateKey: pem })
 * ```
 */
export function certificate(app: RegisteredApplication & ClientCertificate): Connect {
  return application(app, 'certificate', (options) => clientCertificate({ ...app, ...options }))
}
