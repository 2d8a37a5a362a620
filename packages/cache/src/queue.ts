/** A member of a queue: one object is in at most one queue at a time. */
export interface Queued<N> {
  readonly weight: number
  newer: N | undefined
  older: N | undefined
}

/** First in, first out; members may leave from anywhere. */
export interface Queue<N> {
  push(node: N): void
  remove(node: N): void
  clear(): void
  readonly oldest: N | undefined
  readonly length: number

  /** What all members weigh together. */
  readonly weight: number
}

/**
 * Makes an empty queue. A `Set` would do the same, but slows down where the oldest member leaves again and again.
 *
 * @example
 * ```ts
 * const queue = createQueue<Node>()
 * queue.push(node)
 * queue.oldest === node // true
 * ```
 */
export function createQueue<N extends Queued<N>>(): Queue<N> {
  let newest: N | undefined
  let oldest: N | undefined
  let length = 0
  let weight = 0

  return {
    push(node) {
      node.older = newest
      if (newest) newest.newer = node
      else oldest = node
      newest = node
      length += 1
      weight += node.weight
    },

    remove(node) {
      if (node.newer) node.newer.older = node.older
      else newest = node.older
      if (node.older) node.older.newer = node.newer
      else oldest = node.newer
      node.newer = node.older = undefined
      length -= 1
      weight -= node.weight
    },

    clear() {
      newest = oldest = undefined
      length = weight = 0
    },

    get oldest() {
      return oldest
    },
    get length() {
      return length
    },
    get weight() {
      return weight
    },
  }
}
