import { type InvalidationTarget, patternOf } from './invalidation-target.ts'
import { type Invalidations, noInvalidations } from './invalidations.ts'
import type { InvalidationRecord } from './store.ts'

/** What was invalidated in one scope, kept in memory. */
export interface MemoryInvalidations {
  /** The state now; it changes with the next invalidation. */
  readonly current: Invalidations

  /** Returns the state as a value of its own: the same one as long as nothing changes. */
  snapshot(): Invalidations

  /** Takes the next number for the target, and returns it. `at` is in milliseconds since the epoch. */
  add(target: InvalidationTarget, cause: string, at: number): number

  /** Returns the newest records first, of the last 1,000. */
  history(limit: number): readonly InvalidationRecord[]

  /** Forgets tags, patterns and records; nothing that was read before holds any more. */
  reset(): void

  /** Forgets the tags and patterns that nothing read at `oldest` or later needs, and refuses what is older. */
  prune(oldest: number): void
}

const historyLimit = 1_000

/** What was invalidated in a scope up to now, with the records of it, the oldest first. */
export interface PastInvalidations {
  readonly current: Invalidations
  readonly records: readonly InvalidationRecord[]
}

const none: PastInvalidations = { current: noInvalidations, records: [] }

/**
 * Makes the invalidations of a scope, for adapters whose backend cannot count by itself. Default: there was none yet.
 *
 * @example
 * ```ts
 * const invalidations = createMemoryInvalidations()
 * invalidations.add({ tags: ['email:folder:inbox'] }, 'email_send', Date.now()) // 1
 * ```
 */
export function createMemoryInvalidations(past: PastInvalidations = none): MemoryInvalidations {
  const { sequence, floor } = past.current
  const current = {
    sequence,
    floor,
    tags: new Map(past.current.tags),
    patterns: new Map(past.current.patterns),
  }
  let records = past.records
  let snapshot: Invalidations | undefined

  return {
    current,

    snapshot() {
      snapshot ??= Object.freeze({
        ...current,
        tags: new Map(current.tags),
        patterns: new Map(current.patterns),
      })
      return snapshot
    },

    add(target, cause, at) {
      const sequence = ++current.sequence
      if (target.tags) for (const tag of target.tags) current.tags.set(tag, sequence)
      else current.patterns.set(patternOf(target), sequence)
      records = withRecord(records, { sequence, at, cause, target })
      snapshot = undefined
      return sequence
    },

    history: (limit) => records.toReversed().slice(0, limit),

    reset() {
      current.sequence += 1
      records = []
      raiseFloor(current, current.sequence)
      snapshot = undefined
    },

    prune(oldest) {
      const floor = Math.min(oldest, current.sequence)
      if (floor <= current.floor) return
      raiseFloor(current, floor)
      snapshot = undefined
    },
  }
}

interface Numbers {
  floor: number
  readonly tags: Map<string, number>
  readonly patterns: Map<string, number>
}

/** Whatever is named by a number up to the floor, the floor refuses by itself. */
function raiseFloor(numbers: Numbers, floor: number): void {
  numbers.floor = floor
  for (const names of [numbers.tags, numbers.patterns]) {
    for (const [name, number] of names) if (number <= floor) names.delete(name)
  }
}

function withRecord(
  records: readonly InvalidationRecord[],
  record: InvalidationRecord,
): InvalidationRecord[] {
  const { target } = record
  const own = target.tags ? { tags: [...target.tags] } : { ...target }
  return [...records.slice(1 - historyLimit), Object.freeze({ ...record, target: own })]
}
