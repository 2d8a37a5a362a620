import type { FreshnessWish } from '@graphkeep/core'

import { ageAt, type Kept } from './kept.ts'

/** What to do with a kept value: serve it, serve it and fetch behind the answer, or fetch first. */
export type Verdict = 'serve' | 'refresh' | 'fetch'

/**
 * Judges a value by its age and what the caller wishes. A number of seconds takes the place of the policy's end; what
 * is past its fresh time, or in the last share of it that `early` names, is fetched behind the answer all the same.
 *
 * @example
 * ```ts
 * judge(kept, 60, Date.now()) // 'fetch' for a value that is older than a minute
 * ```
 */
export function judge(kept: Kept, wish: FreshnessWish | undefined, now: number, early = 0): Verdict {
  if (wish === 'fresh') return 'fetch'
  if (typeof wish === 'number' && ageAt(kept, now) > wish * 1000) return 'fetch'
  if (now < kept.staleAt - early * (kept.staleAt - kept.fetchedAt)) return 'serve'
  return wish !== undefined || now < kept.expiresAt ? 'refresh' : 'fetch'
}

/**
 * Checks a wish that did not come through a type checker.
 *
 * @throws TypeError when it is neither `'fresh'`, `'any'` nor a number of seconds from 0 on.
 *
 * @example
 * ```ts
 * checkWish('any')
 * ```
 */
export function checkWish(wish: FreshnessWish | undefined): void {
  if (wish === undefined || wish === 'fresh' || wish === 'any' || (typeof wish === 'number' && wish >= 0))
    return
  throw new TypeError(`freshness must be 'fresh', 'any' or a number of seconds from 0 on`)
}
