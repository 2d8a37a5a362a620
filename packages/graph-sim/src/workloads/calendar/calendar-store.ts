import type { ChangeTeller } from '../../change-feed/change-feed.ts'
import { idMalformed, itemNotFound } from '../../errors/catalog.ts'
import { refuse } from '../../errors/graph-problem.ts'
import { type MailboxBasis, requireForm } from '../outlook/mailbox-basis.ts'
import type { Calendar, CalendarEvent, EventContent, Occurrence } from './event.ts'
import { asListed, occurrenceOn, takesPlaceOn } from './occurrences.ts'

/** The calendars of one mailbox and what is on them. */
export interface CalendarStore {
  readonly calendars: readonly Calendar[]
  readonly main: Calendar
  /** By id; refuses what is none. */
  findCalendar(id: string): Calendar
  createCalendar(name: string): Calendar
  removeCalendar(calendar: Calendar): void
  /** An event, a series or one day of a series, by either kind of id; refuses what is none. */
  find(id: string): Occurrence
  add(content: EventContent, calendar: Calendar): CalendarEvent
  touch(event: CalendarEvent): void
  remove(event: CalendarEvent): void
  /** The event that somebody else's copy of a meeting is here, by its iCalendar UID. */
  byUid(iCalUId: string): CalendarEvent | undefined
}

/** Creates the calendar store of a new mailbox, with its default calendar. */
export function createCalendarStore(basis: MailboxBasis, tell: ChangeTeller<CalendarEvent>): CalendarStore {
  const calendars: Calendar[] = []
  const bySerial = new Map<number, CalendarEvent>()

  const main = newCalendar('Calendar', 'default', basis)
  calendars.push(main)

  return {
    calendars,
    main,
    createCalendar(name) {
      const calendar = newCalendar(name, 'further', basis)
      calendars.push(calendar)
      return calendar
    },
    findCalendar(id) {
      const { form, number } = basis.decode(id)
      if (form !== 'folder') refuse(idMalformed)
      return calendars.find((calendar) => calendar.number === number) ?? refuse(itemNotFound)
    },
    removeCalendar(calendar) {
      for (const event of calendar.events) tell.deleted(event)
      for (const event of calendar.events) bySerial.delete(event.serial)
      calendars.splice(calendars.indexOf(calendar), 1)
    },
    find: (id) => findOccurrence(id, basis, bySerial),
    add(content, calendar) {
      const event = stored(content, calendar, basis)
      calendar.events.push(event)
      bySerial.set(event.serial, event)
      tell.created(event)
      return event
    },
    touch(event) {
      event.version = basis.nextVersion()
      event.lastModifiedDateTime = basis.timestamp()
      tell.updated(event)
    },
    remove(event) {
      tell.deleted(event)
      event.calendar.events.splice(event.calendar.events.indexOf(event), 1)
      bySerial.delete(event.serial)
    },
    byUid: (iCalUId) => [...bySerial.values()].find((event) => event.iCalUId === iCalUId),
  }
}

function newCalendar(name: string, place: 'default' | 'further', basis: MailboxBasis): Calendar {
  return {
    number: basis.nextNumber(),
    name,
    color: 'auto',
    hexColor: '',
    isDefaultCalendar: place === 'default',
    isRemovable: place === 'further',
    canEdit: true,
    events: [],
  }
}

function stored(content: EventContent, calendar: Calendar, basis: MailboxBasis): CalendarEvent {
  const now = basis.timestamp()
  return {
    ...content,
    serial: basis.nextNumber(),
    version: basis.nextVersion(),
    calendar,
    createdDateTime: now,
    lastModifiedDateTime: now,
    exceptions: new Map(),
  }
}

function findOccurrence(
  id: string,
  basis: MailboxBasis,
  bySerial: ReadonlyMap<number, CalendarEvent>,
): Occurrence {
  const { number, day } = requireForm(basis.decode(id), 'item', 'immutable', 'occurrence')
  const event = bySerial.get(number)
  if (event === undefined) refuse(itemNotFound)
  if (day === undefined) return asListed(event)
  const known = event.exceptions.has(day) || takesPlaceOn(event, day)
  return (known ? occurrenceOn(event, day) : undefined) ?? refuse(itemNotFound)
}
