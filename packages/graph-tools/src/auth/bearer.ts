import type { Scope } from '@graphkeep/core'

import type { TokenOptions, TokenSource } from '../client/token-source.ts'

/**
 * Takes tokens from a function of the host's own, which keeps them and refreshes them as it likes. Nothing is kept here.
 *
 * @param get Asked before every request; with `forceRefresh` after Graph has refused what it gave last.
 *
 * @example
 * ```ts
 * const tokens = bearer(async ({ account }) => myOwnSignIn.tokenFor(account))
 * ```
 */
export function bearer(
  get: (scope: Scope, options: TokenOptions) => Promise<string>,
  kind: TokenSource['kind'] = 'delegated',
): TokenSource {
  return { kind, token: (scope, options = {}) => get(scope, options) }
}

/**
 * Gives the same token to every request, whatever the scope; for trials and for calls that end before it does.
 *
 * @example
 * ```ts
 * const tokens = staticToken(process.env.GRAPH_TOKEN)
 * ```
 */
export function staticToken(token: string): TokenSource {
  return { token: async () => token }
}
