import { isDeepStrictEqual } from 'node:util'
import { keepCustomData } from '../../custom-data/custom-data-from.ts'
import { notSimulated } from '../../errors/catalog.ts'
import { type Problem, refuse } from '../../errors/graph-problem.ts'
import type { Call } from '../../gateway/call.ts'
import type { JsonObject } from '../../gateway/parse-json.ts'
import { readJson } from '../../gateway/read-body.ts'
import { toInstant, toLocal } from '../../time/zone.ts'
import { requireVersion } from '../outlook/if-match.ts'
import type { Mailbox } from '../outlook/mailbox.ts'
import { eventOf, mailboxOf } from './calendar-call.ts'
import type { CalendarEvent, EventContent, Occurrence } from './event.ts'
import { changeEvent, readEventMembers } from './event-from.ts'
import { contentOf, isOrganizer } from './meeting-copy.ts'
import { type MeetingUpdate, updateAttendees } from './meetings.ts'
import { occurrenceOn } from './occurrences.ts'
import { daysBeside } from './series-days.ts'

/** Changes the event that a path names as a request says, and tells those who are invited; returns it as it is then. */
export function changeNamedEvent(call: Call): Occurrence {
  const mailbox = mailboxOf(call)
  const found = eventOf(call)
  const { event, day } = found
  requireVersion(call, mailbox.ids.changeKey(event.version))
  const members = readEventMembers(readJson(call), mailbox)
  const before = contentOf({ ...found.content })
  if (day === undefined) changeWhole(event, members, mailbox)
  else changeDay(found, day, { members, mailbox })
  keepCustomData(event, members)
  mailbox.calendars.touch(event)
  const after = day === undefined ? event : (occurrenceOn(event, day)?.content ?? event)
  const kind = kindOf(members, before, after)
  if (kind === 'time' && isOrganizer(mailbox, event)) forgetAnswers(after)
  if (day === undefined) updateAttendees(call.tenant, mailbox, event, { before: before.attendees, kind })
  else updateAttendees(call.tenant, mailbox, event, { before: event.attendees, kind: 'other' })
  return mailbox.calendars.find(call.params['event'] ?? '')
}

/** A series of other days or times has no exceptions; any other change reaches those that had not changed the same. */
function changeWhole(event: CalendarEvent, members: JsonObject, { nameOf }: Mailbox): void {
  const before = contentOf({ ...event })
  const after = changeEvent(contentOf({ ...event }), members, nameOf)
  if (isMoved(before, after)) {
    event.exceptions.clear()
    event.reminders.clear()
  } else for (const exception of event.exceptions.values()) pass(before, after, exception)
  Object.assign(event, after)
}

function pass(before: EventContent, after: EventContent, exception: EventContent | 'cancelled'): void {
  if (exception === 'cancelled') return
  for (const key of Object.keys(after) as (keyof EventContent)[]) {
    if (['start', 'end', 'recurrence'].includes(key)) continue
    if (isDeepStrictEqual(before[key], exception[key])) Object.assign(exception, { [key]: after[key] })
  }
}

interface DayChange {
  readonly members: JsonObject
  readonly mailbox: Mailbox
}

function changeDay(found: Occurrence, day: string, { members, mailbox }: DayChange): void {
  const { event } = found
  if (members['recurrence'] !== undefined && members['recurrence'] !== null)
    refuse(notSimulated('changing the recurrence of one day of a series'))
  const { recurrence, ...others } = members
  const content = changeEvent(contentOf({ ...found.content, recurrence: null }), others, mailbox.nameOf)
  checkNeighbours(event, day, content)
  event.exceptions.set(day, { ...content, recurrence: event.recurrence })
}

/** A day of a series stays between the days before and after it. */
function checkNeighbours(event: CalendarEvent, day: string, { start }: EventContent): void {
  if (event.recurrence === null) return
  const { timeZone } = event.start
  const wanted = toLocal(toInstant(start.dateTime, start.timeZone), timeZone).slice(0, 10)
  const dayOf = (other: string | undefined): string | undefined => {
    const neighbour = other === undefined ? undefined : occurrenceOn(event, other)
    return neighbour && toLocal(neighbour.from, timeZone).slice(0, 10)
  }
  const { before, after } = daysBeside(event.recurrence, day)
  if (wanted <= (dayOf(before) ?? '') || wanted >= (dayOf(after) ?? '9999-12-31')) refuse(crossing)
}

const crossing: Problem = {
  status: 400,
  code: 'ErrorOccurrenceCrossingBoundary',
  message: 'Modified occurrence is crossing or overlapping adjacent occurrence.',
}

function kindOf(members: JsonObject, before: EventContent, after: EventContent): MeetingUpdate['kind'] {
  if (isMoved(before, after)) return 'time'
  return Object.keys(members).every((name) => name === 'attendees') ? 'attendees' : 'other'
}

function isMoved(before: EventContent, after: EventContent): boolean {
  return (['start', 'end', 'recurrence', 'isAllDay'] as const).some(
    (name) => !isDeepStrictEqual(before[name], after[name]),
  )
}

/** Who had answered for another time has not answered for this one. */
function forgetAnswers(content: EventContent): void {
  content.attendees = content.attendees.map(({ type, emailAddress, status }) => ({
    type,
    emailAddress,
    status: status.response === 'none' ? status : { response: 'notResponded', time: askedAnew },
  }))
}

/** The time of an answer that was forgotten, as Exchange writes it. */
const askedAnew = '4501-01-01T00:00:00Z'
