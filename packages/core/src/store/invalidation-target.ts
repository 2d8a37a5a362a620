import { patternOfPrefix } from './key-pattern.ts'

/**
 * What an invalidation names: exact tags; every key that starts with a prefix (`''` for all); or every key that fits a
 * pattern, in which `*` stands for any text and `\` takes the character after it as it is.
 */
export type InvalidationTarget =
  | { readonly tags: readonly string[]; readonly prefix?: never; readonly pattern?: never }
  | { readonly prefix: string; readonly tags?: never; readonly pattern?: never }
  | { readonly pattern: string; readonly tags?: never; readonly prefix?: never }

/**
 * Returns the pattern that a target names keys by.
 *
 * @example
 * ```ts
 * patternOf({ prefix: 'email:' }) // 'email:*'
 * ```
 */
export function patternOf(target: Exclude<InvalidationTarget, { readonly tags: readonly string[] }>): string {
  return target.pattern ?? patternOfPrefix(target.prefix)
}
