/** What decides which entries go first when a store is full. Times are milliseconds since the epoch. */
export interface EntryUse {
  /** What it took to fetch it, in milliseconds. */
  readonly cost: number
  readonly bytes: number

  /** How often it was read. */
  readonly hits: number

  /** When it was last stored or read. */
  readonly usedAt: number

  /** When it may be served only because the origin fails. */
  readonly expiresAt: number
}

const minute = 60_000
const kib = 1_024

/**
 * Returns how much time an entry saves for the room it takes: what it cost times how often it was read, for each byte
 * and for the time since it was last used. One that may be served only in grace counts a tenth. Never negative.
 *
 * @example
 * ```ts
 * const use = { bytes: 20_000, hits: 3, usedAt: Date.now(), expiresAt: Date.now() + 60_000 }
 * entryWorth({ ...use, cost: 900 }, Date.now()) > entryWorth({ ...use, cost: 90 }, Date.now()) // true
 * ```
 */
export function entryWorth({ cost, bytes, hits, usedAt, expiresAt }: EntryUse, now: number): number {
  const saved = (Math.max(0, cost) + 1) * (hits + 1)
  const room = (bytes + kib) * (Math.max(0, now - usedAt) + minute)
  return (saved / room) * (expiresAt > now ? 1 : 0.1)
}
