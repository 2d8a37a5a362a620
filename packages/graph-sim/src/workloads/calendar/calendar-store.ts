import type { ChangeTeller } from '../../change-feed/change-feed.ts'
import { idMalformed, itemNotFound } from '../../errors/catalog.ts'
import { refuse } from '../../errors/graph-problem.ts'
import { type MailboxBasis, requireForm } from '../outlook/mailbox-basis.ts'
import { type CalendarGroup, initialGroups, newGroup } from './calendar-group.ts'
import { organizationPermission } from './calendar-permission.ts'
import type { Calendar, CalendarEvent, EventContent, Occurrence } from './event.ts'
import { asListed, occurrenceOn, takesPlaceOn } from './occurrences.ts'

/** The calendars of one mailbox and what is on them. */
export interface CalendarStore {
  readonly calendars: readonly Calendar[]
  readonly main: Calendar
  /** The groups of calendars; the first is the one that new calendars are in. */
  readonly groups: readonly CalendarGroup[]
  /** By id; refuses what is none. */
  findCalendar(id: string): Calendar
  createCalendar(name: string, group?: CalendarGroup): Calendar
  touchCalendar(calendar: Calendar): void
  removeCalendar(calendar: Calendar): void
  /** By id; refuses what is none. */
  findGroup(id: string): CalendarGroup
  createGroup(name: string): CalendarGroup
  touchGroup(group: CalendarGroup): void
  /** Removes a group and the calendars in it. */
  removeGroup(group: CalendarGroup): void
  /** An event, a series or one day of a series, by either kind of id; refuses what is none. */
  find(id: string): Occurrence
  add(content: EventContent, calendar: Calendar): CalendarEvent
  touch(event: CalendarEvent): void
  remove(event: CalendarEvent): void
  /** The event that somebody else's copy of a meeting is here, by its iCalendar UID. */
  byUid(iCalUId: string): CalendarEvent | undefined
  /** The event that a client made with a transaction id of its own. */
  byTransaction(transactionId: string): CalendarEvent | undefined
}

/** Creates the calendar store of a new mailbox, with its default calendar. */
export function createCalendarStore(basis: MailboxBasis, tell: ChangeTeller<CalendarEvent>): CalendarStore {
  const calendars: Calendar[] = []
  const bySerial = new Map<number, CalendarEvent>()
  const events = (): readonly CalendarEvent[] => [...bySerial.values()]
  const [usual, other] = initialGroups(basis)
  const groups: CalendarGroup[] = [usual, other]

  const main = newCalendar({ name: 'Calendar', place: 'default', group: usual }, basis)
  calendars.push(main)

  const removeCalendar = (calendar: Calendar): void => {
    for (const event of calendar.events) tell.deleted(event)
    for (const event of calendar.events) bySerial.delete(event.serial)
    calendars.splice(calendars.indexOf(calendar), 1)
  }

  return {
    calendars,
    main,
    groups,
    createCalendar(name, group = usual) {
      const calendar = newCalendar({ name, place: 'further', group }, basis)
      calendars.push(calendar)
      return calendar
    },
    findCalendar: (id) => findFolder(id, calendars, basis),
    touchCalendar(calendar) {
      calendar.version = basis.nextVersion()
    },
    removeCalendar,
    findGroup: (id) => findFolder(id, groups, basis),
    createGroup(name) {
      const group = newGroup(name, basis.newGuid(), basis)
      groups.push(group)
      return group
    },
    touchGroup(group) {
      group.version = basis.nextVersion()
    },
    removeGroup(group) {
      for (const calendar of calendars.filter((one) => one.group === group)) removeCalendar(calendar)
      groups.splice(groups.indexOf(group), 1)
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
    byUid: (iCalUId) => events().find((event) => event.iCalUId === iCalUId),
    byTransaction: (id) => events().find(({ transactionId }) => transactionId === id),
  }
}

interface NewCalendar {
  readonly name: string
  readonly place: 'default' | 'further'
  readonly group: CalendarGroup
}

function newCalendar({ name, place, group }: NewCalendar, basis: MailboxBasis): Calendar {
  return {
    number: basis.nextNumber(),
    version: basis.nextVersion(),
    name,
    color: 'auto',
    hexColor: '',
    isDefaultCalendar: place === 'default',
    isRemovable: place === 'further',
    canEdit: true,
    group,
    events: [],
    permissions: place === 'default' ? [organizationPermission()] : [],
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
    reminders: new Map(),
  }
}

function findFolder<folder extends { readonly number: number }>(
  id: string,
  folders: readonly folder[],
  basis: MailboxBasis,
): folder {
  const { form, number } = basis.decode(id)
  if (form !== 'folder') refuse(idMalformed)
  return folders.find((folder) => folder.number === number) ?? refuse(itemNotFound)
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
