import type { ChangedThing } from '../../change-feed/changed-thing.ts'
import type { Call } from '../../gateway/call.ts'
import type { SubscriptionKind } from './subscription-kind.ts'

/** A resource that clients can subscribe to; a call's parameters and query are those of the resource. */
export interface Subscribable extends SubscriptionKind {
  /** The resources of the change feed that it stands for; refuses what is not there or not to be seen. */
  audiences(call: Call): readonly string[]
  /** Refuses query options that the resource does not take; without it, those that mean nothing are passed over. */
  check?(call: Call): void
  /** What is there now, where a filter makes coming and going of changes. */
  present?(call: Call): readonly ChangedThing[]
}
