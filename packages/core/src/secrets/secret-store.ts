import type { Scope } from '../scope.ts'

/** For how long a secret is kept. */
export interface SecretLife {
  /** When it stops existing, in milliseconds since the epoch. Default: never. */
  readonly expiresAt?: number
}

/** Keeps small secrets, such as token caches, apart for each scope. */
export interface SecretStore extends AsyncDisposable {
  /** Names the backend in errors, e.g. `sqlite`. */
  readonly name: string

  /** Returns the secret, or `undefined` when there is none or its time is over. */
  get(scope: Scope, name: string): Promise<Uint8Array | undefined>

  /** Keeps the secret, replacing any other under that name and its time. Those of the scope whose time is over go physically. */
  set(scope: Scope, name: string, value: Uint8Array, life?: SecretLife): Promise<void>

  /** Removes the secret physically. Returns whether there was one. */
  delete(scope: Scope, name: string): Promise<boolean>

  /** Removes every secret of the scope physically. */
  clear(scope: Scope): Promise<void>

  /** Runs something while no other process or caller runs anything under the same scope and name. */
  exclusive<T>(scope: Scope, name: string, run: () => Promise<T>): Promise<T>
}
