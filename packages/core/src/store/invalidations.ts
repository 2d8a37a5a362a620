import { fitsPattern } from './key-pattern.ts'

/**
 * What was invalidated in one scope, as a value that never changes.
 *
 * Every invalidation takes the next number of its scope. A tag or a pattern of keys remembers the last number that named it.
 */
export interface Invalidations {
  /** The number of the latest invalidation; 0 before the first. */
  readonly sequence: number

  /** Whatever was read before this number does not hold any more, whatever its tags. */
  readonly floor: number

  /** The latest number of each tag. */
  readonly tags: ReadonlyMap<string, number>

  /** The latest number of each pattern of keys; a prefix counts as the pattern of all that start with it. */
  readonly patterns: ReadonlyMap<string, number>
}

/** The state of a scope in which nothing was ever invalidated. */
export const noInvalidations: Invalidations = Object.freeze({
  sequence: 0,
  floor: 0,
  tags: new Map(),
  patterns: new Map(),
})

/**
 * Says whether a value that was read under `asOf` is still true.
 *
 * @example
 * ```ts
 * holds({ asOf: 4, tags: ['email:folder:A'] }, 'email:list:1', {
 *   sequence: 5,
 *   floor: 0,
 *   tags: new Map([['email:folder:A', 5]]),
 *   patterns: new Map(),
 * }) // false: the folder changed after the value was read
 * ```
 */
export function holds(
  entry: { readonly asOf: number; readonly tags: readonly string[] },
  key: string,
  invalidations: Invalidations,
): boolean {
  const { sequence, floor, tags, patterns } = invalidations
  if (entry.asOf >= sequence) return true
  if (entry.asOf < floor) return false
  for (const tag of entry.tags) if ((tags.get(tag) ?? 0) > entry.asOf) return false
  for (const [pattern, number] of patterns) if (number > entry.asOf && fitsPattern(pattern, key)) return false
  return true
}
