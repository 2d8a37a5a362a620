import type { Permissions } from '../../routing/route.ts'

/** To read events; with Calendars.ReadBasic alone their bodies are withheld. */
export const readCalendar: Permissions = {
  delegated: ['Calendars.ReadBasic', 'Calendars.Read', 'Calendars.ReadWrite'],
  shared: ['Calendars.Read.Shared', 'Calendars.ReadWrite.Shared'],
  application: ['Calendars.ReadBasic', 'Calendars.Read', 'Calendars.ReadWrite'],
}

/** To create, change and delete events and calendars. */
export const writeCalendar: Permissions = {
  delegated: ['Calendars.ReadWrite'],
  shared: ['Calendars.ReadWrite.Shared'],
  application: ['Calendars.ReadWrite'],
}

/** To read attachments, and to forward, which changes nothing of one's own. */
export const readWholeEvents: Permissions = {
  delegated: ['Calendars.Read', 'Calendars.ReadWrite'],
  shared: ['Calendars.Read.Shared', 'Calendars.ReadWrite.Shared'],
  application: ['Calendars.Read', 'Calendars.ReadWrite'],
}

/** To be told when people can meet; not for apps. */
export const findTimes: Permissions = {
  delegated: ['Calendars.Read.Shared', 'Calendars.ReadWrite.Shared'],
  shared: ['Calendars.Read.Shared', 'Calendars.ReadWrite.Shared'],
  application: [],
}

/** To list what is on a group's calendar; not for apps. */
export const listGroupEvents: Permissions = everybody(['Group.Read.All', 'Group.ReadWrite.All'], [])

/** To view a span of a group's calendar. */
export const viewGroupCalendar: Permissions = everybody(
  ['Group.Read.All', 'Calendars.ReadBasic', 'Calendars.Read', 'Calendars.ReadWrite', 'Group.ReadWrite.All'],
  ['Calendars.ReadBasic', 'Calendars.Read', 'Calendars.ReadWrite'],
)

/** To read one event of a group. */
export const readGroupEvent: Permissions = everybody(
  ['Calendars.ReadBasic', 'Calendars.Read', 'Group.Read.All', 'Group.ReadWrite.All'],
  ['Calendars.ReadBasic', 'Calendars.Read'],
)

/** To create an event of a group, and to change its calendar; not for apps. */
export const createGroupEvent: Permissions = everybody(['Group.ReadWrite.All'], [])

/** To change, cancel and delete an event of a group. */
export const changeGroupEvent: Permissions = everybody(
  ['Calendars.ReadWrite', 'Group.ReadWrite.All'],
  ['Calendars.ReadWrite'],
)

/** To forward an event of a group. */
export const forwardGroupEvent: Permissions = everybody(
  ['Calendars.Read', 'Calendars.ReadWrite', 'Group.ReadWrite.All'],
  ['Calendars.Read', 'Calendars.ReadWrite'],
)

/** To track the events of a group. */
export const trackGroupEvents: Permissions = everybody(
  ['Calendars.Read', 'Calendars.ReadBasic', 'Calendars.ReadWrite', 'Group.Read.All', 'Group.ReadWrite.All'],
  ['Calendars.Read', 'Calendars.ReadBasic', 'Calendars.ReadWrite'],
)

function everybody(delegated: readonly string[], application: readonly string[]): Permissions {
  return { delegated, shared: delegated, application }
}
