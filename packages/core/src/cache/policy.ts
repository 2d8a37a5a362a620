/** How long a value may be served. All in milliseconds, counted from when it was read at its origin. */
export interface CachePolicy {
  /** Until then it is fresh. */
  readonly freshMs: number

  /** Until then it is stale: served at once, refreshed behind the answer. At least `freshMs`. */
  readonly staleMs: number

  /** Until then it is kept in case the origin fails. At least `staleMs`. */
  readonly graceMs: number

  /** By how much each lifetime is shortened at random, as a share of it, so that entries do not expire together. Default 0.1. */
  readonly jitter?: number
}

/** The kinds of things that age alike; each has a row in the policy table of `@graphkeep/cache`. */
export type CacheResource =
  | 'default'
  | 'mail.folders'
  | 'mail.list'
  | 'mail.item'
  | 'mail.search'
  | 'calendar'
  | 'contacts'
  | 'files'
  | 'people'
  | 'directory'
  | 'team'
  | 'templates'
