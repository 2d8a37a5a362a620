import { type GraphCall, isWrite } from './graph-call.ts'

/** What a client may spend of a tenant's resource units, which refill evenly. */
export interface ResourceBudget {
  /** How many there are when nothing has been spent. */
  readonly units: number

  /** How long an empty budget takes to fill, in milliseconds. */
  readonly perMs: number
}

/**
 * What Microsoft documents for the smallest tenants: 3,500 units in 10 seconds for the directory (Graph rule 28), 1,250
 * in a minute for SharePoint and OneDrive (Graph rule 29).
 */
export const smallestBudgets = {
  directory: { units: 3500, perMs: 10_000 },
  files: { units: 1250, perMs: 60_000 },
} as const satisfies Readonly<Record<string, ResourceBudget>>

/** Estimates what a request costs before it is sent; 0 where Graph counts no units. */
export function unitsOf(call: GraphCall): number {
  if (call.workload === 'directory') return directoryUnits(call)
  return call.workload === 'files' ? filesUnits(call) : 0
}

/** What an answer says that its request cost; `undefined` when it does not say. */
export function statedUnits({ headers }: Response): number | undefined {
  const stated = Number(headers.get('x-ms-resource-unit') ?? Number.NaN)
  return Number.isFinite(stated) && stated >= 0 ? stated : undefined
}

const directoryCosts: readonly (readonly [RegExp, number])[] = [
  [/\/transitivemembers\b/i, 5],
  [/\/groups\/[^/]+\/members\b/i, 3],
  [/^\/subscribedskus\b/i, 3],
  [/\/licensedetails\b/i, 2],
  [/^\/users$/i, 2],
]

function directoryUnits(call: GraphCall): number {
  if (isWrite(call)) return 1
  const query = new URL(call.url).searchParams
  const base = directoryCosts.find(([route]) => route.test(call.route))?.[1] ?? 1
  const top = Number(query.get('$top') ?? 100)
  return Math.max(1, base - Number(query.has('$select')) + Number(query.has('$expand')) - Number(top < 20))
}

function filesUnits({ method, route, url }: GraphCall): number {
  if (/\/permissions\b/i.test(route) || /expand=[^&]*permissions/i.test(decodeURIComponent(url))) return 5
  if (method !== 'GET') return 2
  if (/\/content\b|\/delta\b.*token|token=/i.test(url)) return 1
  return /\/(?:children|items|lists|sites|delta|drives|versions|search\([^)]*\))$/i.test(route) ? 2 : 1
}
