/**
 * How true an answer is: `fresh` is as good as new; `stale` may be out of date and is being refreshed behind the
 * answer; `grace` is past its time and was served only because the origin failed.
 */
export type CacheState = 'fresh' | 'stale' | 'grace'

/** Where an answer came from: this process's memory, the store, or the origin itself. */
export type CacheSource = 'memory' | 'store' | 'origin'

/** The label that every answer carries. Times are milliseconds since the epoch. */
export interface Freshness {
  readonly state: CacheState
  readonly source: CacheSource

  /** Whole seconds since the value was read at its origin. */
  readonly ageSeconds: number
  readonly fetchedAt: number

  /** When it turns stale. */
  readonly staleAt: number

  /** When it may be served only in grace. */
  readonly expiresAt: number

  /** Why a stale or grace answer was served; absent for fresh ones. */
  readonly reason?: string
}

/**
 * How old an answer may be: `'fresh'` asks the origin now, `'any'` takes whatever is kept, a number is the greatest
 * age in seconds.
 */
export type FreshnessWish = 'fresh' | 'any' | number
