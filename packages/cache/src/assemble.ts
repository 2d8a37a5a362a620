import { type Clock, createMemoryStore, type Store, sealedStore, systemClock } from '@graphkeep/core'

import { createAnswers } from './answers.ts'
import type { CacheManagerOptions } from './cache-options.ts'
import { createCodec } from './codec.ts'
import { createCoherence } from './coherence.ts'
import { createCounters } from './counters.ts'
import { createFetchFirst } from './fetch-first.ts'
import { createFlights } from './flights.ts'
import { createKeeper } from './keeper.ts'
import { createLeases } from './leases.ts'
import { createLookup } from './lookup.ts'
import { createMemoryTier } from './memory-tier.ts'
import { createNegatives } from './negatives.ts'
import { noStoreTier } from './no-store-tier.ts'
import { createOrigin, type Obtained } from './origin.ts'
import { choosePolicies } from './policies.ts'
import { createRefreshes } from './refreshes.ts'
import { createServed } from './served.ts'
import { createStoreGuard } from './store-guard.ts'
import { createStoreTier } from './store-tier.ts'
import { createWarming } from './warming.ts'

/** The parts of a cache. */
export type Parts = ReturnType<typeof assemble>

/**
 * Makes the parts of a cache and joins them: each knows only those made before it.
 *
 * @throws TypeError for a limit or a duration that is not a positive number, and for a policy that is none.
 *
 * @example
 * ```ts
 * const { memory } = assemble({ memoryBytes: 1024 * 1024 })
 * ```
 */
export function assemble(options: CacheManagerOptions) {
  const { events, clock = systemClock, random = Math.random, compressFromBytes = 16 * 1024 } = options
  const {
    memoryBytes = 64 * 1024 * 1024,
    leaseMs = 15_000,
    storeTimeoutMs = 2_000,
    fetchTimeoutMs = 60_000,
  } = options
  checkPositive({ memoryBytes, leaseMs, storeTimeoutMs, fetchTimeoutMs, compressFromBytes })
  const store = storeFrom(options, clock)
  const policyOf = choosePolicies(options.policies ?? {})
  const counters = createCounters()
  const served = createServed()
  const since = clock.now()

  const guard = createStoreGuard({ store, clock, timeoutMs: storeTimeoutMs, counters, events })
  const coherence = createCoherence({ guard, clock, counters, retryMs: storeTimeoutMs, events })
  const memory = createMemoryTier({ limitBytes: memoryBytes, clock, coherence, counters })
  const negatives = createNegatives(clock, coherence)
  const codec = createCodec(compressFromBytes)
  const storeTier = options.store ? createStoreTier({ guard, codec, coherence, counters }) : noStoreTier
  const keeper = createKeeper({ clock, counters, coherence, memory, negatives, storeTier, random })

  const leases = createLeases({ guard, coherence, clock, leaseMs })
  const origin = createOrigin({ clock, counters, coherence, leases, storeTier, keeper, fetchTimeoutMs })
  const flights = createFlights<Obtained | undefined>()
  const refreshes = createRefreshes({ flights, origin, coherence, clock, counters, events })
  const warming = createWarming({ clock, idle: flights.idle })

  const answers = createAnswers({ clock, counters, served, events })
  const lookup = createLookup({ clock, coherence, memory, storeTier, keeper })
  const fetchFirst = createFetchFirst({ clock, counters, coherence, flights, origin, answers })
  const reading = { lookup, fetchFirst, refreshes, answers }
  return {
    ...reading,
    store,
    since,
    clock,
    counters,
    served,
    guard,
    coherence,
    memory,
    negatives,
    keeper,
    flights,
    warming,
    policyOf,
  }
}

function storeFrom({ store, sealer }: CacheManagerOptions, clock: Clock): Store {
  // Without a store, invalidations still need a place.
  if (!store) return createMemoryStore({ clock })
  return sealer ? sealedStore(store, sealer) : store
}

function checkPositive(numbers: Readonly<Record<string, number>>): void {
  for (const [name, number] of Object.entries(numbers)) {
    if (!(number > 0)) throw new TypeError(`${name} must be a number above 0`)
  }
}
