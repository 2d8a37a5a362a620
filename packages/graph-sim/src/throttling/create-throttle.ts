import { applicationThrottled, tooManyRequests } from '../errors/catalog.ts'
import { type Problem, refuse } from '../errors/graph-problem.ts'
import type { Clock } from '../tenant/clock.ts'
import { driveLimits } from './drive-limits.ts'
import { identityLimits, type ThrottledTenant } from './identity-limits.ts'
import type { Limit, ThrottledRequest } from './limit.ts'
import { createMeters, type Meters } from './meters.ts'
import { mailboxKey, outlookLimits } from './outlook-limits.ts'
import { resourceUnits } from './resource-units.ts'
import { serviceLimits } from './service-limits.ts'
import { teamsLimits } from './teams-limits.ts'
import type { ThrottlingOptions } from './throttling-options.ts'

/** Counts what apps and users ask for. */
export interface Throttle {
  /** Lets a request in, or refuses it as its service does. */
  enter(request: ThrottledRequest): Passage
}

/** A request that was let in. */
export interface Passage {
  /** What its answer says about limits. */
  readonly headers: Readonly<Record<string, string>>
  /** Has to be called when it is answered. */
  leave(): void
}

/** What the limits of a tenant are made from. */
export interface ThrottleParts {
  readonly clock: Clock
  /** Whether the clock goes by itself. */
  readonly clockGoes: 'by itself' | 'when moved'
  readonly options: ThrottlingOptions
  readonly tenant: ThrottledTenant
}

/** Windows that are shorter need a clock that runs. */
const shortest = 60_000

/** Creates the limits of a tenant. Throws a `RangeError` for numbers below 0. */
export function createThrottle({ clock, clockGoes, options, tenant }: ThrottleParts): Throttle {
  checkNumbers(options, 'throttling')
  const { concurrency = 4, retryAfter = 1, identity, drive, teams, services, global } = options
  const timed = (given: unknown, limits: readonly Limit[]): readonly Limit[] =>
    limits.filter(({ window }) => window >= shortest || clockGoes === 'by itself' || given !== undefined)
  const limits = [
    ...outlookLimits(options),
    ...timed(identity, identityLimits(identity ?? {}, tenant)),
    ...timed(drive, driveLimits(drive ?? {}, tenant.people)),
    ...timed(teams, teamsLimits(teams ?? {})),
    ...timed(services, serviceLimits(services ?? {})),
    ...timed(global, [globalLimit(global ?? 130_000)]),
  ].map((limit) => ({ limit, meters: createMeters(clock, limit.window) }))
  const enterMailbox = createConcurrency(concurrency, retryAfter)

  return {
    enter(request) {
      const { headers, refusal } = count(limits, request)
      const leave = enterMailbox(mailboxKey(request))
      if (refusal === undefined) return { leave, headers: { ...costOf(request), ...headers } }
      leave()
      return refuse(refusal)
    },
  }
}

interface Count {
  readonly headers: Readonly<Record<string, string>>
  /** That of the first limit that the request is beyond. */
  readonly refusal: Problem | undefined
}

/** Counts a request wherever it counts, be it refused or not (Graph rule 32). */
function count(
  limits: readonly { readonly limit: Limit; readonly meters: Meters }[],
  request: ThrottledRequest,
): Count {
  const headers: Record<string, string> = {}
  const refusals: Problem[] = []
  for (const { limit, meters } of limits) {
    const key = limit.countedFor(request)
    const units = limit.cost?.(request) ?? 1
    if (key === undefined || units === 0) continue
    const state = meters.add(key, units, limit.most())
    if (state.share > 1) refusals.push(limit.refusal(request, state))
    Object.assign(headers, limit.headers?.(state))
  }
  return { headers, refusal: refusals[0] }
}

/** Answers about directory objects say what they cost. */
function costOf(request: ThrottledRequest): Readonly<Record<string, string>> {
  if (request.match.route.workload !== 'directory') return {}
  return { 'x-ms-resource-unit': String(resourceUnits(request)) }
}

/** Lets so many requests at one key be under way at a time. */
function createConcurrency(most: number, retryAfter: number): (key: string | undefined) => () => void {
  const active = new Map<string, number>()
  return (key) => {
    if (key === undefined) return () => {}
    const now = active.get(key) ?? 0
    if (now >= most)
      refuse(applicationThrottled('Application is over its MailboxConcurrency limit.', retryAfter))
    active.set(key, now + 1)
    return () => {
      active.set(key, (active.get(key) ?? 1) - 1)
    }
  }
}

function globalLimit(most: number): Limit {
  return {
    most: () => most,
    window: 10_000,
    countedFor: ({ principal }) => principal.appId,
    refusal: (_request, { retryAfter }) => tooManyRequests(retryAfter),
  }
}

function checkNumbers(options: object, name: string): void {
  for (const [member, value] of Object.entries(options)) {
    if (typeof value === 'object' && value !== null) checkNumbers(value, `${name}.${member}`)
    else if (value !== undefined && !(value >= 0))
      throw new RangeError(`${name}.${member} has to be a number of at least 0, or Infinity for no limit`)
  }
}
