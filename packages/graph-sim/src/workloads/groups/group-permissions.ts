import type { Permissions } from '../../routing/route.ts'

const everywhere = (...names: readonly string[]): Permissions => ({
  delegated: names,
  shared: names,
  application: names,
})

const readAll = ['GroupMember.Read.All', 'Group.Read.All', 'Directory.Read.All']
const writeAll = ['Group.ReadWrite.All', 'Directory.ReadWrite.All']

/** To read groups. */
export const readGroups = everywhere('Group.ReadBasic.All', ...readAll, ...writeAll)

/** To read who is in a group. */
export const readMembers = everywhere(
  'GroupMember.ReadBasic.All',
  'Group.ReadBasic.All',
  'GroupMember.Read.All',
  'Group.Read.All',
  'Directory.Read.All',
  'GroupMember.ReadWrite.All',
  'Group.ReadWrite.All',
)

/** To read who owns a group. */
export const readOwners = everywhere(...readAll, 'GroupMember.ReadWrite.All', 'Group.ReadWrite.All')

/** To create groups. */
export const createGroups: Permissions = {
  ...everywhere(...writeAll),
  application: ['Group.Create', ...writeAll],
}

/** To change groups and their owners. */
export const writeGroups = everywhere(...writeAll)

/** To delete groups. */
export const deleteGroups = everywhere('Group.ReadWrite.All')

/** To add members to a group and take them out. */
export const writeMembers = everywhere('GroupMember.ReadWrite.All', ...writeAll)

const readOthers = [
  'GroupMember.ReadBasic.All',
  'Group.ReadBasic.All',
  'GroupMember.Read.All',
  'Directory.Read.All',
  'Directory.ReadWrite.All',
]

/** To read the groups that somebody is a member of. */
export const readMemberOf: Permissions = {
  delegated: ['User.Read', ...readOthers],
  shared: readOthers,
  application: [
    'GroupMember.ReadBasic.All',
    'Group.ReadBasic.All',
    'Directory.Read.All',
    'Directory.ReadWrite.All',
  ],
}

/** To read the groups that a group is a member of. */
export const readMemberOfGroup = everywhere(
  'GroupMember.ReadBasic.All',
  'Group.ReadBasic.All',
  'Directory.Read.All',
  'Directory.ReadWrite.All',
)

const readTransitive = [...readOthers.slice(0, 3), 'User.Read.All', 'Group.Read.All', ...readOthers.slice(3)]

/** To read the groups that somebody is in, directly or not. */
export const readTransitiveMemberOf: Permissions = {
  delegated: ['User.Read', ...readTransitive],
  shared: readTransitive,
  application: readTransitive,
}
