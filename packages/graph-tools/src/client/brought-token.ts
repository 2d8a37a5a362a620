import { SignInRequired } from '@graphkeep/core'

import type { GraphCall } from './graph-call.ts'
import { isOfApplication } from './token-claims.ts'
import type { TokenSource } from './token-source.ts'

/** Gives the token that a host has brought along for one call. Nobody can renew it, and it goes when the call does. */
export function broughtToken(
  token: string,
  owner: TokenSource['owner'],
): TokenSource & { readonly kind: GraphCall['scheme'] } {
  return {
    kind: isOfApplication(token) ? 'application' : 'delegated',
    ...(owner && { owner }),

    async token(_scope, { forceRefresh = false, claims } = {}) {
      if (!forceRefresh) return token
      throw new SignInRequired(
        'Microsoft Graph does not take the token that came with the call. Get a new one for the same account, and repeat the call with it.',
        { claims },
      )
    },
  }
}

/** Has no token at all: each call brings its own. */
export const noTokens: TokenSource = {
  token: () =>
    Promise.reject(
      new SignInRequired(
        'The call came without a token, and this host keeps none. Repeat it with a token of the account.',
      ),
    ),
}
