import { tooManyRequests } from '../errors/catalog.ts'
import type { Problem } from '../errors/graph-problem.ts'
import type { Limit, LimitState, ThrottledRequest } from './limit.ts'
import { resourceUnits, writeUnits } from './resource-units.ts'

/** How much may be asked of users, groups and the rest of the directory (Graph rule 28). */
export interface IdentityLimits {
  /** Resource units of one app in 10 seconds; by default 3,500 below 50 people, 5,000 up to 500, 8,000 beyond. */
  readonly resourceUnits?: number
  /** Writes of one app in 150 seconds; 3,000 by default. */
  readonly writes?: number
  /** Resource units of one app in 20 seconds, over all tenants; 150,000 by default. */
  readonly appResourceUnits?: number
  /** Writes of one app in 5 minutes, over all tenants; 70,000 by default. */
  readonly appWrites?: number
  /** Writes of all apps in 5 minutes; 18,000 by default. */
  readonly tenantWrites?: number
}

/** The tenant that limits are counted in. */
export interface ThrottledTenant {
  readonly id: string
  /** How many people it has at present. */
  people(): number
}

type Scope = 'Tenant_Application' | 'Application' | 'Tenant'
type Information = 'ResourceUnitLimitExceeded' | 'WriteLimitExceeded'

/** The limits of the directory; the first says in the headers of answers how far it is used up. */
export function identityLimits(options: IdentityLimits, tenant: ThrottledTenant): readonly Limit[] {
  const { writes = 3000, appResourceUnits = 150_000, appWrites = 70_000, tenantWrites = 18_000 } = options
  const reads = (scope: Scope, most: () => number, window: number): Limit => ({
    most,
    window,
    countedFor: keyFor(scope),
    cost: resourceUnits,
    refusal: (request, state) =>
      refusal(request, state, {
        scope: `${scope}/ReadWrite`,
        information: 'ResourceUnitLimitExceeded',
        tenant,
      }),
  })
  const changes = (scope: Scope, most: number, window: number): Limit => ({
    most: () => most,
    window,
    countedFor: keyFor(scope),
    cost: writeUnits,
    refusal: (request, state) =>
      refusal(request, state, { scope: `${scope}/Write`, information: 'WriteLimitExceeded', tenant }),
  })
  return [
    {
      ...reads('Tenant_Application', () => options.resourceUnits ?? unitsFor(tenant.people()), 10_000),
      headers: percentage,
    },
    changes('Tenant_Application', writes, 150_000),
    reads('Application', () => appResourceUnits, 20_000),
    changes('Application', appWrites, 300_000),
    changes('Tenant', tenantWrites, 300_000),
  ]
}

function unitsFor(people: number): number {
  if (people < 50) return 3500
  return people <= 500 ? 5000 : 8000
}

function keyFor(scope: Scope): Limit['countedFor'] {
  return ({ match, principal }) => {
    if (match.route.workload !== 'directory') return undefined
    return scope === 'Tenant' ? 'tenant' : principal.appId
  }
}

/** Said from 0.8 on, and never beyond 1.8. */
function percentage({ share }: LimitState): Readonly<Record<string, string>> {
  return share < 0.8
    ? {}
    : { 'x-ms-throttle-limit-percentage': String(Math.round(Math.min(share, 1.8) * 100) / 100) }
}

interface Reason {
  /** The scope and what it limits, e.g. `Tenant_Application/ReadWrite`. */
  readonly scope: string
  readonly information: Information
  readonly tenant: ThrottledTenant
}

function refusal(request: ThrottledRequest, state: LimitState, reason: Reason): Problem {
  const problem = tooManyRequests(state.retryAfter)
  return {
    ...problem,
    headers: {
      ...problem.headers,
      ...percentage(state),
      'x-ms-resource-unit': String(resourceUnits(request)),
      'x-ms-throttle-scope': `${reason.scope}/${request.principal.appId}/${reason.tenant.id}`,
      'x-ms-throttle-information': reason.information,
    },
  }
}
