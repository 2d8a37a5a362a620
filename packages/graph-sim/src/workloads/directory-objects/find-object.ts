import { directoryObjectNotFound } from '../../errors/catalog.ts'
import { refuse } from '../../errors/graph-problem.ts'
import type { TenantState } from '../../tenant/tenant-state.ts'
import { groupRefusal } from '../groups/group-problems.ts'
import type { AnyObject } from './any-object.ts'
import type { DirectoryRecord } from './directory-record.ts'

/** Everything in the directory of a tenant. */
export function allObjects(tenant: TenantState): readonly AnyObject[] {
  return [...tenant.directory.users, ...tenant.groups().all, ...recordsOf(tenant)]
}

/** What is neither a user nor a group. */
export function recordsOf({ administration }: TenantState): readonly DirectoryRecord[] {
  const { apps, devices, contacts, roles, units } = administration
  return [
    ...apps.applications(),
    ...apps.servicePrincipals(),
    ...devices(),
    ...contacts(),
    ...roles.records(),
    ...units.all,
  ]
}

/** The object with an id; `undefined` when nothing has it. */
export function lookUp(tenant: TenantState, id: string): AnyObject | undefined {
  const wanted = id.toLowerCase()
  return allObjects(tenant).find((object) => object.id === wanted)
}

/** The object with an id; refuses what is no GUID, and what names nothing. */
export function findObject(tenant: TenantState, id: string): AnyObject {
  if (!/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(id))
    refuse(groupRefusal(`Invalid object identifier '${id.slice(0, 100)}'.`))
  return lookUp(tenant, id) ?? refuse(directoryObjectNotFound(id))
}
