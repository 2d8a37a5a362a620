import type { CachePolicy, CacheResource, Clock, Events, Sealer, Store } from '@graphkeep/core'

/** What a cache is made of. Everything may be left out. */
export interface CacheManagerOptions {
  /** Where values outlive the memory tier and the process. The cache closes it. Default: nowhere. */
  readonly store?: Store

  /** Seals what goes into the store. Default: it is stored as it is; right only for a store that encrypts by itself. */
  readonly sealer?: Sealer

  /** The most that this process holds decoded, in bytes of JSON text, keys and tags. Default 64 MiB. */
  readonly memoryBytes?: number

  /** Rows to use in place of those in the policy table. */
  readonly policies?: Partial<Record<CacheResource, CachePolicy>>

  /** Told of answers, invalidations, refreshes and a store that fails. Default: nobody is. */
  readonly events?: Events

  /** Default: the machine's time. */
  readonly clock?: Clock

  /** How long a process may fetch before another one fetches the same, in milliseconds. Default 15,000. */
  readonly leaseMs?: number

  /** How long the store may take for one answer, in milliseconds. Default 2,000. */
  readonly storeTimeoutMs?: number

  /** How long a fetch may take, in milliseconds. Default 60,000. */
  readonly fetchTimeoutMs?: number

  /** From how many bytes on a stored value is compressed. Default 16 KiB. */
  readonly compressFromBytes?: number

  /** Where jitter comes from: numbers from 0 to below 1. Default `Math.random`. */
  readonly random?: () => number
}
