import type { CacheCounters, CacheManager } from '@graphkeep/core'

/** Named sums that somebody keeps. */
export interface Sums {
  add(amounts: Readonly<Record<string, number>>): Promise<void>
  read(): Promise<Readonly<Record<string, number>>>
}

/** Counters of a cache over all processes and restarts. */
export interface LifetimeCounters {
  /** Returns the sums, those of this process included; names are those of `CacheCounters`. */
  read(): Promise<Readonly<Record<string, number>>>

  /** Adds what this process counted since the last time. Never rejects: counting is not worth a failure. */
  save(): Promise<void>
}

/** Makes the counters of a cache outlive it. */
export function createLifetimeCounters(cache: CacheManager, sums: Sums | undefined): LifetimeCounters {
  let saved: Partial<CacheCounters> = {}

  async function unsaved(): Promise<CacheCounters> {
    const { counters } = await cache.stats()
    return counters
  }

  return {
    async read() {
      return plus((await sums?.read()) ?? {}, minus(await unsaved(), saved))
    },

    async save() {
      const now = await unsaved()
      try {
        await sums?.add(minus(now, saved))
        saved = now
      } catch {
        // Added the next time.
      }
    },
  }
}

function minus(counters: CacheCounters, earlier: Partial<CacheCounters>): Record<string, number> {
  const names = Object.keys(counters) as (keyof CacheCounters)[]
  return Object.fromEntries(names.map((name) => [name, counters[name] - (earlier[name] ?? 0)]))
}

function plus(sums: Readonly<Record<string, number>>, more: Readonly<Record<string, number>>) {
  const names = new Set([...Object.keys(sums), ...Object.keys(more)])
  return Object.fromEntries([...names].map((name) => [name, (sums[name] ?? 0) + (more[name] ?? 0)]))
}
