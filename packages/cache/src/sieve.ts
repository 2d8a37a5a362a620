/** Keeps values up to a weight, and lets go of what was not asked for again. */
export interface Sieve<V> {
  /** Returns the value and remembers that it was asked for. */
  get(id: string): V | undefined

  /** Keeps a value. One that is heavier than an eighth of the limit is not kept. */
  set(id: string, value: V, weight: number): void
  delete(id: string): void
  clear(): void

  /** All that is kept, in no order that matters. */
  entries(): IterableIterator<readonly [id: string, value: V]>
  readonly size: number

  /** What all of it weighs; never more than the limit, at no time. */
  readonly weight: number
}

interface Node<V> {
  readonly id: string
  readonly value: V
  readonly weight: number
  asked: boolean
  newer: Node<V> | undefined
  older: Node<V> | undefined
}

/**
 * Makes a cache with SIEVE eviction (Zhang et al., NSDI 2024): a hand walks from the oldest value to the newest, spares
 * once what was asked for since it last came by, and evicts the first that was not. A scan therefore pushes out
 * itself, not what is in use.
 *
 * @example
 * ```ts
 * const sieve = createSieve<string>({ limit: 100, onEvict: () => {} })
 * sieve.set('a', 'A', 10)
 * sieve.get('a') // 'A'
 * ```
 */
export function createSieve<V>(options: {
  readonly limit: number
  readonly onEvict: (id: string) => void
}): Sieve<V> {
  const { limit, onEvict } = options
  const nodes = new Map<string, Node<V>>()
  let newest: Node<V> | undefined
  let oldest: Node<V> | undefined
  let hand: Node<V> | undefined
  let weight = 0

  function unlink(node: Node<V>): void {
    if (node.newer) node.newer.older = node.older
    else newest = node.older
    if (node.older) node.older.newer = node.newer
    else oldest = node.newer
    if (hand === node) hand = node.newer
    nodes.delete(node.id)
    weight -= node.weight
  }

  function evictOne(): void {
    let node = hand ?? oldest
    while (node?.asked) {
      node.asked = false
      node = node.newer ?? oldest
    }
    if (!node) return
    hand = node
    unlink(node)
    onEvict(node.id)
  }

  return {
    get(id) {
      const node = nodes.get(id)
      if (node) node.asked = true
      return node?.value
    },

    set(id, value, added) {
      const before = nodes.get(id)
      if (before) unlink(before)
      if (added > limit / 8) return
      while (weight + added > limit) evictOne()
      const node = {
        id,
        value,
        weight: added,
        asked: before?.asked ?? false,
        newer: undefined,
        older: newest,
      }
      if (newest) newest.newer = node
      else oldest = node
      newest = node
      nodes.set(id, node)
      weight += added
    },

    delete(id) {
      const node = nodes.get(id)
      if (node) unlink(node)
    },

    clear() {
      nodes.clear()
      newest = oldest = hand = undefined
      weight = 0
    },

    *entries() {
      for (const { id, value } of nodes.values()) yield [id, value] as const
    },

    get size() {
      return nodes.size
    },
    get weight() {
      return weight
    },
  }
}
