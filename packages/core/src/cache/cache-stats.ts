import type { CacheSource } from './freshness.ts'

/** What a cache counted since it was opened. */
export interface CacheCounters {
  /** Answers served from this process's memory. */
  readonly memoryHits: number
  /** Answers served from the store. */
  readonly storeHits: number
  /** Lookups that found nothing to serve. */
  readonly misses: number
  /** Answers that were served stale. */
  readonly stale: number
  /** Answers that were served in grace. */
  readonly grace: number
  /** Calls that waited for a fetch that another call had begun. */
  readonly joined: number
  /** Fetches made at the origin, refreshes included. */
  readonly fetches: number
  /** Fetches that failed. */
  readonly fetchFailures: number
  /** Fetches behind an answer that brought a new value. */
  readonly refreshes: number
  /** Fetches behind an answer that failed. */
  readonly refreshFailures: number
  /** Values that were not kept because a write overtook their fetch. */
  readonly fenced: number
  /** Invalidations made by this cache. */
  readonly invalidations: number
  /** Entries that left memory to make room. */
  readonly evictions: number
  /** Times the store failed and the caller was served all the same. */
  readonly storeFailures: number
  /** Bytes of JSON that were served without asking the origin. */
  readonly bytesServed: number
  /** Bytes of values before compression that were written to the store. */
  readonly bytesEncoded: number
  /** The same values' bytes as stored. */
  readonly bytesStored: number
}

/** How long callers waited, as counts by upper bounds. */
export interface LatencyHistogram {
  /** In milliseconds, rising. */
  readonly bounds: readonly number[]

  /** How many waited at most as long as each bound and longer than the one before; the last count has no bound. */
  readonly counts: readonly number[]

  /** All waits together, in milliseconds. */
  readonly sumMs: number
}

/** The answers of one source: how many of each state, and how long callers waited. */
export interface ServedAnswers {
  readonly fresh: number
  readonly stale: number
  readonly grace: number
  readonly latency: LatencyHistogram
}

/** What a cache counted, and what it holds now. */
export interface CacheStats {
  /** Of the scope that was asked for, or of all. */
  readonly counters: CacheCounters

  /** The same counters for each family, the part of a key before its first `:`. */
  readonly families: Readonly<Record<string, CacheCounters>>

  /** Share of lookups that needed no fetch, from 0 to 1; `undefined` before the first. */
  readonly hitRatio: number | undefined

  /** What did not have to be asked of the origin; waiting for another caller's fetch counts as a request saved. */
  readonly saved: { readonly requests: number; readonly bytes: number }

  /** Answers of all scopes, by where they came from. */
  readonly served: Readonly<Record<CacheSource, ServedAnswers>>

  /** What this process holds in memory, of all scopes. */
  readonly memory: { readonly entries: number; readonly bytes: number; readonly limitBytes: number }

  /** What the store holds over all scopes; `undefined` when it does not answer. */
  readonly store: { readonly name: string; readonly entries: number; readonly bytes: number } | undefined

  /** When counting began, in milliseconds since the epoch. */
  readonly since: number
}
