import type { Permissions } from '../../routing/route.ts'

const readAll = [
  'User.ReadBasic.All',
  'User.Read.All',
  'User.ReadWrite.All',
  'Directory.Read.All',
  'Directory.ReadWrite.All',
]

/** To read people. */
export const readUsers: Permissions = {
  delegated: ['User.Read', ...readAll, 'User.ReadWrite'],
  shared: readAll,
  application: [
    'User.ReadBasic.All',
    'User.Read.All',
    'User.ReadWrite.All',
    'Directory.Read.All',
    'Directory.ReadWrite.All',
  ],
}

/** To list people. */
export const listUsers: Permissions = { ...readUsers, delegated: readAll }

const readManagers = ['User.Read.All', 'User.ReadWrite.All', 'Directory.Read.All', 'Directory.ReadWrite.All']

/** To read who reports to whom. */
export const readManager: Permissions = {
  delegated: readManagers,
  shared: readManagers,
  application: readManagers,
}
