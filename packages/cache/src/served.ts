import type { CacheSource, CacheState, ServedAnswers } from '@graphkeep/core'

/** Counts the answers that were given, and how long their callers waited. */
export interface Served {
  note(source: CacheSource, state: CacheState, ms: number): void
  read(): Readonly<Record<CacheSource, ServedAnswers>>
}

const bounds: readonly number[] = Object.freeze([
  0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 25, 50, 100, 250, 500, 1000, 2500, 5000, 10_000, 30_000,
])

/**
 * Makes the count of answers by where they came from.
 *
 * @example
 * ```ts
 * const served = createServed()
 * served.note('memory', 'fresh', 0.02)
 * served.read().memory.fresh // 1
 * ```
 */
export function createServed(): Served {
  const tallies = { memory: emptyTally(), store: emptyTally(), origin: emptyTally() }

  return {
    note(source, state, ms) {
      const tally = tallies[source]
      tally[state] += 1
      tally.sumMs += ms
      let place = 0
      while (place < bounds.length && ms > (bounds[place] as number)) place += 1
      tally.counts[place] = (tally.counts[place] as number) + 1
    },

    read: () => ({
      memory: answersOf(tallies.memory),
      store: answersOf(tallies.store),
      origin: answersOf(tallies.origin),
    }),
  }
}

type Tally = ReturnType<typeof emptyTally>

function emptyTally() {
  return { fresh: 0, stale: 0, grace: 0, sumMs: 0, counts: new Array<number>(bounds.length + 1).fill(0) }
}

function answersOf({ fresh, stale, grace, sumMs, counts }: Tally): ServedAnswers {
  return { fresh, stale, grace, latency: { bounds, counts: [...counts], sumMs } }
}
