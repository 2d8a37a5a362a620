import { accessDenied, noMailbox } from '../../errors/catalog.ts'
import { refuse } from '../../errors/graph-problem.ts'
import type { Call } from '../../gateway/call.ts'
import type { TenantState } from '../../tenant/tenant-state.ts'
import { mailboxHolder } from '../directory/mailbox-holder.ts'
import type { User } from '../directory/user.ts'
import { type Group, isUnified } from '../groups/group.ts'
import type { Mailbox } from '../outlook/mailbox.ts'

const owners = new WeakMap<Group, User>()

/** The mailbox of the Microsoft 365 group that a path names; refuses other groups, and private ones to strangers. */
export function namedGroupMailbox(call: Call, id: string): Mailbox {
  const { tenant, principal } = call
  const group = tenant.groups().find(id)
  if (!isUnified(group)) refuse(noMailbox)
  if (principal.kind === 'delegated' && group.visibility !== 'Public') {
    const { user } = principal
    if (!group.members.includes(user) && !group.owners.includes(user)) refuse(accessDenied.outlook)
  }
  return groupMailbox(tenant, group)
}

/** The mailbox of a Microsoft 365 group. */
export function groupMailbox(tenant: TenantState, group: Group): Mailbox {
  const owner = owners.get(group) ?? mailboxHolder({ ...group, timeZone: 'UTC', purpose: 'group' })
  owners.set(group, owner)
  owner.displayName = group.displayName
  return tenant.mailbox(owner)
}
