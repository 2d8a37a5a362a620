import type { TenantState } from '../../tenant/tenant-state.ts'
import { hasMailbox } from '../directory/has-mailbox.ts'
import { isUnified } from '../groups/group.ts'
import type { Mailbox } from '../outlook/mailbox.ts'
import type { EventContent } from './event.ts'
import { groupMailbox } from './group-mailbox.ts'

/** A mailbox of the tenant, and whether somebody looks after it: groups and rooms answer invitations by themselves. */
export interface AttendeeMailbox {
  readonly kind: 'person' | 'group' | 'room'
  readonly mailbox: Mailbox
}

/** The mailbox of a person, a group or a room by its address; `undefined` for strangers. */
export function mailboxAt(tenant: TenantState, address: string): AttendeeMailbox | undefined {
  const user = tenant.directory.find(address)
  if (user !== undefined)
    return !hasMailbox(user) ? undefined : { kind: 'person', mailbox: tenant.mailbox(user) }
  const wanted = address.toLowerCase()
  const group = tenant.groups().all.find(({ mail }) => mail?.toLowerCase() === wanted)
  if (group !== undefined)
    return isUnified(group) ? { kind: 'group', mailbox: groupMailbox(tenant, group) } : undefined
  const room = tenant.places().rooms.find(({ emailAddress }) => emailAddress.toLowerCase() === wanted)
  return room && { kind: 'room', mailbox: tenant.mailbox(room.owner) }
}

/** The mailboxes of those of the tenant who are invited, but for the organizer's. */
export function invitedMailboxes(
  tenant: TenantState,
  organizer: Mailbox,
  { attendees }: Pick<EventContent, 'attendees'>,
): readonly AttendeeMailbox[] {
  const found = attendees.flatMap(({ emailAddress }) => mailboxAt(tenant, emailAddress.address) ?? [])
  return [...new Map(found.map((one) => [one.mailbox, one])).values()].filter(
    ({ mailbox }) => mailbox !== organizer,
  )
}
