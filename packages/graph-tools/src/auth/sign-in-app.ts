import type { PublicClientApplication } from '@azure/msal-node'

import type { AppRegistration } from './app-registration.ts'
import { fetchNetwork } from './fetch-network.ts'
import type { KeptTokens } from './kept-tokens.ts'
import { loadMsal } from './load-msal.ts'

/** Opens the sign-in library for one piece of work, so that nothing is read but what is kept. */
export async function openSignInApp(
  app: AppRegistration,
  kept?: KeptTokens,
): Promise<PublicClientApplication> {
  const { clientId, tenant = 'organizations', authority, fetch } = app
  const { PublicClientApplication } = await loadMsal()
  return new PublicClientApplication({
    auth: {
      clientId,
      authority: `${authority ?? 'https://login.microsoftonline.com'}/${tenant}`,
      ...(authority !== undefined && { knownAuthorities: [new URL(authority).host] }),
    },
    ...(kept && { cache: { cachePlugin: kept.plugin } }),
    ...(fetch && { system: { networkClient: fetchNetwork(fetch) } }),
  })
}
