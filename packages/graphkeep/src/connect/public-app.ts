/** An app that keeps no secret, and whose people sign in to a real tenant. */
export interface PublicApp {
  /** The application (client) id of an app registration with public client flows allowed. */
  readonly clientId: string

  /** Whose people may sign in: a tenant's id or domain. Default `organizations`, for any. */
  readonly tenant?: string

  /** Where Microsoft Graph is. Default `https://graph.microsoft.com/v1.0`. */
  readonly baseUrl?: string

  /** The delegated permissions to ask for. Default: what the given tools need, and no more. */
  readonly permissions?: readonly string[]

  /** The sign-in service of the cloud. Default `https://login.microsoftonline.com`. */
  readonly authority?: string

  /** Carries the requests, those to the sign-in service included. Default: the global `fetch`. */
  readonly fetch?: typeof globalThis.fetch
}
