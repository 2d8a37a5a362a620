import type { Problem } from '../errors/graph-problem.ts'
import type { FilterUse } from './compile-filter.ts'
import type { OrderCriterion } from './order-by.ts'

/** A query as far as the rules of a workload look at it. */
export interface QueryShape {
  readonly filter: readonly FilterUse[]
  readonly orderBy: readonly OrderCriterion[]
  readonly has: {
    readonly filter: boolean
    readonly orderBy: boolean
    readonly search: boolean
    readonly skip: boolean
    readonly count: boolean
    readonly expand: boolean
  }
  /** Whether the request has the header `ConsistencyLevel: eventual`. */
  readonly eventual: boolean
}

/** One combination that a workload refuses. */
export interface Refusal {
  /** Where the rule is written, e.g. `Graph rule 2`. */
  readonly source: string
  when(shape: QueryShape): boolean
  /** The refusal, which may name what was asked. */
  problem(shape: QueryShape): Problem
}

/** How a collection of a workload may be asked. */
export interface ListRules {
  readonly pageSize: number
  readonly largestPage: number
  /** How a page leads to the next: `$skip` in the open, or an opaque `$skiptoken`. */
  readonly paging: 'skip' | 'skiptoken'
  /** What `$top` beyond the largest page does: `undefined` cuts it down silently. */
  readonly tooLarge?: (top: number) => Problem
  /** Whether the collection takes `$count=true` under this query; where it does not, it is ignored. */
  counts(shape: QueryShape): boolean
  /** Whether every page says how many rows it holds, asked or not. */
  readonly countsEachPage?: boolean
  readonly refusals: readonly Refusal[]
}
