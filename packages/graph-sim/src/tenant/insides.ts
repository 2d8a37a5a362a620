import type { FaultPlan } from '../faults/fault-plan.ts'
import type { AnswerWatcher } from '../gateway/create-gateway.ts'
import type { Router } from '../routing/router.ts'
import type { BareClock, Clock } from './clock.ts'
import type { RequestLog } from './request-log.ts'
import type { Tenant, TenantOptions } from './tenant.ts'
import type { TenantState } from './tenant-state.ts'

/** What a tenant is made of. */
export interface TenantInsides {
  readonly state: TenantState
  readonly options: TenantOptions
  /** When the tenant began, in milliseconds since the epoch. */
  readonly start: number
  readonly goes: 'by itself' | 'when moved'
  readonly bare: BareClock
  /** The clock whose moves are not noted. */
  readonly clock: Clock
  readonly log: RequestLog
  readonly faults: FaultPlan
  readonly router: Router
  /** Who is told of every answer. */
  readonly watchers: Set<AnswerWatcher>
}

/** What is inside the tenants that were made, for the functions of this package that work on one. */
export const insides: WeakMap<Tenant, TenantInsides> = new WeakMap()

/** What is inside a tenant; throws a `TypeError` for an object that `createTenant` did not make. */
export function insideOf(tenant: Tenant): TenantInsides {
  const inside = insides.get(tenant)
  if (inside === undefined) throw new TypeError('This is no tenant of createTenant()')
  return inside
}

/** The state of a tenant; throws a `TypeError` for an object that `createTenant` did not make. */
export function stateOf(tenant: Tenant): TenantState {
  return insideOf(tenant).state
}
