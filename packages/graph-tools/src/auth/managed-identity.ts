import { type Clock, SignInRequired } from '@graphkeep/core'

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
 * secret is kept anywhere. Azure keeps its tokens for hours and renews none before: what is granted meanwhile counts then.
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
    howToSignIn,
    ...(clock && { clock }),

    async acquire(_tenant, { claims }) {
      const { ManagedIdentityApplication } = await loadMsal()
      const library = new ManagedIdentityApplication({
        clientCapabilities: ['CP1'],
        ...(clientId !== undefined && { managedIdentityIdParams: { userAssignedClientId: clientId } }),
      })
      // With claims the library tells the machine which token is refused; otherwise its own copy is of no use.
      const wish = claims === undefined ? { forceRefresh: true } : { claims }
      const { accessToken, expiresOn } = await library
        .acquireToken({ resource, ...wish })
        .catch((error: unknown) => {
          throw isRefusal(error) ? new SignInRequired(`The machine refuses a token. ${howToSignIn}`) : error
        })
      return { token: accessToken, expiresAt: expiresOn?.getTime() ?? 0 }
    },
  })
}

const howToSignIn = 'Check that it has the identity, and that the resource exists in its tenant.'

/** Repeating helps with these alone, so the library has repeated them already. */
const passing: readonly number[] = [404, 408, 410, 429]

function isRefusal(error: unknown): boolean {
  const status: unknown = error instanceof Error ? Reflect.get(error, 'status') : undefined
  return typeof status === 'number' && status >= 400 && status < 500 && !passing.includes(status)
}
