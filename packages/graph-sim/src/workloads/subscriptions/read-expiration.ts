import { refuse } from '../../errors/graph-problem.ts'
import { familyRules } from './family-rules.ts'
import type { Subscription } from './subscription.ts'
import type { SubscriptionKind } from './subscription-kind.ts'
import { extensionError, invalidRequest, requiredProperty } from './subscription-problems.ts'

const minute = 60_000
/** Shorter subscriptions are made this long. */
const shortest = 45 * minute

/** What an expiration is read for. */
export interface ExpirationContext {
  readonly now: number
  readonly kind: SubscriptionKind
  readonly rich: boolean
}

/** Reads when a subscription shall end (Graph rule 44): not beyond its resource's longest, and 45 minutes from now at least. */
export function readExpiration(
  value: unknown,
  { now, kind, rich }: ExpirationContext,
): Pick<Subscription, 'expiresAt' | 'expirationDateTime'> {
  if (value === undefined || value === null) refuse(requiredProperty('expirationDateTime'))
  const given = typeof value === 'string' ? Date.parse(value) : Number.NaN
  if (typeof value !== 'string' || Number.isNaN(given))
    return refuse(invalidRequest('expirationDateTime has to be a date and time in ISO 8601 format.'))
  const { minutes, richMinutes = minutes } = familyRules[kind.family]
  const longest = rich ? richMinutes : minutes
  if (given > now + longest * minute)
    refuse(
      kind.family === 'teams'
        ? extensionError(400, beyondMaximum(given, now, longest))
        : {
            status: 400,
            code: 'ExtensionError',
            message: `Subscription expiration can only be ${longest} minutes in the future.`,
          },
    )
  const expiresAt = Math.max(given, now + shortest)
  const exact = expiresAt === given && /^\d{4}-\d\d-\d\dT[\d:.]+Z$/.test(value)
  return { expiresAt, expirationDateTime: exact ? value : new Date(expiresAt).toISOString() }
}

function beyondMaximum(given: number, now: number, longest: number): string {
  const at = new Date(given).toISOString().replace('Z', '0000+00:00')
  return `Expiration time '${at}' ('${span(given - now)}' from now) is beyond allowed max '${span(longest * minute)}'.`
}

/** A span of time as .NET writes it: `3.00:00:00`. */
function span(ms: number): string {
  const seconds = Math.floor(ms / 1000)
  const two = (value: number): string => String(Math.floor(value)).padStart(2, '0')
  const days = Math.floor(seconds / 86_400)
  const time = `${two((seconds % 86_400) / 3600)}:${two((seconds % 3600) / 60)}:${two(seconds % 60)}`
  return days === 0 ? time : `${days}.${time}`
}
