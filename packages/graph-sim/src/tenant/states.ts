import type { Tenant } from './tenant.ts'
import type { TenantState } from './tenant-state.ts'

/** What is behind the tenants that were made, for the functions of this package that work on one. */
export const statesOf: WeakMap<Tenant, TenantState> = new WeakMap()

/** What is behind a tenant; throws a `TypeError` for an object that `createTenant` did not make. */
export function stateOf(tenant: Tenant): TenantState {
  const state = statesOf.get(tenant)
  if (state === undefined) throw new TypeError('This is no tenant of createTenant()')
  return state
}
