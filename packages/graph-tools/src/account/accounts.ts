import type { Scope } from '@graphkeep/core'

/** Somebody who is signed in. */
export interface KnownAccount {
  readonly scope: Scope

  /** The person's name; absent when the provider does not tell it. */
  readonly name?: string
}

/** What a person has to open to sign in. */
export interface SignInRequest {
  /** The page to open. */
  readonly url: string

  /** What to enter there; absent where the page asks for none. */
  readonly code?: string

  /** When it stops working, in milliseconds since the epoch. */
  readonly expiresAt: number
}

/** How far the last sign-in is that was begun here. */
export type SignInProgress =
  | { readonly state: 'waiting'; readonly request: SignInRequest }
  | { readonly state: 'done'; readonly account: KnownAccount }
  | {
      readonly state: 'failed'
      /** Why, and what to do, in words. */
      readonly detail: string
    }

/** Who is signed in, and the ways in and out, as far as the tools about accounts need them. */
export interface Accounts {
  /** Returns everybody who is signed in; calls without an account are about the first. Sends nothing. */
  list(): Promise<readonly KnownAccount[]>

  /** Begins a sign-in, or returns the one that waits already. It goes on by itself and never waits for the person. */
  signIn(): Promise<SignInRequest>

  /** Returns how far that is; `undefined` when none was begun. */
  progress(): SignInProgress | undefined

  /** Removes an account's tokens and what was kept of its data, physically. Returns whether it was signed in. */
  signOut(scope: Scope): Promise<boolean>
}
