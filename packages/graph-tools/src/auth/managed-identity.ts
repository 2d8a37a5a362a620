import type { Clock } from '@graphkeep/core'

import type { TokenSource } from '../client/token-source.ts'
import { applicationTokens } from './application-tokens.ts'
import { loadMsal } from './load-msal.ts'

/** Which identity of the machine, and where it belongs. */
export interface ManagedIdentityOptions {
  /** The tenant of the machine's subscription, as scopes name it. */
  readonly tenant: string

  /** The client id of an identity that was assigned by somebody. Default: the machine's own. */
  readonly clientId?: string

  /** Where the tokens are used. Default `https://graph.microsoft.com`. */
  readonly resource?: string
  readonly clock?: Clock
}

/**
 * Gives tokens of the machine's own identity in Azure (App Service, Functions, virtual machines, Arc, Service Fabric): no
 * secret is kept anywhere.
 *
 * @example
 * ```ts
 * const tokens = managedIdentity({ tenant: 'contoso.com' })
 * ```
 */
export function managedIdentity(options: ManagedIdentityOptions): TokenSource {
  const { tenant, clientId, resource = 'https://graph.microsoft.com', clock } = options
  return applicationTokens({
    tenant,
    howToSignIn: 'Check that the machine has an identity, and that it was granted what it needs.',
    ...(clock && { clock }),

    async acquire(_tenant, { claims }) {
      const { ManagedIdentityApplication } = await loadMsal()
      const library = new ManagedIdentityApplication({
        clientCapabilities: ['CP1'],
        ...(clientId !== undefined && { managedIdentityIdParams: { userAssignedClientId: clientId } }),
      })
      // With claims the library tells the machine which token is refused; otherwise its own copy is of no use.
      const wish = claims === undefined ? { forceRefresh: true } : { claims }
      const { accessToken, expiresOn } = await library.acquireToken({ resource, ...wish })
      return { token: accessToken, expiresAt: expiresOn?.getTime() ?? 0 }
    },
  })
}
