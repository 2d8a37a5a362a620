/** Keeps the values that were used last. */
export interface Recent<V> {
  /** Returns the value if it is remembered. */
  find(id: string): V | undefined

  /** Returns the value; made with `make` when there is none, or it was forgotten. */
  of(id: string, make: () => V): V

  /** Notes that the value was used just now. */
  use(id: string): void
  delete(id: string): void
  values(): IterableIterator<V>
}

/**
 * Makes a place for up to `limit` values; the one that was not used for the longest time is forgotten first, except
 * those that `mayForget` keeps.
 *
 * @example
 * ```ts
 * const recent = createRecent<string>({ limit: 2, mayForget: () => true })
 * recent.of('a', () => 'A') // 'A'
 * ```
 */
export function createRecent<V>(options: {
  readonly limit: number
  readonly mayForget: (value: V) => boolean
}): Recent<V> {
  const { limit, mayForget } = options
  const values = new Map<string, V>()

  function forgetOne(): void {
    for (const [id, value] of values) {
      if (mayForget(value)) {
        values.delete(id)
        return
      }
    }
  }

  return {
    find: (id) => values.get(id),

    of(id, make) {
      const known = values.get(id)
      if (known !== undefined) return known
      if (values.size >= limit) forgetOne()
      const made = make()
      values.set(id, made)
      return made
    },

    use(id) {
      // Order matters only when something will have to be forgotten before long.
      if (values.size < limit / 2) return
      const value = values.get(id)
      if (value === undefined) return
      values.delete(id)
      values.set(id, value)
    },

    delete: (id) => void values.delete(id),
    values: () => values.values(),
  }
}
