import type { ChangeType } from '../../change-feed/changed-thing.ts'

/** What holds for all subscriptions to resources of one path. */
export interface SubscriptionKind {
  /** After the version, in the form of the routing table, e.g. `/users/{user}/messages`. */
  readonly path: string
  /** The part of Graph that it belongs to: its limits and the form of its notifications come from there. */
  readonly family: 'outlook' | 'conversation' | 'todo' | 'directory' | 'drive' | 'teams' | 'presence'
  /** Delegated permissions, the least privileged first; any suffices, and none means that only apps may subscribe. */
  readonly delegated: readonly string[]
  readonly application: readonly string[]
  /** What can happen there. */
  readonly changeTypes: readonly ChangeType[]
  /** A member of `resourceData` without which a change is none of this resource, e.g. `members@delta`. */
  readonly fact?: string
}
