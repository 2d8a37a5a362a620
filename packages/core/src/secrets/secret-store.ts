import type { Scope } from '../scope.ts'

/** Keeps small secrets, such as token caches, apart for each scope. */
export interface SecretStore extends AsyncDisposable {
  /** Names the backend in errors, e.g. `sqlite`. */
  readonly name: string

  /** Returns the secret, or `undefined` when there is none. */
  get(scope: Scope, name: string): Promise<Uint8Array | undefined>

  /** Keeps the secret, replacing any other under that name. */
  set(scope: Scope, name: string, value: Uint8Array): Promise<void>

  /** Removes the secret physically. Returns whether there was one. */
  delete(scope: Scope, name: string): Promise<boolean>

  /** Removes every secret of the scope physically. */
  clear(scope: Scope): Promise<void>

  /** Runs something while no other process or caller runs anything under the same scope and name. */
  exclusive<T>(scope: Scope, name: string, run: () => Promise<T>): Promise<T>
}
