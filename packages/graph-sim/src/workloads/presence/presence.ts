import type { User } from '../directory/user.ts'

/** Whether somebody is there, and what he is doing. */
export interface Presence {
  readonly availability: string
  readonly activity: string
}

/** A presence that ends by itself. */
export interface PresenceUntil extends Presence {
  /** When it was set, in milliseconds. */
  readonly since: number
  readonly until: number
}

/** What somebody wants others to read about him. */
export interface StatusMessage {
  readonly message: { readonly content: string; readonly contentType: string }
  /** As it was given; `null` for one that stays. */
  readonly expiryDateTime: { readonly dateTime: string; readonly timeZone: string } | null
  /** In milliseconds; infinite for one that stays. */
  readonly until: number
  readonly publishedDateTime: string
}

/** All that is known of somebody's presence. */
export interface PresenceRecord {
  readonly user: User
  /** Of the Teams client that somebody has open; `undefined` without one. */
  readonly client: Presence | undefined
  /** Those that apps keep, by their ids. */
  readonly sessions: Map<string, PresenceUntil>
  preferred: PresenceUntil | undefined
  status: StatusMessage | undefined
  /** Counts up with each change. */
  sequence: number
}
