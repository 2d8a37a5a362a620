import { type Invalidations, type InvalidationTarget, patternOf } from '@graphkeep/core'

/** What this process itself invalidated in a scope and the store may not know yet, in this process's own numbers. */
export interface OwnInvalidations extends Invalidations {
  /** Adds an invalidation under a number that is greater than all before. */
  add(target: InvalidationTarget, number: number): void

  /** Makes everything untrue that was read before the number. */
  raiseFloor(number: number): void

  /** Forgets the names; for when the store is known to have them all. */
  forgetNames(): void
}

const mostNames = 1_000

/**
 * Makes the record of a scope in which whatever was read before `floor` does not hold. With more than 1,000 names it
 * gives up telling them apart and raises its floor instead.
 *
 * @example
 * ```ts
 * const own = createOwnInvalidations(0)
 * own.add({ tags: ['email:folder:A'] }, 1)
 * own.tags.get('email:folder:A') // 1
 * ```
 */
export function createOwnInvalidations(startFloor: number): OwnInvalidations {
  const tags = new Map<string, number>()
  const patterns = new Map<string, number>()
  let floor = startFloor
  let sequence = startFloor

  function forgetNames(): void {
    if (tags.size > 0) tags.clear()
    if (patterns.size > 0) patterns.clear()
  }

  function raiseFloor(number: number): void {
    forgetNames()
    floor = number
    sequence = number
  }

  return {
    get sequence() {
      return sequence
    },
    get floor() {
      return floor
    },
    tags,
    patterns,

    add(target, number) {
      sequence = number
      if (target.tags) for (const tag of target.tags) tags.set(tag, number)
      else patterns.set(patternOf(target), number)
      if (tags.size + patterns.size > mostNames) raiseFloor(number)
    },

    raiseFloor,
    forgetNames,
  }
}
