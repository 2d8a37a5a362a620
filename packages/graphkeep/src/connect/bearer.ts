import type { Scope } from '@graphkeep/core'

import type { Connection } from './connection.ts'

/** Tokens that the host brings along. */
export interface BearerOptions {
  readonly scope: Scope

  /** A token, or a function that gets one; it is called with `forceRefresh` after Graph has refused the last one. */
  readonly token: string | ((options: { readonly forceRefresh: boolean }) => Promise<string>)

  /** Where Microsoft Graph is. Default `https://graph.microsoft.com/v1.0`. */
  readonly baseUrl?: string

  /** Carries the requests. Default: the global `fetch`. */
  readonly fetch?: typeof fetch
}

/**
 * Connects with tokens that the host got by itself. They are not kept.
 *
 * @example
 * ```ts
 * const connect = bearer({
 *   scope: { tenant: 'contoso.com', account: 'ada@contoso.com' },
 *   token: async () => myOwnSignIn(),
 * })
 * ```
 */
export function bearer({ scope, token, baseUrl, fetch }: BearerOptions): () => Connection {
  return () => ({
    name: 'bearer token',
    scope: async () => scope,
    tokens: {
      token: async (_scope, options) =>
        typeof token === 'string' ? token : token({ forceRefresh: options?.forceRefresh ?? false }),
    },
    state: async () => ({ signedIn: true, detail: 'The host brings its own token.' }),
    ...(baseUrl !== undefined && { baseUrl }),
    ...(fetch !== undefined && { fetch }),
  })
}
