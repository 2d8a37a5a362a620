import type { Clock, Events, Scope, SecretStore } from '@graphkeep/core'
import type { TokenSource } from '@graphkeep/graph-tools/client'

/** How far signing in is, in words for the person who runs the server. */
export interface SignInState {
  readonly signedIn: boolean

  /** Who is signed in, or what to do to sign in. */
  readonly detail: string
}

/** A way to a tenant: whose data it is, and how to get a token for it. */
export interface Connection {
  /** A few words for `graphkeep doctor`, e.g. `device code`. */
  readonly name: string

  /**
   * Whose data calls are about when they do not say so themselves.
   *
   * @throws {@link SignInRequired} when nobody is signed in.
   */
  scope(): Promise<Scope>

  readonly tokens: TokenSource

  state(): Promise<SignInState>

  /** Lets a person sign in, and returns who did. Absent where nobody can. */
  signIn?(onPrompt: (prompt: { readonly message: string }) => void): Promise<string>

  /** Forgets the sign-in. Absent where there is nothing to forget. */
  signOut?(): Promise<void>

  /** Where Microsoft Graph is. Default: the global cloud. */
  readonly baseUrl?: string

  /** Carries the requests. Default: the global `fetch`. */
  readonly fetch?: typeof fetch
}

/** What a connection may use of what Graphkeep has already opened. */
export interface ConnectionParts {
  /** Sealed; kept in the same encrypted file as the cache. */
  readonly secrets: SecretStore
  readonly events: Events
  readonly clock: Clock
}

/** Makes a connection once the stores are open. */
export type Connect = (parts: ConnectionParts) => Connection | Promise<Connection>
