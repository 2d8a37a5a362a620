import { activityLimitReached } from '../errors/catalog.ts'
import type { Limit, ThrottledRequest } from './limit.ts'

/** How much may be asked of OneDrive and SharePoint (Graph rule 29). */
export interface DriveLimits {
  /** Resource units of one app in a minute; by default from 1,250 up to 1,000 people to 6,250 beyond 50,000. */
  readonly unitsPerMinute?: number
  /** Resource units of one app in a day; by default from 1.2 to 6 million in the same steps. */
  readonly unitsPerDay?: number
  /** Requests of one signed-in user in 5 minutes; 3,000 by default. */
  readonly userRequests?: number
  /** How a request beyond a limit is answered; 429 by default. */
  readonly status?: 429 | 503
}

/** The limits of OneDrive and SharePoint; answers say nothing of them until they are reached. */
export function driveLimits(options: DriveLimits, people: () => number): readonly Limit[] {
  const { userRequests = 3000, status = 429 } = options
  const refusal: Limit['refusal'] = (_request, { retryAfter }) => activityLimitReached(status, retryAfter)
  return [
    {
      most: () => options.unitsPerMinute ?? 1250 * sizeOf(people()),
      window: 60_000,
      countedFor: appKey,
      cost: driveUnits,
      refusal,
    },
    {
      most: () => options.unitsPerDay ?? 1_200_000 * sizeOf(people()),
      window: 86_400_000,
      countedFor: appKey,
      cost: driveUnits,
      refusal,
    },
    { most: () => userRequests, window: 300_000, countedFor: userKey, refusal },
  ]
}

/** The quotas grow in five equal steps. */
function sizeOf(people: number): number {
  return 1 + [1000, 5000, 15_000, 50_000].filter((step) => people > step).length
}

function appKey({ match, principal }: ThrottledRequest): string | undefined {
  return match.route.workload === 'drive' ? principal.appId : undefined
}

function userKey({ match, principal }: ThrottledRequest): string | undefined {
  return match.route.workload === 'drive' && principal.kind === 'delegated' ? principal.user.id : undefined
}

/** One for a single thing, a download and a delta with a token; two for lists and changes; five for permissions. */
function driveUnits({ match, query }: ThrottledRequest): number {
  const { route, template } = match
  if (
    /\/(permissions|invite|createLink)\b/.test(template) ||
    /\bpermissions\b/.test(query.option('expand') ?? '')
  )
    return 5
  if (route.method !== 'GET') return 2
  if (/\/delta\b/.test(template))
    return query.parameter('token') === undefined && !template.includes('token=') ? 2 : 1
  return /(\}|\/root|\/drive|\/content|\/fields)$/.test(template) ? 1 : 2
}
