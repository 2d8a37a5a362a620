import type { ChangeType } from '../change-feed/changed-thing.ts'
import type { FaultAction } from './fault-action.ts'
import type { NoticeFaultAction } from './notice-fault-action.ts'

/** What goes wrong, and for which requests or notifications. */
export interface FaultRule {
  /** Requests that the rule is for; without any member it is for all. */
  readonly match?: FaultMatch
  /** How many requests it is for; without it, all that match. */
  readonly times?: number
  /** What happens, or several things of which one is drawn for each request. */
  readonly action: FaultAction | NoticeFaultAction | readonly (FaultAction | NoticeFaultAction)[]
  /** What the draws of this rule come from; 1 by default. The same seed draws the same for the same requests. */
  readonly seed?: number
}

/** Which requests a rule is for: all members have to hold. */
export interface FaultMatch {
  /** In any casing. */
  readonly method?: string
  /** A text in the path and query after the host, or an expression that matches it. */
  readonly path?: string | RegExp
  /** An expression that the path and query match, as text, for plans that are JSON. */
  readonly pattern?: string
  /** The id of the app that the token was made for. */
  readonly app?: string
  /** Id or user principal name of the signed-in user. */
  readonly user?: string
  /** Makes the rule one for change notifications, of the apps and users that have subscribed to them. */
  readonly notification?: NoticeMatch
  /** Only the nth request of those that hold to all of the above, counted from 1. */
  readonly nth?: number
  /** Only this share of them, from 0 to 1, as the rule's seed draws it. */
  readonly share?: number
}

/** Which notifications a rule is for: all members have to hold, and without any it is for all of them. */
export interface NoticeMatch {
  /** A text in the notification's `resource`. */
  readonly resource?: string
  readonly changeType?: ChangeType
  /** The id of the subscription. */
  readonly subscription?: string
}

/** A rule as it stands in a plan. */
export interface PlannedFault {
  readonly rule: FaultRule
  /** How many requests it has been applied to. */
  readonly applied: number
  /** Whether it may still be applied. */
  readonly isSpent: boolean
}

/** The faults that were ordered. */
export interface Faults {
  /**
   * Orders a fault; earlier rules are looked at first.
   *
   * Throws a `TypeError` for members that a rule does not have or of the wrong type, and a `RangeError` for numbers
   * that make no sense; both say what to write instead.
   */
  add(rule: FaultRule): void
  /** What was ordered, in its order. */
  list(): readonly PlannedFault[]
  /** Forgets all of them. */
  clear(): void
}
