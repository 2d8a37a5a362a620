import { everywhere } from '../administration/administration-permissions.ts'

/** To read the ids of what somebody or something is in. */
export const readMemberGroups = {
  ...everywhere(
    'GroupMember.ReadBasic.All',
    'Group.ReadBasic.All',
    'GroupMember.Read.All',
    'User.Read.All',
    'Group.Read.All',
    'Application.Read.All',
    'Directory.Read.All',
    'Group.ReadWrite.All',
    'Directory.ReadWrite.All',
  ),
}

/** To read objects of any kind. */
export const readObjects = everywhere('Directory.Read.All', 'Directory.ReadWrite.All')

/** To delete objects of any kind. */
export const deleteObjects = everywhere('Directory.ReadWrite.All')

/** To ask whether a name of a group would be taken. */
export const validateNames = everywhere(
  'Group.Read.All',
  'Directory.Read.All',
  'Group.ReadWrite.All',
  'Directory.ReadWrite.All',
)

/** To read what somebody owns or has made. */
export const readOwned = {
  ...everywhere('User.Read.All', 'User.ReadWrite.All', 'Directory.Read.All', 'Directory.ReadWrite.All'),
  delegated: [
    'User.Read',
    'User.Read.All',
    'User.ReadWrite.All',
    'Directory.Read.All',
    'Directory.ReadWrite.All',
  ],
}
