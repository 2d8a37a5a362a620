/**
 * Returns how often a test is to attack a promise: a tenth of `full`, rounded up, and all of it when `GRAPHKEEP_SOAK` is
 * set in the environment.
 *
 * @example
 * ```ts
 * fc.assert(property, { numRuns: attempts(10_000) }) // 1,000 times; 10,000 times in a soak test
 * ```
 */
export function attempts(full: number): number {
  return process.env['GRAPHKEEP_SOAK'] ? full : Math.ceil(full / 10)
}
