import type { Permissions } from '../../routing/route.ts'
import { everywhere } from '../administration/administration-permissions.ts'

/** To create users. */
export const createUsers = everywhere('User.ReadWrite.All', 'Directory.ReadWrite.All')

/** To change users; everybody may change themselves with `User.ReadWrite`. */
export const changeUsers: Permissions = {
  ...everywhere('User.ReadWrite.All', 'Directory.ReadWrite.All'),
  delegated: ['User.ReadWrite', 'User.ReadWrite.All', 'Directory.ReadWrite.All'],
}

/** To delete users, to see the deleted ones, and to bring them back. */
export const deleteUsers = everywhere('User.DeleteRestore.All', 'User.ReadWrite.All')

/** To see deleted users. */
export const readDeletedUsers = everywhere(
  'User.Read.All',
  'User.ReadWrite.All',
  'Directory.Read.All',
  'Directory.ReadWrite.All',
)

/** To say who reports to whom. */
export const changeManagers = everywhere('User.ReadWrite.All', 'Directory.ReadWrite.All')

/** To change one's own password. */
export const changeOwnPassword = everywhere('User-PasswordProfile.ReadWrite.All')

/** To sign somebody out everywhere. */
export const revokeSessions = everywhere('User.RevokeSessions.All')

/** To give and take licences. */
export const assignLicenses = everywhere(
  'LicenseAssignment.ReadWrite.All',
  'User.ReadWrite.All',
  'Directory.ReadWrite.All',
)

const readOthersLicenses = [
  'LicenseAssignment.Read.All',
  'User.Read.All',
  'User.ReadWrite.All',
  'Directory.Read.All',
  'Directory.ReadWrite.All',
]

/** To see what somebody is licensed for. */
export const readLicenses: Permissions = {
  delegated: ['User.Read', ...readOthersLicenses],
  shared: readOthersLicenses,
  application: readOthersLicenses,
}

/** To see what the company has subscribed to. */
export const readSubscriptions = everywhere('LicenseAssignment.Read.All')

/** To see pictures of people. */
export const readPhotos: Permissions = {
  delegated: ['User.Read', 'User.ReadBasic.All', 'ProfilePhoto.Read.All', 'ProfilePhoto.ReadWrite.All'],
  shared: ['User.ReadBasic.All', 'ProfilePhoto.Read.All', 'ProfilePhoto.ReadWrite.All'],
  application: ['ProfilePhoto.Read.All', 'User.ReadBasic.All', 'User.Read.All', 'ProfilePhoto.ReadWrite.All'],
}

/** To change pictures of people. */
export const changePhotos: Permissions = {
  delegated: ['User.ReadWrite', 'ProfilePhoto.ReadWrite.All'],
  shared: ['ProfilePhoto.ReadWrite.All'],
  application: ['ProfilePhoto.ReadWrite.All', 'User.ReadWrite.All'],
}

/** To see pictures of groups. */
export const readGroupPhotos = everywhere(
  'ProfilePhoto.Read.All',
  'Group.Read.All',
  'ProfilePhoto.ReadWrite.All',
  'Group.ReadWrite.All',
)

/** To change pictures of groups. */
export const changeGroupPhotos = everywhere('ProfilePhoto.ReadWrite.All', 'Group.ReadWrite.All')

/** To read how somebody's documents show up for others. */
export const readUserSettings: Permissions = {
  ...everywhere('User.Read.All', 'User.ReadWrite.All'),
  delegated: ['User.Read', 'User.ReadWrite', 'User.Read.All', 'User.ReadWrite.All'],
}

/** To change how somebody's documents show up for others. */
export const changeUserSettings: Permissions = {
  ...everywhere('User.ReadWrite.All'),
  delegated: ['User.ReadWrite', 'User.ReadWrite.All'],
}

/** To invite guests. */
export const inviteGuests = everywhere('User.Invite.All', 'User.ReadWrite.All', 'Directory.ReadWrite.All')
