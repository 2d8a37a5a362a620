import { type Scope, scopeKey } from '../scope.ts'
import { createMemoryEntries, type MemoryEntries, type MemoryWorth } from './memory-entries.ts'
import { createMemoryInvalidations, type MemoryInvalidations } from './memory-invalidations.ts'
import { createMemoryLeases, type MemoryLeases } from './memory-leases.ts'
import type { StoreSize } from './store.ts'

/** All that a memory store keeps for one scope. */
export interface MemorySpace {
  readonly entries: MemoryEntries
  readonly invalidations: MemoryInvalidations
  readonly leases: MemoryLeases

  /** Removes everything, and fences off whatever was read before. */
  clear(): void

  /** Removes up to `limit` entries that exist no more at `now`; returns how many went. */
  sweep(limit: number, now: number): number
}

/** The spaces of all scopes. */
export interface MemorySpaces {
  /** Returns the scope's space, or `undefined` when nothing was ever done in it. */
  find(scope: Scope): MemorySpace | undefined

  /** Returns the scope's space, made if need be. */
  open(scope: Scope): MemorySpace
  size(): StoreSize

  /** Returns what each entry of every scope is worth. */
  worths(now: number): readonly MemoryWorth[]
  sweep(limit: number, now: number): number
  reset(): void
}

/** Makes room for scopes, none of which was used yet. */
export function createMemorySpaces(): MemorySpaces {
  const spaces = new Map<string, MemorySpace>()

  return {
    find: (scope) => spaces.get(scopeKey(scope)),

    open(scope) {
      const key = scopeKey(scope)
      const space = spaces.get(key) ?? createSpace()
      spaces.set(key, space)
      return space
    },

    size() {
      const sizes = [...spaces.values()].map((space) => space.entries.size())
      return {
        entries: sizes.reduce((sum, { entries }) => sum + entries, 0),
        bytes: sizes.reduce((sum, { bytes }) => sum + bytes, 0),
      }
    },

    worths: (now) => [...spaces.values()].flatMap((space) => space.entries.worths(now)),

    sweep: (limit, now) =>
      [...spaces.values()].reduce((gone, space) => gone + space.sweep(limit - gone, now), 0),
    reset: () => spaces.clear(),
  }
}

function createSpace(): MemorySpace {
  const invalidations = createMemoryInvalidations()
  const entries = createMemoryEntries(invalidations.current)
  const leases = createMemoryLeases()

  return {
    entries,
    invalidations,
    leases,

    clear() {
      entries.reset()
      invalidations.reset()
      leases.reset()
    },

    sweep(limit, now) {
      const gone = entries.sweep(limit, now)
      leases.sweep(now)
      invalidations.prune(entries.oldest())
      return gone
    },
  }
}
