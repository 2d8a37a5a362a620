import type { TenantState } from '../../tenant/tenant-state.ts'
import { type AnyObject, isRecord } from './any-object.ts'

/** The groups, roles and administrative units that something is a direct member of. */
export function membershipsOf(tenant: TenantState, object: AnyObject): readonly AnyObject[] {
  const groups = isRecord(object) ? [] : tenant.groups().groupsOf(object)
  return [...groups, ...placesOf(tenant, object)]
}

/** The groups, roles and administrative units that something is in, directly or through a group. */
export function allMembershipsOf(tenant: TenantState, object: AnyObject): readonly AnyObject[] {
  const groups = isRecord(object) ? [] : tenant.groups().allGroupsOf(object)
  return [...new Set([...groups, ...[object, ...groups].flatMap((each) => placesOf(tenant, each))])]
}

/** The roles and administrative units that something is in. */
function placesOf({ administration }: TenantState, { id }: AnyObject): readonly AnyObject[] {
  const { roles, units } = administration
  return [...roles.rolesOf(id), ...units.unitsOf(id)]
}
