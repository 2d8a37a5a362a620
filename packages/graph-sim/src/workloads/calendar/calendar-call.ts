import { accessDenied, itemNotFound } from '../../errors/catalog.ts'
import { refuse } from '../../errors/graph-problem.ts'
import type { Call } from '../../gateway/call.ts'
import type { Entity } from '../../odata/entity.ts'
import type { Mailbox } from '../outlook/mailbox.ts'
import { opened, seesPrivateEvents, viewerRole } from './calendar-access.ts'
import type { Calendar, Occurrence } from './event.ts'
import { eventEntity } from './event-entity.ts'
import { seenBy } from './event-seen-by.ts'
import { namedGroupMailbox } from './group-mailbox.ts'

/** The mailbox whose calendars a path is about: a person's or a group's. */
export function mailboxOf(call: Call): Mailbox {
  const { group } = call.params
  return group === undefined ? call.tenant.mailbox(call.user) : namedGroupMailbox(call, group)
}

/** The calendar that a path begins with; `undefined` when it names none. */
export function calendarOf(call: Call): Calendar | undefined {
  const { calendar: id, calendarGroup } = call.params
  const { calendars } = mailboxOf(call)
  if (id === undefined) return namesDefault(call) ? opened(call, calendars.main) : undefined
  const calendar = calendars.findCalendar(id)
  if (calendarGroup !== undefined && calendars.findGroup(calendarGroup) !== calendar.group)
    refuse(itemNotFound)
  return opened(call, calendar)
}

/** The calendar that a path begins with, or the default one. */
export function calendarFor(call: Call): Calendar {
  return calendarOf(call) ?? opened(call, mailboxOf(call).calendars.main)
}

/** The event that a path names; when the path names its calendar too, it has to be on it. Private ones are changed only by those who see them. */
export function eventOf(call: Call): Occurrence {
  const found = mailboxOf(call).calendars.find(call.params['event'] ?? '')
  const calendar = calendarOf(call) ?? opened(call, found.event.calendar)
  if (calendar !== found.event.calendar) refuse(itemNotFound)
  const hidden = found.content.sensitivity === 'private' && !seesPrivateEvents(viewerRole(call, calendar))
  return hidden && call.method !== 'GET' ? refuse(accessDenied.outlook) : found
}

/** Events as the caller may see them: all of their own, of others what their owner lets them see. */
export function eventEntityOf(call: Call): Entity<Occurrence> {
  const { ids, owner } = mailboxOf(call)
  return seenBy(eventEntity(ids, owner.mail ?? owner.userPrincipalName), ({ event }) =>
    viewerRole(call, event.calendar),
  )
}

/** Whose data a path is about, as contexts and links name them. */
export function ownerPath(call: Call): string {
  const { group } = call.params
  return group === undefined ? `users('${call.user.id}')` : `groups('${mailboxOf(call).owner.id}')`
}

/** The entity set of a path's events, for `@odata.context`. */
export function eventContext(
  call: Call,
  set: 'events' | 'calendarView' | 'instances' | 'exceptionOccurrences',
): string {
  const { calendar, calendarGroup, event } = call.params
  const owner = ownerPath(call)
  if (set === 'instances' || set === 'exceptionOccurrences')
    return `${owner}/events('${encodeURIComponent(event ?? '')}')/${set}`
  if (calendar === undefined) return namesDefault(call) ? `${owner}/calendar/${set}` : `${owner}/${set}`
  const group = calendarGroup === undefined ? '' : `/calendarGroups('${encodeURIComponent(calendarGroup)}')`
  return `${owner}${group}/calendars('${encodeURIComponent(calendar)}')/${set}`
}

/** Whether a path goes by `calendar`, the default one. */
function namesDefault({ path }: Call): boolean {
  return /^\/(?:me|users[/(][^/]+|groups[/(][^/]+)\/calendar(?:\/|$)/i.test(path)
}
