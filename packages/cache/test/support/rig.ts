import {
  type CacheKey,
  type CachePolicy,
  createEvents,
  createMemoryStore,
  type GraphkeepEvents,
} from '@graphkeep/core'
import { manualClock } from '@graphkeep/core/testing'
import { type CacheManagerOptions, createCacheManager } from '../../src/index.ts'

export const ada = { tenant: 'contoso.com', account: 'ada' }
export const bob = { tenant: 'contoso.com', account: 'bob' }

/** Fresh for 10 seconds, stale until 20, kept until 60. */
export const short: CachePolicy = { freshMs: 10_000, staleMs: 20_000, graceMs: 60_000, jitter: 0 }

export const keyOf = (name: string, scope = ada): CacheKey => ({ scope, key: `email:item:${name}` })

/** Opens a cache on a manual clock, with what it tells about its store. */
export function openRig(options: Omit<CacheManagerOptions, 'clock' | 'events'> = {}, clock = manualClock()) {
  const events = createEvents()
  const degraded: GraphkeepEvents['store.degraded'][] = []
  events.on('store.degraded', (event) => degraded.push(event))
  const store = options.store ?? createMemoryStore({ clock })
  const cache = createCacheManager({ random: () => 0, store, ...options, clock, events })
  return { cache, clock, events, store, degraded }
}

/** A function that counts its calls and returns what `make` makes of the number. */
export function countingOrigin<T>(make: (call: number) => T | Promise<T>) {
  const origin = {
    calls: 0,
    fetch: async (): Promise<T> => make(++origin.calls),
  }
  return origin
}

/** A fetch that stands still until it is let go. */
export function gatedOrigin<T>() {
  const gates: { resolve: (value: T) => void; reject: (error: unknown) => void; signal: AbortSignal }[] = []
  return {
    gates,
    fetch: ({ signal }: { signal: AbortSignal }): Promise<T> =>
      new Promise((resolve, reject) => gates.push({ resolve, reject, signal })),
  }
}

/** Lets everything run that waits for nothing but promises. */
export const settle = (): Promise<void> => new Promise((resolve) => setImmediate(resolve))
