import type { ConfidentialClientApplication, Configuration, PublicClientApplication } from '@azure/msal-node'

import type { AppRegistration } from './app-registration.ts'
import type { ClientCredential } from './client-credential.ts'
import { fetchNetwork } from './fetch-network.ts'
import type { KeptTokens } from './kept-tokens.ts'
import { loadMsal } from './load-msal.ts'

/** An app that signs people in: a public one, or with a credential a confidential one. */
export interface SignInApp extends AppRegistration {
  readonly credential?: ClientCredential
}

/** The sign-in service of the global cloud. */
export const globalAuthority = 'https://login.microsoftonline.com'

/** Opens the sign-in library for one piece of work, so that nothing is read but what is kept. */
export function openSignInApp(
  app: SignInApp,
  kept?: KeptTokens,
): Promise<PublicClientApplication | ConfidentialClientApplication> {
  const { credential } = app
  return credential ? openConfidentialApp({ ...app, credential }, kept) : openPublicApp(app, kept)
}

/** Opens it for an app that keeps no secret. */
export async function openPublicApp(app: SignInApp, kept?: KeptTokens): Promise<PublicClientApplication> {
  const { PublicClientApplication } = await loadMsal()
  return new PublicClientApplication(configurationOf(app, kept))
}

/** Opens it for an app that proves that it is itself. */
export async function openConfidentialApp(
  app: SignInApp & { readonly credential: ClientCredential },
  kept?: KeptTokens,
): Promise<ConfidentialClientApplication> {
  const { ConfidentialClientApplication } = await loadMsal()
  const { auth, ...configuration } = configurationOf(app, kept)
  return new ConfidentialClientApplication({
    ...configuration,
    auth: { ...auth, ...proofOf(app.credential) },
  })
}

function configurationOf(app: SignInApp, kept: KeptTokens | undefined): Configuration {
  const { clientId, tenant = 'organizations', authority, fetch = globalThis.fetch } = app
  return {
    auth: {
      clientId,
      // Graph may then demand claims of a token, and refuse one as soon as it should.
      clientCapabilities: ['CP1'],
      authority: `${authority ?? globalAuthority}/${tenant}`,
      ...(authority !== undefined && { knownAuthorities: [new URL(authority).host] }),
    },
    ...(kept && { cache: { cachePlugin: kept.plugin } }),
    system: { networkClient: fetchNetwork(fetch) },
  }
}

function proofOf(credential: ClientCredential): Partial<Configuration['auth']> {
  if ('secret' in credential) return { clientSecret: credential.secret }
  return {
    clientAssertion: ({ clientId, tokenEndpoint }) =>
      credential.assertion({ clientId, audience: tokenEndpoint ?? '' }),
  }
}
