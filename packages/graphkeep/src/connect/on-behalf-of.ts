import { type OnBehalfOfOptions, onBehalfOf as tokensOf } from '@graphkeep/graph-tools/auth'

import type { Connect } from './connection.ts'
import { noDefault } from './no-default.ts'

/** A web app or API whose callers show it a token of their own. */
export interface OnBehalfOfConnection extends Omit<OnBehalfOfOptions, 'scopes' | 'clock'> {
  /** The delegated permissions to ask for. Default: what the given tools need, and no more. */
  readonly permissions?: readonly string[]

  /** Where Microsoft Graph is. Default `https://graph.microsoft.com/v1.0`. */
  readonly baseUrl?: string
}

const name = 'on behalf of callers'

/**
 * Connects as whoever calls a web app: the token that a call came with is exchanged for one that opens the same person's
 * data. Every call names its scope; nothing is kept of tokens.
 *
 * @example
 * ```ts
 * const request = new AsyncLocalStorage<{ token: string }>()
 * const inbound = () => request.getStore()?.token ?? ''
 * const connect = onBehalfOf({ clientId, tenant, credential: { secret }, inbound })
 * ```
 */
export function onBehalfOf({ permissions: wanted, baseUrl, ...app }: OnBehalfOfConnection): Connect {
  const { fetch } = app
  return ({ clock, permissions }) => ({
    name,
    tokens: tokensOf({ ...app, scopes: wanted ?? permissions, clock }),
    scope: async () => noDefault(name),
    state: async () => ({ signedIn: true, detail: 'Each call is made for whoever it comes from.' }),
    ...(baseUrl !== undefined && { baseUrl }),
    ...(fetch && { fetch }),
  })
}
