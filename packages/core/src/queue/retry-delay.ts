const longestMs = 3_600_000

/** More turn a millisecond into more than an hour anyhow, and at last into infinity. */
const mostDoublings = 30

/**
 * Returns how long a job waits after a try that failed, in milliseconds: its backoff, doubled with each try, at most
 * an hour.
 *
 * @param attempt How often it was started, 1 after the first try.
 *
 * @example
 * ```ts
 * retryDelayMs(1_000, 3) // 4000
 * ```
 */
export function retryDelayMs(backoffMs: number, attempt: number): number {
  return Math.min(backoffMs * 2 ** Math.min(attempt - 1, mostDoublings), longestMs)
}
