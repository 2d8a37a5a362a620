import type { Keeps } from './keeps.ts'

interface Node {
  readonly id: string
  readonly weight: number
  asked: boolean
  newer: Node | undefined
  older: Node | undefined
}

/**
 * SIEVE (Zhang et al., NSDI 2024): a hand walks from the oldest thing to the newest, spares once what was asked for
 * since it last came by, and evicts the first that was not.
 */
export function createSieve(limit: number): Keeps {
  const nodes = new Map<string, Node>()
  let newest: Node | undefined
  let oldest: Node | undefined
  let hand: Node | undefined
  let weight = 0

  function unlink(node: Node): void {
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
  }

  return {
    get(id) {
      const node = nodes.get(id)
      if (node) node.asked = true
      return node !== undefined
    },

    set(id, added) {
      if (added > limit / 8) return
      while (weight + added > limit) evictOne()
      const node = { id, weight: added, asked: false, newer: undefined, older: newest }
      if (newest) newest.newer = node
      else oldest = node
      newest = node
      nodes.set(id, node)
      weight += added
    },
  }
}
