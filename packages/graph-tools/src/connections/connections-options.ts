import type { Clock, Scope, SecretStore } from '@graphkeep/core'

import type { AppRegistration } from '../auth/app-registration.ts'
import type { ClientCredential } from '../auth/client-credential.ts'

/** The registration of a web app, which signs people in on its own pages. */
export interface WebApp extends AppRegistration {
  readonly credential: ClientCredential

  /** The page of the app to which people come back; the registration must know it, letter by letter. */
  readonly redirectUri: string
}

/** What connections are made of. Only `app` and `secrets` have no default. */
export interface ConnectionsOptions {
  readonly app: WebApp

  /** Keeps tokens and begun sign-ins. Seal it with `sealedSecrets` unless it only lives in memory. */
  readonly secrets: SecretStore

  /**
   * Deletes what else is kept of a scope's data when its connection ends, e.g. `(scope) => cache.disconnect(scope)`.
   * Default: nothing else is.
   */
  readonly forget?: (scope: Scope) => Promise<void>

  /** Where Microsoft Graph is, for `test`. Default: the global cloud. */
  readonly baseUrl?: string

  /** Carries the requests of `test` to Microsoft Graph. Default: the global `fetch`. */
  readonly fetch?: typeof globalThis.fetch
  readonly clock?: Clock
}
