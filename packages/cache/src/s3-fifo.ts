import { createGroups, type Groups } from './groups.ts'
import { createQueue, type Queue } from './queue.ts'

/** Keeps values in groups, up to a weight, and lets go of what was not asked for again. */
export interface S3Fifo<V> {
  /** Returns the value and remembers that it was asked for. */
  get(group: string, id: string): V | undefined

  /** Keeps a value. One that is heavier than an eighth of the limit is not kept. */
  set(group: string, id: string, value: V, weight: number): void
  delete(group: string, id: string): void

  /** Forgets everything of a group, names included. */
  drop(group: string): void
  clear(): void

  /** All values, in no order that matters. */
  values(): IterableIterator<V>
  readonly size: number

  /** What all values weigh; never more than the limit, at no time. */
  readonly weight: number
}

interface Node<V> {
  readonly group: string
  readonly id: string

  /** Absent where only the name is remembered. */
  value: V | undefined
  readonly weight: number
  asked: number
  queue: Queue<Node<V>>
  newer: Node<V> | undefined
  older: Node<V> | undefined
}

const passingShare = 0.1
const mostAsked = 3

/**
 * Makes a cache with S3-FIFO eviction (Yang et al., SOSP 2023): new values pass through a tenth of the room, and only
 * those that were asked for meanwhile get to the rest of it. A scan therefore pushes out itself, not what is in use. Of
 * what passed in vain the names are remembered, never more of them than there are values: what comes back under such
 * a name was let go too early, and gets to the rest at once.
 *
 * @example
 * ```ts
 * const kept = createS3Fifo<string>({ limit: 100, onEvict: () => {} })
 * kept.set('group', 'a', 'A', 10)
 * kept.get('group', 'a') // 'A'
 * ```
 */
export function createS3Fifo<V extends object>(options: {
  readonly limit: number
  readonly onEvict: (value: V) => void
}): S3Fifo<V> {
  const { limit } = options
  const nodes = createGroups<Node<V>>()
  const queues = createQueues<V>()
  const { passing, staying, names } = queues
  const eviction = createEviction({ ...options, nodes, queues })

  function forgetNames(): void {
    while (names.oldest && names.length > passing.length + staying.length) eviction.forget(names.oldest)
  }

  return {
    get(group, id) {
      const node = nodes.find(group, id)
      if (node && node.asked < mostAsked) node.asked += 1
      return node?.value
    },

    set(group, id, value, weight) {
      const before = nodes.find(group, id)
      if (before) eviction.forget(before)
      const fits = weight <= limit / 8
      if (fits) eviction.makeRoom(weight)
      forgetNames()
      if (!fits) return
      const queue = before && before.queue !== passing ? staying : passing
      const asked = before?.queue === names ? 0 : (before?.asked ?? 0)
      const node: Node<V> = { group, id, value, weight, asked, queue, newer: undefined, older: undefined }
      nodes.add(node)
      queue.push(node)
    },

    delete(group, id) {
      const node = nodes.find(group, id)
      if (!node?.value) return
      eviction.forget(node)
      forgetNames()
    },

    drop(group) {
      for (const node of nodes.take(group)) node.queue.remove(node)
      forgetNames()
    },

    clear() {
      nodes.clear()
      for (const queue of [passing, staying, names]) queue.clear()
    },

    *values() {
      for (const { value } of nodes.all()) if (value) yield value
    },

    get size() {
      return passing.length + staying.length
    },
    get weight() {
      return passing.weight + staying.weight
    },
  }
}

type Queues<V> = ReturnType<typeof createQueues<V>>

function createQueues<V>() {
  return { passing: createQueue<Node<V>>(), staying: createQueue<Node<V>>(), names: createQueue<Node<V>>() }
}

function createEviction<V>(parts: {
  readonly limit: number
  readonly onEvict: (value: V) => void
  readonly nodes: Groups<Node<V>>
  readonly queues: Queues<V>
}) {
  const { limit, onEvict, nodes } = parts
  const { passing, staying, names } = parts.queues

  function move(node: Node<V>, queue: Queue<Node<V>>): void {
    node.queue.remove(node)
    node.queue = queue
    queue.push(node)
  }

  function forget(node: Node<V>): void {
    node.queue.remove(node)
    nodes.delete(node)
  }

  function passOn(node: Node<V>): void {
    if (node.asked > 0) {
      node.asked = 0
      move(node, staying)
      return
    }
    const { value } = node
    move(node, names)
    node.value = undefined
    onEvict(value as V)
  }

  function spareOrEvict(node: Node<V>): void {
    if (node.asked > 0) {
      node.asked -= 1
      move(node, staying)
      return
    }
    forget(node)
    onEvict(node.value as V)
  }

  return {
    forget,

    makeRoom(added: number): void {
      while (passing.weight + staying.weight + added > limit) {
        const fromPassing = passing.weight > limit * passingShare || !staying.oldest
        if (fromPassing && passing.oldest) passOn(passing.oldest)
        else if (staying.oldest) spareOrEvict(staying.oldest)
      }
    },
  }
}
