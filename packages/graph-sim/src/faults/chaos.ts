import type { FaultAction } from './fault-action.ts'
import type { FaultMatch, FaultRule } from './fault-rule.ts'

/** How much goes wrong, and what. */
export interface ChaosOptions {
  /** The same seed gives the same faults for the same sequence of requests; 1 by default. */
  readonly seed?: number
  /** The share of requests that something happens to, from 0 to 1; 0.1 by default. */
  readonly share?: number
  /** What may happen; by default every kind. */
  readonly kinds?: readonly FaultAction['kind'][]
  /** Requests that it may happen to; all by default. */
  readonly match?: Omit<FaultMatch, 'nth' | 'share'>
  /** How many requests it happens to; without it, there is no end. */
  readonly times?: number
}

/** What stands for each kind: several forms are equally likely. */
const forms: Readonly<Record<FaultAction['kind'], readonly FaultAction[]>> = {
  status: [
    { kind: 'status', status: 500 },
    { kind: 'status', status: 502 },
    { kind: 'status', status: 503, retryAfter: 1 },
  ],
  throttle: [{ kind: 'throttle', retryAfter: 1 }, { kind: 'throttle' }],
  delay: [
    { kind: 'delay', ms: 5 },
    { kind: 'delay', ms: 50 },
  ],
  reset: [
    { kind: 'reset', when: 'before' },
    { kind: 'reset', when: 'after' },
  ],
  truncate: [{ kind: 'truncate' }],
  html: [{ kind: 'html' }],
  'content-type': [{ kind: 'content-type' }],
  afterwards: [
    { kind: 'afterwards', status: 504 },
    { kind: 'afterwards', status: 503 },
  ],
}

/**
 * Makes a rule by which requests fail at random, but the same every time.
 *
 * Throws a `RangeError` for a kind that does not exist or a share beyond 0 to 1.
 *
 * @example
 * ```ts
 * tenant.faults.add(chaos({ seed: 5, share: 0.2, kinds: ['throttle', 'reset', 'afterwards'] }))
 * ```
 */
export function chaos(options: ChaosOptions = {}): FaultRule {
  const { seed = 1, share = 0.1, kinds = Object.keys(forms) as FaultAction['kind'][], match, times } = options
  if (!(share >= 0 && share <= 1)) throw new RangeError(`share is ${share}: it has to be from 0 to 1`)
  const unknown = kinds.find((kind) => !Object.hasOwn(forms, kind))
  if (unknown !== undefined || kinds.length === 0)
    throw new RangeError(`kinds has ${unknown ?? 'no element'}: use some of ${Object.keys(forms).join(', ')}`)
  return {
    seed,
    match: { ...match, share },
    ...(times === undefined ? {} : { times }),
    action: kinds.flatMap((kind) => forms[kind]),
  }
}
