/**
 * Makes tags that any store takes: a store that refuses one would never be told of that invalidation, nor of those
 * after it. Two tags may become one, so that more is invalidated than was named, never less.
 *
 * @example
 * ```ts
 * wellFormed(['email:item:\ud800', 'email:item:A']) // ['email:item:\ufffd', 'email:item:A']
 * ```
 */
export function wellFormed(tags: readonly string[]): readonly string[] {
  return [...new Set(tags.map((tag) => tag.toWellFormed()))]
}
