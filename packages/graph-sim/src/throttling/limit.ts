import type { Principal } from '../auth/principal.ts'
import type { Problem } from '../errors/graph-problem.ts'
import type { Query } from '../odata/query.ts'
import type { Match } from '../routing/router.ts'

/** A request as limits look at it. */
export interface ThrottledRequest {
  readonly match: Match
  readonly principal: Principal
  readonly query: Query
  /** The id of the person whose data it is about; empty when it is nobody's in particular. */
  readonly owner: string
  /** What its body holds. */
  readonly bytes: number
}

/** One limit: what it counts, for whom, and how it refuses what is beyond it. */
export interface Limit {
  /** The most units in a window; `Infinity` turns the limit off. */
  most(): number
  /** In milliseconds. */
  readonly window: number
  /** Whom a request is counted for; `undefined` when it does not concern the limit. */
  countedFor(request: ThrottledRequest): string | undefined
  /** The units that a request takes; 1 when left out. */
  cost?(request: ThrottledRequest): number
  refusal(request: ThrottledRequest, state: LimitState): Problem
  /** What answers that are let through say about the limit. */
  headers?(state: LimitState): Readonly<Record<string, string>>
}

/** How far a limit is used up. */
export interface LimitState {
  /** 1 is all of it; what is refused counts as well (Graph rule 32). */
  readonly share: number
  /** Seconds until the window ends, at least 1. */
  readonly retryAfter: number
}
