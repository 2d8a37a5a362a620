import type { LatencyHistogram } from '@graphkeep/core'

/**
 * Estimates how long a share of all callers waited at most, in milliseconds: the upper bound of the class in which the
 * last of them falls. `undefined` when nobody waited, or longer than the last bound.
 */
export function quantile({ bounds, counts }: LatencyHistogram, share: number): number | undefined {
  const wanted = share * counts.reduce((sum, count) => sum + count, 0)
  if (wanted === 0) return undefined
  let reached = 0
  for (const [index, count] of counts.entries()) {
    reached += count
    if (reached >= wanted) return bounds[index]
  }
  return undefined
}
