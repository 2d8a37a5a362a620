import type { CachePolicy, CacheSource } from '@graphkeep/core'

import type { Moment } from './coherence.ts'

/** How far ahead of this clock another process's may be before its entries are not believed, in milliseconds. */
export const clockSkewMs = 5_000

/** A value as the tiers of a cache hand it round: decoded and deeply frozen. Times are milliseconds since the epoch. */
export interface Kept extends Lifetimes {
  readonly value: unknown

  /** Bytes of its JSON text. */
  readonly bytes: number

  /** When its fetch began, so that its age is never understated. */
  readonly fetchedAt: number
  readonly tags: readonly string[]

  /** How far invalidations had come before it was read. */
  readonly moment: Moment

  /** What the fetch took, in milliseconds. */
  readonly cost: number
}

/** A value, and the tier that had it. */
export interface Found {
  readonly kept: Kept
  readonly source: CacheSource
}

/** The ends of a value's three lifetimes, in milliseconds since the epoch. */
export interface Lifetimes {
  readonly staleAt: number
  readonly expiresAt: number
  readonly keepUntil: number
}

/**
 * Works out when a value that was read at `fetchedAt` changes its state.
 *
 * All three lifetimes are shortened by one random share, so their order stays.
 *
 * @example
 * ```ts
 * lifetimesOf({ freshMs: 1000, staleMs: 2000, graceMs: 3000 }, 0, () => 1) // 900, 1800, 2700
 * ```
 */
export function lifetimesOf(policy: CachePolicy, fetchedAt: number, random: () => number): Lifetimes {
  const { freshMs, staleMs, graceMs, jitter = 0.1 } = policy
  const share = 1 - jitter * random()
  return {
    staleAt: fetchedAt + Math.round(freshMs * share),
    expiresAt: fetchedAt + Math.round(staleMs * share),
    keepUntil: fetchedAt + Math.round(graceMs * share),
  }
}

/** Says whether a value still exists. One from the future does not: its clock was put back, and its age is unknown. */
export function existsAt(kept: Pick<Kept, 'fetchedAt' | 'keepUntil'>, now: number): boolean {
  return now < kept.keepUntil && kept.fetchedAt <= now + clockSkewMs
}

/** Returns a value's age in milliseconds; 0 while it seems to lie ahead. */
export function ageAt(kept: Pick<Kept, 'fetchedAt'>, now: number): number {
  return Math.max(0, now - kept.fetchedAt)
}
