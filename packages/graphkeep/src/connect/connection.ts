import type { Clock, Events, Scope, SecretStore } from '@graphkeep/core'
import type { Accounts, SignInRequest } from '@graphkeep/graph-tools/account'
import type { TokenSource } from '@graphkeep/graph-tools/client'

/** How far signing in is, in words for the person who runs the server. */
export interface SignInState {
  readonly signedIn: boolean

  /** Who is signed in, or what to do to sign in. */
  readonly detail: string
}

/** What to show to a person who is to sign in. */
export interface SignInPrompt extends SignInRequest {
  /** Everything in one sentence. */
  readonly message: string
}

/** How a person is to sign in. */
export interface SignInWish {
  /** What the person has to prove: the `claims` of a `SignInRequired`. Default nothing special. */
  readonly claims?: string
  readonly signal?: AbortSignal
}

/** A way to a tenant: whose data it is, and how to get a token for it. */
export interface Connection {
  /** A few words for `graphkeep doctor`, e.g. `device code`. */
  readonly name: string

  /**
   * Whose data calls are about when they do not say so themselves.
   *
   * @throws {@link SignInRequired} when nobody is signed in; TypeError where every call has to say it.
   */
  scope(): Promise<Scope>

  readonly tokens: TokenSource

  /** Returns how far signing in is; rejects with what keeps an application from getting tokens. */
  state(): Promise<SignInState>

  /** Lets a person sign in, and returns who did. Absent where nobody can. */
  signIn?(onPrompt: (prompt: SignInPrompt) => void, how?: SignInWish): Promise<string>

  /** Who is signed in, and the ways in and out that wait for nobody. Absent where nobody can sign in. */
  readonly accounts?: Accounts

  /** Where Microsoft Graph is. Default: the global cloud. */
  readonly baseUrl?: string

  /** Carries the requests. Default: the global `fetch`. */
  readonly fetch?: typeof fetch

  /** Ends what goes on behind calls, such as a sign-in that waits for a person. Default: nothing does. */
  close?(): void
}

/** What a connection may use of what Graphkeep has already opened. */
export interface ConnectionParts {
  /** Sealed; kept in the same encrypted file as the cache. */
  readonly secrets: SecretStore
  readonly events: Events
  readonly clock: Clock

  /** The delegated permissions that the given tools need, and no more: what a person who signs in is asked for. */
  readonly permissions: readonly string[]

  /** Deletes what is cached and queued of a scope's data, physically. Call it when the scope's sign-in ends. */
  readonly forget: (scope: Scope) => Promise<void>
}

/** Makes a connection once the stores are open. */
export type Connect<C extends Connection = Connection> = (parts: ConnectionParts) => C | Promise<C>
