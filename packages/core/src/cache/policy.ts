/** How long a value may be served. All in milliseconds; lifetimes count from when it was read at its origin. */
export interface CachePolicy {
  /** Until then it is fresh. */
  readonly freshMs: number

  /** Until then it is stale: served at once, refreshed behind the answer. At least `freshMs`. */
  readonly staleMs: number

  /** Until then it is kept in case the origin fails. At least `staleMs`. */
  readonly graceMs: number

  /** By how much each lifetime is shortened at random, as a share of it, so that entries do not expire together. Default 0.1. */
  readonly jitter?: number

  /** The last share of the fresh time, in which a read already fetches again behind its answer, so that what is in use does not turn stale. Default 0. */
  readonly early?: number

  /** How long each read in this process keeps a value fresh from then on, though never past `staleMs`. Default: reads prolong nothing. */
  readonly slidingMs?: number

  /** How long a caller waits for the origin while there is a value in grace to serve instead; the fetch then goes on behind the answer. Default 5,000. */
  readonly softTimeoutMs?: number

  /** How long a fetch may take. Default: what the cache was made with. */
  readonly hardTimeoutMs?: number

  /** How long it is remembered that the origin has no such thing; 0 for not at all. Default 30,000. */
  readonly negativeMs?: number
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
