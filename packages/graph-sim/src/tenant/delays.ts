/** How long things take in Graph before everybody sees them, each in milliseconds of the tenant's clock. */
export interface Delays {
  /** Until a new user is found; 5,000 by default. */
  readonly users: number
  /** Until a new group is known to advanced queries and to Teams; 10,000 by default (Graph rule 37). */
  readonly groups: number
  /** Until a new team is there; 20,000 by default (Graph rule 37). */
  readonly teams: number
  /** Until the copy of a sent message stands in Sent Items; 2,000 by default (Graph rule 33). */
  readonly sentItems: number
  /** Until a client is notified of a change; 1,000 by default. */
  readonly notifications: number
}

/** The delays that a tenant has unless it is told otherwise. */
export const usualDelays: Delays = {
  users: 5_000,
  groups: 10_000,
  teams: 20_000,
  sentItems: 2_000,
  notifications: 1_000,
}
