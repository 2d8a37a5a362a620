import { notSimulated } from '../../errors/catalog.ts'
import { refuse } from '../../errors/graph-problem.ts'
import { accepted, created, noContent, ok } from '../../gateway/answer.ts'
import type { Call } from '../../gateway/call.ts'
import { readJson } from '../../gateway/read-body.ts'
import { answerList, countRows, type ListSource } from '../../odata/answer-list.ts'
import type { Route } from '../../routing/route.ts'
import { requireVersion } from '../outlook/if-match.ts'
import { calendarOf, eventBody, eventContext, eventEntityOf, eventOf, mailboxOf } from './calendar-call.ts'
import { readCalendar, writeCalendar } from './calendar-permissions.ts'
import type { Calendar, Occurrence } from './event.ts'
import { changeEvent, eventFrom, readEventMembers } from './event-from.ts'
import { eventListRules } from './event-rules.ts'
import { cancelMeeting, inviteAttendees, isOrganizer, respondTo, updateAttendees } from './meetings.ts'
import { asListed, occurrencesBetween } from './occurrences.ts'
import { readTimeWindow } from './time-window.ts'

const workload = 'outlook'
const owners = ['/users/{user}', '/users/{user}/calendar', '/users/{user}/calendars/{calendar}']
const lists = owners.map((path) => `${path}/events`)
const ones = lists.map((path) => `${path}/{event}`)

/** Events, single and in series, and the view of a span of time. */
export const eventRoutes: readonly Route[] = [
  {
    method: 'GET',
    paths: lists,
    workload,
    permissions: readCalendar,
    answer: (call) => answerList(call, eventSource(call)),
  },
  {
    method: 'GET',
    paths: lists.map((path) => `${path}/$count`),
    workload,
    permissions: readCalendar,
    answer: (call) => ({
      status: 200,
      bytes: String(countRows(call, eventSource(call))),
      headers: { 'Content-Type': 'text/plain' },
    }),
  },
  {
    method: 'GET',
    paths: owners.map((path) => `${path}/calendarView`),
    workload,
    permissions: readCalendar,
    answer(call) {
      const { from, to } = readTimeWindow(call)
      const rows = calendarFor(call).events.flatMap((event) => occurrencesBetween(event, from, to))
      return answerList(call, viewSource(call, rows))
    },
  },
  {
    method: 'GET',
    paths: ones.map((path) => `${path}/instances`),
    workload,
    permissions: readCalendar,
    answer(call) {
      const { from, to } = readTimeWindow(call)
      const rows = occurrencesBetween(eventOf(call).event, from, to).toSorted(byStart)
      return answerList(call, { ...eventSource(call), rows, context: eventContext(call, 'instances') })
    },
  },
  {
    method: 'GET',
    paths: ones,
    workload,
    permissions: readCalendar,
    answer: (call) => ok(eventBody(call, eventOf(call))),
  },
  {
    method: 'POST',
    paths: lists,
    workload,
    permissions: writeCalendar,
    answer(call) {
      const mailbox = mailboxOf(call)
      const content = eventFrom(readEventMembers(readJson(call), mailbox), mailbox)
      const event = mailbox.calendars.add(content, calendarFor(call))
      inviteAttendees(call.tenant, mailbox, event)
      return created(eventBody(call, asListed(event)))
    },
  },
  {
    method: 'PATCH',
    paths: ones,
    workload,
    permissions: writeCalendar,
    answer: (call) => ok(eventBody(call, change(call))),
  },
  {
    method: 'DELETE',
    paths: ones,
    workload,
    permissions: writeCalendar,
    answer(call) {
      if (isOrganizer(mailboxOf(call), eventOf(call).content))
        cancelMeeting(call, mailboxOf(call), eventOf(call))
      remove(call)
      return noContent
    },
  },
  {
    method: 'POST',
    paths: ones.map((path) => `${path}/cancel`),
    workload,
    permissions: writeCalendar,
    answer(call) {
      cancelMeeting(call, mailboxOf(call), eventOf(call))
      remove(call)
      return accepted
    },
  },
  responding('accept', 'accepted'),
  responding('tentativelyAccept', 'tentativelyAccepted'),
  responding('decline', 'declined'),
]

function responding(action: string, response: 'accepted' | 'tentativelyAccepted' | 'declined'): Route {
  return {
    method: 'POST',
    paths: ones.map((path) => `${path}/${action}`),
    workload,
    permissions: writeCalendar,
    answer(call) {
      respondTo(call, mailboxOf(call), eventOf(call), response)
      return accepted
    },
  }
}

/** The calendar that the path names, or the default one. */
function calendarFor(call: Call): Calendar {
  return calendarOf(call) ?? mailboxOf(call).calendars.main
}

function eventSource(call: Call): ListSource<Occurrence> {
  return {
    entity: eventEntityOf(call),
    rules: eventListRules,
    rows: calendarFor(call).events.map(asListed),
    context: eventContext(call, 'events'),
  }
}

/** A view keeps two times to itself when `$select` is used (Graph rule 14). */
function viewSource(call: Call, rows: readonly Occurrence[]): ListSource<Occurrence> {
  const entity = eventEntityOf(call)
  const kept = call.query.option('select') === undefined ? [] : ['createdDateTime', 'lastModifiedDateTime']
  return {
    ...eventSource(call),
    entity: {
      ...entity,
      read: (row, property, view) => (kept.includes(property) ? undefined : entity.read(row, property, view)),
    },
    rows: rows.toSorted(byStart),
    context: eventContext(call, 'calendarView'),
  }
}

function change(call: Call): Occurrence {
  const mailbox = mailboxOf(call)
  const found = eventOf(call)
  const { event, day } = found
  requireVersion(call, mailbox.ids.changeKey(event.version))
  const members = readEventMembers(readJson(call), mailbox)
  if (day === undefined) Object.assign(event, changeEvent({ ...event }, members, mailbox.nameOf))
  else {
    if ('recurrence' in members) refuse(notSimulated('changing the recurrence of one day of a series'))
    event.exceptions.set(day, changeEvent({ ...found.content }, members, mailbox.nameOf))
  }
  mailbox.calendars.touch(event)
  updateAttendees(call.tenant, mailbox, event)
  return mailbox.calendars.find(call.params['event'] ?? '')
}

function remove(call: Call): void {
  const { calendars } = mailboxOf(call)
  const { event, day } = eventOf(call)
  if (day === undefined) calendars.remove(event)
  else {
    event.exceptions.set(day, 'cancelled')
    calendars.touch(event)
  }
}

function byStart(a: Occurrence, b: Occurrence): number {
  return a.from - b.from || a.event.serial - b.event.serial
}
