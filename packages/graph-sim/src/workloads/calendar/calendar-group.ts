import type { MailboxBasis } from '../outlook/mailbox-basis.ts'

/** A group of calendars in a mailbox. */
export interface CalendarGroup {
  /** Its number: the id is made of it. */
  readonly number: number
  version: number
  name: string
  /** A GUID that tells the groups which Outlook makes from others. */
  readonly classId: string
}

/** The class of the group that every mailbox has its own calendars in. */
export const myCalendars = '0006f0b7-0000-0000-c000-000000000046'
const otherCalendars = '0006f0b8-0000-0000-c000-000000000046'

/** The two groups of a new mailbox; the first is the one that calendars are in unless they are put elsewhere. */
export function initialGroups(basis: MailboxBasis): readonly [CalendarGroup, CalendarGroup] {
  return [newGroup('My Calendars', myCalendars, basis), newGroup('Other Calendars', otherCalendars, basis)]
}

/** A group of calendars with nothing in it. */
export function newGroup(name: string, classId: string, basis: MailboxBasis): CalendarGroup {
  return { number: basis.nextNumber(), version: basis.nextVersion(), name, classId }
}
