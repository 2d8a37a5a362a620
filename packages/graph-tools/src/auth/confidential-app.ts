import type { Clock } from '@graphkeep/core'

import type { TokenSource } from '../client/token-source.ts'
import { applicationTokens } from './application-tokens.ts'
import { certificateAssertions } from './certificate-assertion.ts'
import type { ClientCertificate, ClientCredential } from './client-credential.ts'
import { readAssertion } from './read-assertion.ts'
import { openConfidentialApp } from './sign-in-app.ts'

/** Which app acts as itself, and where. */
export interface ApplicationOptions {
  readonly clientId: string

  /** The tenant's id or domain, as scopes name it. Default: the scope's, for an app that many tenants have let in. */
  readonly tenant?: string

  /** The sign-in service of the cloud. Default `https://login.microsoftonline.com`. */
  readonly authority?: string

  /** Where the tokens are used; everything that was granted to the app there. Default `https://graph.microsoft.com`. */
  readonly resource?: string

  /** Carries the requests to the sign-in service. Default: the global `fetch`. */
  readonly fetch?: typeof globalThis.fetch
  readonly clock?: Clock
}

/**
 * Gives tokens of the application itself, by its client secret. They are never written anywhere.
 *
 * @example
 * ```ts
 * const tokens = clientSecret({ clientId, tenant, secret: process.env.GRAPH_CLIENT_SECRET })
 * ```
 */
export function clientSecret({
  secret,
  ...options
}: ApplicationOptions & { readonly secret: string }): TokenSource {
  if (!secret) throw new TypeError('clientSecret needs a secret')
  return ofApp(options, { secret }, 'Check that the client secret has not ended.')
}

/**
 * Gives tokens of the application itself, by a certificate that its registration knows. They are never written anywhere.
 *
 * @throws TypeError when the key is no RSA key or not the certificate's.
 *
 * @example
 * ```ts
 * const tokens = clientCertificate({ clientId, tenant, certificate, privateKey })
 * ```
 */
export function clientCertificate(options: ApplicationOptions & ClientCertificate): TokenSource {
  const { certificate, privateKey, passphrase, ...app } = options
  const credential = { certificate, privateKey, ...(passphrase !== undefined && { passphrase }) }
  const assertion = certificateAssertions(credential, app.clock)
  return ofApp(app, { assertion }, 'Check that the app registration knows the certificate.')
}

/**
 * Gives tokens of the application itself, by a token of a workload (of Kubernetes, of a pipeline) that its registration
 * trusts. The file is read anew each time: whoever writes it replaces it.
 *
 * @param options What is absent is taken from the environment, where Azure's webhook for Kubernetes puts it:
 * `AZURE_CLIENT_ID`, `AZURE_TENANT_ID`, `AZURE_AUTHORITY_HOST` and `AZURE_FEDERATED_TOKEN_FILE`.
 * @throws TypeError when neither names the client id and the file.
 *
 * @example
 * ```ts
 * const tokens = workloadIdentity()
 * ```
 */
export function workloadIdentity(
  options: Partial<ApplicationOptions> & { readonly tokenFile?: string } = {},
): TokenSource {
  const { env } = process
  const {
    tokenFile = env['AZURE_FEDERATED_TOKEN_FILE'],
    clientId = env['AZURE_CLIENT_ID'],
    ...rest
  } = options
  const { tenant = env['AZURE_TENANT_ID'], authority = env['AZURE_AUTHORITY_HOST']?.replace(/\/$/, '') } =
    rest
  if (!tokenFile || !clientId)
    throw new TypeError('workloadIdentity needs a client id and the path of a token file')
  const place = { ...(tenant && { tenant }), ...(authority && { authority }) }
  const assertion = () => readAssertion(tokenFile)
  return ofApp(
    { ...rest, ...place, clientId },
    { assertion },
    'Check that the app registration trusts the workload.',
  )
}

function ofApp(options: ApplicationOptions, credential: ClientCredential, howToSignIn: string): TokenSource {
  const { resource = 'https://graph.microsoft.com', tenant, clock } = options
  const scopes = [`${resource}/.default`]
  return applicationTokens({
    tenant,
    howToSignIn,
    ...(clock && { clock }),

    async acquire(tenant, { claims }) {
      const library = await openConfidentialApp({ ...options, tenant, credential, scopes })
      const answer = await library.acquireTokenByClientCredential({
        scopes,
        ...(claims !== undefined && { claims }),
      })
      return { token: answer?.accessToken ?? '', expiresAt: answer?.expiresOn?.getTime() ?? 0 }
    },
  })
}
