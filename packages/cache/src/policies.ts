import type { CachePolicy, CacheResource } from '@graphkeep/core'

/** One row of the policy table. */
export interface PolicyRow extends CachePolicy {
  /** Why it is not shorter and not longer. */
  readonly reason: string
}

const minute = 60_000
const hour = 60 * minute

/** How long each kind of thing is served when the host says nothing else: fresh from 2 minutes to 4 hours, never kept beyond a day. */
export const policies: Readonly<Record<CacheResource, PolicyRow>> = Object.freeze({
  default: row(5 * minute, 30 * minute, 12 * hour, 'Nothing is known about how it changes.'),
  'mail.folders': row(10 * minute, hour, 24 * hour, 'The tree rarely changes; its unread counts do.'),
  'mail.list': row(2 * minute, 10 * minute, 12 * hour, 'New mail arrives at any time.'),
  'mail.item': row(
    30 * minute,
    2 * hour,
    24 * hour,
    'A message keeps its text; flags change, mostly by our own writes.',
  ),
  'mail.search': row(2 * minute, 5 * minute, hour, 'A hit list depends on the whole mailbox.'),
  calendar: row(5 * minute, 15 * minute, 12 * hour, 'Others move meetings, often shortly before they start.'),
  contacts: row(hour, 4 * hour, 24 * hour, 'They change by hand, seldom.'),
  files: row(5 * minute, 30 * minute, 12 * hour, 'Several people work in one folder.'),
  people: row(2 * hour, 8 * hour, 24 * hour, 'The ranking is made from weeks of activity.'),
  directory: row(
    2 * hour,
    8 * hour,
    24 * hour,
    'Names and managers change with the organisation; access does not hang on them.',
  ),
  team: row(5 * minute, 30 * minute, 12 * hour, 'Channels and messages come from many people.'),
  templates: row(
    4 * hour,
    12 * hour,
    24 * hour,
    'They are edited through the host, and its writes invalidate them.',
  ),
})

/**
 * Makes the function that finds the policy of a call: a policy of its own, a row of the table, or `default`.
 *
 * @throws TypeError, here and from the function, for a policy that is not finite, rising and positive, or a row that does not exist.
 *
 * @example
 * ```ts
 * const policyOf = choosePolicies({ calendar: { freshMs: 60_000, staleMs: 120_000, graceMs: 120_000 } })
 * policyOf('calendar').freshMs // 60000
 * ```
 */
export function choosePolicies(
  overrides: Partial<Record<CacheResource, CachePolicy>>,
): (wanted?: CacheResource | CachePolicy) => CachePolicy {
  const table = new Map<string, CachePolicy>(Object.entries({ ...policies, ...overrides }))
  for (const [name, policy] of table) check(policy, `The policy "${name}"`)

  return (wanted = 'default') => {
    if (typeof wanted === 'object') return check(wanted, 'The policy of the call')
    return table.get(wanted) ?? unknownRow(wanted)
  }
}

function row(freshMs: number, staleMs: number, graceMs: number, reason: string): PolicyRow {
  return Object.freeze({ freshMs, staleMs, graceMs, reason })
}

function check(policy: CachePolicy, name: string): CachePolicy {
  const { freshMs, staleMs, graceMs, jitter = 0, early = 0 } = policy
  const { slidingMs = 0, softTimeoutMs = 0, hardTimeoutMs = 1, negativeMs = 0 } = policy
  const rising = freshMs >= 0 && staleMs >= freshMs && graceMs >= staleMs
  if (!rising || !Number.isFinite(graceMs)) {
    throw new TypeError(`${name} must have finite milliseconds with 0 <= freshMs <= staleMs <= graceMs`)
  }
  if (!(isShare(jitter) && isShare(early)))
    throw new TypeError(`${name} must have jitter and early from 0 to 1`)
  if (!(slidingMs >= 0 && softTimeoutMs >= 0 && negativeMs >= 0 && hardTimeoutMs > 0)) {
    throw new TypeError(`${name} must have milliseconds from 0 on, and a hardTimeoutMs above 0`)
  }
  return policy
}

function isShare(number: number): boolean {
  return number >= 0 && number <= 1
}

function unknownRow(name: string): never {
  throw new TypeError(`There is no policy "${name}". Use one of: ${Object.keys(policies).join(', ')}`)
}
