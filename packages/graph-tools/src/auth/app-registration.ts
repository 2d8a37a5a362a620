/** Which app registration signs in, and where. */
export interface AppRegistration {
  /** Its id; it must allow public client flows. */
  readonly clientId: string

  /** A tenant's id or domain, `organizations`, or `common`. Default `organizations`. */
  readonly tenant?: string

  /** The delegated permissions to ask for, e.g. those of `permissionsOf(catalog, 'delegated')`. */
  readonly scopes: readonly string[]

  /** The sign-in service of the cloud. Default `https://login.microsoftonline.com`. */
  readonly authority?: string

  /** Carries the requests to the sign-in service. Default: the global `fetch`. */
  readonly fetch?: typeof globalThis.fetch
}
