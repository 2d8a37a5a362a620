import type { Permissions } from '../../routing/route.ts'
import { everywhere } from '../administration/administration-permissions.ts'

/** To read what is written to groups. */
export const readConversations = everywhere('Group.Read.All', 'Group.ReadWrite.All')

/** To write to groups; only users do. */
export const writeConversations: Permissions = {
  delegated: ['Group.ReadWrite.All'],
  shared: ['Group.ReadWrite.All'],
  application: [],
}

/** To delete what was written to groups. */
export const deleteConversations = everywhere('Group.ReadWrite.All')
