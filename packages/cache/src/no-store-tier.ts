import type { StoreTier } from './store-tier.ts'

/**
 * The store tier of a cache that has none: nothing is encoded nor kept, so that the limit of the memory tier is the
 * limit of it all.
 *
 * @example
 * ```ts
 * await noStoreTier.get(slot) // undefined
 * ```
 */
export const noStoreTier: StoreTier = Object.freeze({
  get: async () => undefined,
  getRaw: async () => undefined,
  join: async () => undefined,
  set: async () => true,
  delete: async () => false,
})
