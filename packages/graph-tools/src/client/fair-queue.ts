/** Those who wait: principals take turns, and each principal's own are served in the order they came. */
export interface FairQueue<T> {
  push(principal: string, waiting: T): void

  /** Returns whoever is next; `undefined` when nobody waits. */
  peek(): T | undefined

  /** Takes out whoever is next. */
  shift(): void

  /** Takes out somebody who gave up. */
  remove(principal: string, waiting: T): void
}

/** Creates a queue in which nobody waits. */
export function createFairQueue<T>(): FairQueue<T> {
  /** In the order of their turns. */
  const waitingOf = new Map<string, T[]>()

  return {
    push(principal, waiting) {
      const own = waitingOf.get(principal)
      if (own) own.push(waiting)
      else waitingOf.set(principal, [waiting])
    },

    peek() {
      const [own] = waitingOf.values()
      return own?.[0]
    },

    shift() {
      const [turn] = waitingOf
      if (turn === undefined) return
      const [principal, own] = turn
      own.shift()
      waitingOf.delete(principal)
      if (own.length > 0) waitingOf.set(principal, own)
    },

    remove(principal, waiting) {
      const own = waitingOf.get(principal) ?? []
      const left = own.filter((other) => other !== waiting)
      if (left.length > 0) waitingOf.set(principal, left)
      else waitingOf.delete(principal)
    },
  }
}
