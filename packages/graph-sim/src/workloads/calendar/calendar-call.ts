import { itemNotFound } from '../../errors/catalog.ts'
import { refuse } from '../../errors/graph-problem.ts'
import type { Call } from '../../gateway/call.ts'
import { entityBody } from '../../odata/answer-entity.ts'
import type { Mailbox } from '../outlook/mailbox.ts'
import type { Calendar, Occurrence } from './event.ts'
import { eventEntity } from './event-entity.ts'

/** The mailbox whose calendars a path is about. */
export function mailboxOf(call: Call): Mailbox {
  return call.tenant.mailbox(call.user)
}

/** The calendar that a path names; `undefined` when it names none. */
export function calendarOf(call: Call): Calendar | undefined {
  const id = call.params['calendar']
  const { calendars } = mailboxOf(call)
  if (id !== undefined) return calendars.findCalendar(id)
  return /\/calendar(\/|$)/i.test(call.path) ? calendars.main : undefined
}

/** The event that a path names; when the path names its calendar too, it has to be on it. */
export function eventOf(call: Call): Occurrence {
  const found = mailboxOf(call).calendars.find(call.params['event'] ?? '')
  const calendar = calendarOf(call)
  return calendar === undefined || calendar === found.event.calendar ? found : refuse(itemNotFound)
}

/** Events as the mailbox's owner sees them. */
export function eventEntityOf(call: Call): ReturnType<typeof eventEntity> {
  return eventEntity(mailboxOf(call).ids, call.user.mail ?? call.user.userPrincipalName)
}

/** The entity set of a path's events, for `@odata.context`. */
export function eventContext(call: Call, set: 'events' | 'calendarView' | 'instances'): string {
  const { calendar, event } = call.params
  const owner = `users('${call.user.id}')`
  if (set === 'instances') return `${owner}/events('${encodeURIComponent(event ?? '')}')/instances`
  if (calendar !== undefined) return `${owner}/calendars('${encodeURIComponent(calendar)}')/${set}`
  return /\/calendar\//i.test(call.path) ? `${owner}/calendar/${set}` : `${owner}/${set}`
}

/** Writes one event as an answer's body. */
export function eventBody(call: Call, row: Occurrence): Record<string, unknown> {
  const calendar = mailboxOf(call).ids.folder(row.event.calendar.number)
  const link = `${call.base}/users('${call.user.id}')/calendars('${calendar}')`
  return {
    ...entityBody(call, { entity: eventEntityOf(call), row, context: eventContext(call, 'events') }),
    'calendar@odata.associationLink': `${link}/$ref`,
    'calendar@odata.navigationLink': link,
  }
}
