import type { Lease } from './store.ts'

/** The rights to fetch of one scope, kept in memory. Times are milliseconds since the epoch. */
export interface MemoryLeases {
  /** Takes the right until a time; `undefined` while somebody else has it. */
  take(key: string, now: number, until: number): Lease | undefined

  /** Forgets rights that are over. */
  sweep(now: number): void

  /** Frees all of them. */
  reset(): void
}

/**
 * Makes a place where nobody has a right to anything yet, for adapters whose backend serves one process.
 *
 * @example
 * ```ts
 * const leases = createMemoryLeases()
 * leases.take('email:list', Date.now(), Date.now() + 15_000) // a Lease
 * leases.take('email:list', Date.now(), Date.now() + 15_000) // undefined: somebody has it
 * ```
 */
export function createMemoryLeases(): MemoryLeases {
  const holders = new Map<string, { readonly until: number }>()

  return {
    take(key, now, until) {
      if ((holders.get(key)?.until ?? 0) > now) return undefined
      const mine = { until }
      holders.set(key, mine)
      return {
        async release() {
          if (holders.get(key) === mine) holders.delete(key)
        },
      }
    },

    sweep(now) {
      for (const [key, { until }] of holders) if (until <= now) holders.delete(key)
    },

    reset: () => holders.clear(),
  }
}
