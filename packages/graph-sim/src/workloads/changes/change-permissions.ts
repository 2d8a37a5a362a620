import type { Permissions } from '../../routing/route.ts'

const readAll = ['User.Read.All', 'User.ReadWrite.All', 'Directory.Read.All', 'Directory.ReadWrite.All']

/** To track users. */
export const readUserChanges: Permissions = {
  delegated: readAll,
  shared: readAll,
  application: readAll,
}
