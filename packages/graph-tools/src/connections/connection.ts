import type { Scope } from '@graphkeep/core'

/** A mailbox of somebody else that an account may open. */
export interface OpenedMailbox {
  readonly address: string

  /** Whose data calls are about that name it: this mailbox, as this account may see it. */
  readonly scope: Scope
}

/** An account of Microsoft 365 that one user of the host has connected. */
export interface Connection {
  /** Names it, together with its user; it means nothing to anybody else. */
  readonly id: string

  /** Whose data calls are about that name it. It names this connection, and is not the account's name. */
  readonly scope: Scope

  /** The name that the person signs in with. */
  readonly account: string

  /** The person's name; absent when the provider does not tell it. */
  readonly name?: string

  /** Shared mailboxes, and those of people who have made this account their delegate. */
  readonly mailboxes: readonly OpenedMailbox[]

  /** When the person signed in last, in milliseconds since the epoch. */
  readonly connectedAt: number
}

/** Whether a connection works, in words for a person. */
export interface ConnectionCheck {
  readonly works: boolean

  /** What is wrong and what to do, or that nothing is. */
  readonly detail: string
}
