import type { Scope } from '../scope.ts'
import type { InvalidationTarget } from '../store/invalidation-target.ts'
import type { InvalidationRecord } from '../store/store.ts'
import type { CacheStats } from './cache-stats.ts'
import type { Freshness, FreshnessWish } from './freshness.ts'
import type { CachePolicy, CacheResource } from './policy.ts'
import type { WarmingStatus, WarmingStep } from './warming.ts'

/** What a cached value is kept under. */
export interface CacheKey {
  readonly scope: Scope

  /** `family:operation:` and then whatever tells requests apart, e.g. from `requestKey` of `@graphkeep/cache`. */
  readonly key: string
}

/** A cached or fetched value, and how true it is. The value is frozen, and shared between callers. */
export interface CacheAnswer<T> {
  readonly value: T
  readonly freshness: Freshness
}

/** What the function that fetches a value is given. */
export interface FetchContext<T> {
  /** Aborts when nobody waits for the value any more, or the hard timeout is over. */
  readonly signal: AbortSignal

  /** The value that is going to be replaced, for conditional requests; absent when there is none. */
  readonly previous?: T
}

/** How a value is to be kept. */
export interface KeepOptions<T> {
  /** The row of the policy table, or a policy of its own. Default `default`. */
  readonly policy?: CacheResource | CachePolicy

  /** What the value was read from, known before the fetch or only from the value. Default none. */
  readonly tags?: readonly string[] | ((value: T) => readonly string[])
}

/** How a value is to be looked up, and kept when it has to be fetched. */
export interface GetOrFetchOptions<T> extends KeepOptions<T> {
  /** How old an answer may be. Default: what the policy says. */
  readonly freshness?: FreshnessWish

  /** Aborts this caller's wait; the fetch goes on while others wait for it. */
  readonly signal?: AbortSignal
}

/** A write to the origin, and what it makes untrue. */
export interface FencedWrite<T> {
  readonly scope: Scope

  /** What the write is known to touch before it runs. */
  readonly before: readonly string[]

  /** What it touched, once its result is known; `before` is included by itself. Default nothing more. */
  readonly after?: (result: T) => readonly string[]

  /** What to write into the record of invalidations, e.g. the tool's name. Never content. */
  readonly cause: string

  /** The write. */
  readonly run: () => Promise<T>
}

/**
 * Keeps answers of slow or costly functions, tells how true they are, and never serves what a write made untrue.
 *
 * No method rejects because a store is broken, locked, full or slow: the value is fetched, and a `store.degraded`
 * event is emitted.
 */
export interface CacheManager extends AsyncDisposable {
  /**
   * Returns the cached value, or fetches and keeps it. Concurrent misses of one key make one fetch.
   *
   * @throws what `fetch` throws, when there is nothing left that may be served instead.
   */
  getOrFetch<T>(
    key: CacheKey,
    fetch: (context: FetchContext<T>) => Promise<T>,
    options?: GetOrFetchOptions<T>,
  ): Promise<CacheAnswer<T>>

  /** Returns the cached value in whatever state, grace included, or `undefined`. Never fetches. */
  get<T>(key: CacheKey): Promise<CacheAnswer<T> | undefined>

  /**
   * Like `get`, with the value as JSON text: for a host that hands it on, and need not have it parsed and written again.
   * The text is not checked to be JSON; what comes out of the store this way does not go into memory.
   */
  getRaw(key: CacheKey): Promise<CacheAnswer<string> | undefined>

  /**
   * Like `get`, without waiting: returns what this process has in memory, when it can tell at once that it is still
   * true. `undefined` does not mean that there is no value. A store of other processes has to answer in this process
   * for it, as SQLite does; with any other store, nothing is ever known at once.
   */
  peek<T>(key: CacheKey): CacheAnswer<T> | undefined

  /** Keeps a value that was read at its origin just now. */
  set<T>(key: CacheKey, value: T, options?: KeepOptions<T>): Promise<void>

  /** Makes values untrue, in every process that shares the store. `cause` goes into the record. */
  invalidate(scope: Scope, target: InvalidationTarget, cause: string): Promise<void>

  /** Returns what was invalidated in the scope and why, the newest first; empty when the store does not answer. */
  history(scope: Scope, limit: number): Promise<readonly InvalidationRecord[]>

  /** Runs a write between two invalidations, so that no read after it returns what it made untrue. */
  write<T>(write: FencedWrite<T>): Promise<T>

  /** Deletes everything of the scope physically, in memory and in the store. */
  disconnect(scope: Scope): Promise<void>

  /**
   * Returns what was counted since the cache was opened, and what it holds now.
   *
   * @param scope Whose lookups are counted. Default: everybody's. Beyond a thousand scopes, the counts of the one that was
   * not used for the longest time are forgotten.
   */
  stats(scope?: Scope): Promise<CacheStats>

  /**
   * Fetches what will be wanted in a scope, one step at a time, highest priority first, each when no other fetch of the
   * scope is under way. Resolves when the plan has ended, the scope is disconnected or the cache is closed; never rejects
   * for a step that fails.
   */
  warm(
    scope: Scope,
    steps: readonly WarmingStep[],
    onProgress?: (status: WarmingStatus) => void,
  ): Promise<WarmingStatus>

  /** Returns how far warming of a scope is. Beyond a thousand scopes, the oldest are forgotten. */
  warmingStatus(scope: Scope): WarmingStatus

  /** Cleans up what no longer exists, a small batch at a time. Returns how many entries went. */
  sweep(): Promise<number>

  /** Waits for refreshes that run, writes what is pending, and closes the tiers. */
  close(): Promise<void>
}
