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
