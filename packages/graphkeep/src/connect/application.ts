import type { TokenSource } from '@graphkeep/graph-tools/client'

import type { Connect, ConnectionParts } from './connection.ts'
import { noDefault } from './no-default.ts'

/** What every way of an application to act as itself needs. */
export interface Application {
  /** The tenant's id or domain. */
  readonly tenant: string

  /** Whose data calls are about that name nobody: a user's id or principal name. Default: every call has to name its scope. */
  readonly account?: string

  /** Where Microsoft Graph is. Default `https://graph.microsoft.com/v1.0`. */
  readonly baseUrl?: string
}

/** An application that signs in by itself, with its registration. */
export interface RegisteredApplication extends Application {
  readonly clientId: string

  /** The sign-in service of the cloud. Default `https://login.microsoftonline.com`. */
  readonly authority?: string

  /** Carries the requests, those to the sign-in service included. Default: the global `fetch`. */
  readonly fetch?: typeof globalThis.fetch
}

/** Connects as an application; `open` makes its tokens, which are for the cloud in which Graph is. */
export function application(
  app: Application & Pick<RegisteredApplication, 'fetch'>,
  name: string,
  open: (options: { readonly clock: ConnectionParts['clock']; readonly resource?: string }) => TokenSource,
): Connect {
  const { tenant, account, baseUrl, fetch } = app
  return ({ clock }) => {
    const tokens = open({ clock, ...(baseUrl !== undefined && { resource: new URL(baseUrl).origin }) })
    return {
      name,
      tokens,
      scope: async () => (account === undefined ? noDefault(name) : { tenant, account }),

      async state() {
        await tokens.token({ tenant, account: account ?? '' })
        const whose = account === undefined ? '' : `; calls are about ${account}`
        return { signedIn: true, detail: `The application acts as itself (${name})${whose}.` }
      },

      ...(baseUrl !== undefined && { baseUrl }),
      ...(fetch && { fetch }),
    }
  }
}
