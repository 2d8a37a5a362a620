import { type Freshness, type FreshnessWish, InvalidInput } from '@graphkeep/core'

/** The `_meta` key of a request's wish for freshness and of an answer's label. */
export const freshnessKey = 'graphkeep/freshness'

/** The label of an answer, as it stands in `_meta["graphkeep/freshness"]`. Times are ISO 8601, in UTC. */
export interface FreshnessLabel {
  readonly state: Freshness['state']
  readonly source: Freshness['source']

  /** Whole seconds since the value was read at its origin. */
  readonly ageSeconds: number
  readonly fetchedAt: string
  readonly staleAt: string
  readonly expiresAt: string

  /** Why a stale or grace answer was served; absent for fresh ones. */
  readonly reason?: string
}

/** Writes the label of an answer. */
export function freshnessLabel(freshness: Freshness): FreshnessLabel {
  const { state, source, ageSeconds, fetchedAt, staleAt, expiresAt, reason } = freshness
  return {
    state,
    source,
    ageSeconds,
    fetchedAt: new Date(fetchedAt).toISOString(),
    staleAt: new Date(staleAt).toISOString(),
    expiresAt: new Date(expiresAt).toISOString(),
    ...(reason !== undefined && { reason }),
  }
}

/**
 * Reads how old an answer may be from a request's `_meta`; `undefined` when it does not say.
 *
 * @throws {@link InvalidInput} for anything but `'fresh'`, `'any'` or a number of seconds.
 */
export function freshnessWish(meta: Readonly<Record<string, unknown>>): FreshnessWish | undefined {
  const wish = meta[freshnessKey]
  if (wish === undefined || wish === 'fresh' || wish === 'any') return wish
  if (typeof wish === 'number' && wish >= 0) return wish
  throw new InvalidInput([`_meta["${freshnessKey}"]: expected 'fresh', 'any' or a number of seconds from 0`])
}
