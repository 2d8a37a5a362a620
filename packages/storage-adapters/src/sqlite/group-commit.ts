import { setImmediate as letOthersGo } from 'node:timers/promises'

/** Writes what is asked for at the same time as one transaction. */
export interface GroupCommit {
  /** Does a piece of work in a transaction; rejects with what it throws, or with what kept the transaction from being written. */
  write<T>(work: () => T, signal?: AbortSignal): Promise<T>

  /** Resolves when everything that was asked for was written or has failed. */
  settled(): Promise<void>
}

interface Piece {
  readonly work: () => unknown
  readonly signal: AbortSignal | undefined
  resolve(result: unknown): void
  reject(reason: unknown): void
}

const longestGroupMs = 2
const hopelessMs = 1_000

/**
 * Makes a group commit.
 *
 * What several pieces change on one page is encrypted and written once. A group that fails is written again piece by
 * piece, so that nobody pays for another's mistake; a piece may therefore run more than once.
 *
 * @param transact Does something as one transaction, retried while the database is busy.
 */
export function createGroupCommit(transact: <T>(work: () => T) => Promise<T>): GroupCommit {
  let waiting: Piece[] = []
  let draining: Promise<void> | undefined
  let single = 0

  /** Does as many pieces as take no longer than a group may; returns what came of them. */
  function perform(): unknown[] {
    dropAborted()
    const deadline = performance.now() + longestGroupMs
    const results: unknown[] = []
    for (const { work } of waiting) {
      results.push(work())
      if (single > 0 || performance.now() >= deadline) break
    }
    return results
  }

  function dropAborted(): void {
    const isAborted = ({ signal }: Piece) => signal?.aborted === true
    for (const piece of waiting.filter(isAborted)) piece.reject(piece.signal?.reason)
    waiting = waiting.filter((piece) => !isAborted(piece))
  }

  async function writeGroup(): Promise<void> {
    const size = waiting.length
    const start = performance.now()
    try {
      const results = await transact(perform)
      for (const [index, piece] of waiting.splice(0, results.length).entries()) piece.resolve(results[index])
      single = Math.max(0, single - 1)
    } catch (error) {
      // Whoever was waited for that long would be waited for once more by every piece.
      const isHopeless = performance.now() - start >= hopelessMs
      const failed = isHopeless ? size : single > 0 || size === 1 ? 1 : 0
      for (const piece of waiting.splice(0, failed)) piece.reject(error)
      single = failed === 0 ? size : Math.max(0, single - 1)
    }
  }

  async function drain(): Promise<void> {
    await Promise.resolve()
    while (waiting.length > 0) {
      await writeGroup()
      if (waiting.length > 0) await letOthersGo()
    }
    draining = undefined
  }

  return {
    write: <T>(work: () => T, signal?: AbortSignal) =>
      new Promise<T>((resolve, reject) => {
        waiting.push({ work, signal, resolve: (result) => resolve(result as T), reject })
        draining ??= drain()
      }),

    settled: async () => draining,
  }
}
