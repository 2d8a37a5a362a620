import type { Scope } from '../scope.ts'
import type { InvalidationTarget } from './invalidation-target.ts'
import type { Invalidations } from './invalidations.ts'

/** One stored record. The store never looks inside `value`. */
export interface StoreEntry {
  /** Opaque bytes; the cache has already encoded, compressed and sealed them. */
  readonly value: Uint8Array

  /** When the value was read at its origin, in milliseconds since the epoch. */
  readonly fetchedAt: number

  /** When it turns from fresh to stale, in milliseconds since the epoch. */
  readonly staleAt: number

  /** When it may be served only because the origin fails, in milliseconds since the epoch. */
  readonly expiresAt: number

  /** When the entry stops existing, in milliseconds since the epoch. */
  readonly keepUntil: number

  /** What the value was read from; an invalidation of any of them makes the entry not exist. */
  readonly tags: readonly string[]

  /** The scope's invalidation sequence before the value was read at its origin. */
  readonly asOf: number

  /** What it took to fetch the value, in milliseconds; cleaning keeps what is dear. */
  readonly cost: number
}

/** The right to fetch a value on behalf of everybody who shares the store. */
export interface Lease {
  /** Gives the right back before its deadline. Never rejects for an expired lease. */
  release(): Promise<void>
}

/** One line of the record of invalidations. */
export interface InvalidationRecord {
  /** Its place in the scope's order; grows by one. */
  readonly sequence: number
  /** When, in milliseconds since the epoch. */
  readonly at: number
  /** What caused it, e.g. the name of a tool. Never content. */
  readonly cause: string
  /** The tags, the prefix or the pattern that were named. */
  readonly target: InvalidationTarget
}

/** How much a store holds. */
export interface StoreSize {
  /** Entries, those not yet cleaned away included. */
  readonly entries: number
  /** Bytes used for them, on disk or in memory. */
  readonly bytes: number
}

/**
 * A place that keeps bytes under keys, apart for each scope, and remembers what was invalidated.
 *
 * An adapter that passes `storeContract` from `@graphkeep/core/testing` is complete. Everything else - sealing,
 * tiers, retries - is a function from `Store` to `Store`.
 *
 * An entry exists only while {@link holds} says so: no invalidation later than its `asOf` names it. That is the
 * fence: a value whose fetch began before a write can be stored after it, and is still never read.
 *
 * A store may have a limit in bytes. It keeps it by itself: what is worth the least, as {@link entryWorth} has it, is
 * removed for good. Whoever passes `limitedStoreContract` does that right.
 *
 * A store rejects with {@link StoreUnavailable} when its backend cannot be reached or it was closed, with the
 * signal's reason when that has aborted, with a TypeError for a scope that is none, and with nothing else that it can
 * foresee.
 */
export interface Store extends AsyncDisposable {
  /** Names the backend in errors and traces, e.g. `sqlite`. Never a secret, never an address. */
  readonly name: string

  /** Returns the entry, or `undefined` when there is none, it was invalidated, or its time is over. */
  get(scope: Scope, key: string, signal?: AbortSignal): Promise<StoreEntry | undefined>

  /**
   * Stores the entry, replacing any other under that key. Returns `false`, storing nothing, when it no longer holds or is
   * too large for the limit of the store.
   */
  set(scope: Scope, key: string, entry: StoreEntry, signal?: AbortSignal): Promise<boolean>

  /** Removes the entry physically. Returns whether there was one. */
  delete(scope: Scope, key: string, signal?: AbortSignal): Promise<boolean>

  /** Removes everything of the scope physically, history and leases included, and fences off every fetch that has begun. */
  clear(scope: Scope, signal?: AbortSignal): Promise<void>

  /** Makes entries not exist, at a cost that does not depend on how many there are. Returns the new sequence. */
  invalidate(scope: Scope, target: InvalidationTarget, cause: string, signal?: AbortSignal): Promise<number>

  /** Returns what was invalidated in the scope, by any process, up to now. Cheap: called before every memory hit. */
  invalidations(scope: Scope, signal?: AbortSignal): Promise<Invalidations>

  /**
   * Returns the same without waiting; `undefined` when it would have to wait. Only stores have it that answer inside
   * this process.
   */
  invalidationsNow?(scope: Scope): Invalidations | undefined

  /** Returns the newest records first, at most `limit` of them. */
  history(scope: Scope, limit: number, signal?: AbortSignal): Promise<readonly InvalidationRecord[]>

  /** Takes the right to fetch `key` for `ms` milliseconds; `undefined` while somebody else has it. */
  lease(scope: Scope, key: string, ms: number, signal?: AbortSignal): Promise<Lease | undefined>

  /** Returns how much is held, over all scopes. */
  size(signal?: AbortSignal): Promise<StoreSize>

  /** Physically removes up to `limit` entries that no longer exist. Returns how many went. */
  sweep(limit: number, signal?: AbortSignal): Promise<number>
}
