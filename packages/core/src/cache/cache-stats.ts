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
  /** Values that were not kept because a write overtook their fetch. */
  readonly fenced: number
  /** Invalidations made by this cache. */
  readonly invalidations: number
  /** Entries that left memory to make room. */
  readonly evictions: number
  /** Times the store failed and the caller was served all the same. */
  readonly storeFailures: number
  /** Bytes of values before compression that were written to the store. */
  readonly bytesEncoded: number
  /** The same values' bytes as stored. */
  readonly bytesStored: number
}

/** What a cache counted, and what it holds now. */
export interface CacheStats {
  readonly counters: CacheCounters

  /** The same counters for each family, the part of a key before its first `:`. */
  readonly families: Readonly<Record<string, CacheCounters>>

  /** Share of lookups that needed no fetch, from 0 to 1; `undefined` before the first. */
  readonly hitRatio: number | undefined

  /** What this process holds in memory. */
  readonly memory: { readonly entries: number; readonly bytes: number; readonly limitBytes: number }

  /** What the store holds over all scopes; `undefined` when it does not answer. */
  readonly store: { readonly name: string; readonly entries: number; readonly bytes: number } | undefined

  /** When counting began, in milliseconds since the epoch. */
  readonly since: number
}
