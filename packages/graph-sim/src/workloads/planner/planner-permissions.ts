import type { Permissions } from '../../routing/route.ts'

/** To read plans and what is in them. */
export const readPlans: Permissions = permissions(
  ['Tasks.Read', 'Tasks.ReadWrite', 'Group.Read.All', 'Group.ReadWrite.All'],
  ['Tasks.Read.All', 'Tasks.ReadWrite.All'],
)

/** To change plans and what is in them. */
export const writePlans: Permissions = permissions(
  ['Tasks.ReadWrite', 'Group.ReadWrite.All'],
  ['Tasks.ReadWrite.All'],
)

/** To read somebody's plans; apps cannot. */
export const readOwnPlans: Permissions = permissions(readPlans.delegated, [])

function permissions(delegated: readonly string[], application: readonly string[]): Permissions {
  return { delegated, shared: delegated, application }
}
