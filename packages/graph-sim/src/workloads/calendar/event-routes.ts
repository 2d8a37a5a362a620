import { newExtensions } from '../../custom-data/expand-custom-data.ts'
import { created, noContent, ok } from '../../gateway/answer.ts'
import type { Call } from '../../gateway/call.ts'
import { readJson } from '../../gateway/read-body.ts'
import { entityBody } from '../../odata/answer-entity.ts'
import { answerList, countRows, type ListSource } from '../../odata/answer-list.ts'
import type { Route } from '../../routing/route.ts'
import { requireVersion } from '../outlook/if-match.ts'
import { calendarEntityOf } from './calendar-body.ts'
import { calendarFor, eventContext, eventEntityOf, eventOf, mailboxOf, ownerPath } from './calendar-call.ts'
import { calendarOwners, eventPaths } from './calendar-paths.ts'
import { readCalendar, writeCalendar } from './calendar-permissions.ts'
import { changeNamedEvent } from './change-event.ts'
import { createEvent } from './create-event.ts'
import type { Occurrence } from './event.ts'
import { eventBody } from './event-body.ts'
import { eventExpanders } from './event-expanders.ts'
import { eventListRules } from './event-rules.ts'
import { isOrganizer } from './meeting-copy.ts'
import { cancelMeeting } from './meetings.ts'
import { asListed, exceptionsOf, occurrencesBetween } from './occurrences.ts'
import { removeOccurrence } from './remove-occurrence.ts'
import { readTimeWindow } from './time-window.ts'

const workload = 'outlook'
const lists = calendarOwners.map((path) => `${path}/events`)

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
    paths: calendarOwners.map((path) => `${path}/calendarView`),
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
    paths: eventPaths.map((path) => `${path}/instances`),
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
    paths: eventPaths.map((path) => `${path}/exceptionOccurrences`),
    workload,
    permissions: readCalendar,
    answer(call) {
      const { event, day } = eventOf(call)
      const rows = day === undefined ? exceptionsOf(event) : []
      return answerList(call, {
        ...eventSource(call),
        rows,
        context: eventContext(call, 'exceptionOccurrences'),
      })
    },
  },
  {
    method: 'GET',
    paths: eventPaths,
    workload,
    permissions: readCalendar,
    answer: (call) => ok(eventBody(call, eventOf(call))),
  },
  {
    method: 'GET',
    paths: eventPaths.map((path) => `${path}/calendar`),
    workload,
    permissions: readCalendar,
    answer(call) {
      const row = eventOf(call).event.calendar
      const context = `${ownerPath(call)}/events('${encodeURIComponent(call.params['event'] ?? '')}')/calendar`
      return ok(entityBody(call, { entity: calendarEntityOf(call), row, context }))
    },
  },
  {
    method: 'POST',
    paths: lists,
    workload,
    permissions: writeCalendar,
    answer(call) {
      const event = createEvent(call)
      return created({ ...eventBody(call, asListed(event)), ...newExtensions(event, readJson(call)) })
    },
  },
  {
    method: 'PATCH',
    paths: eventPaths,
    workload,
    permissions: writeCalendar,
    answer: (call) => ok(eventBody(call, changeNamedEvent(call))),
  },
  {
    method: 'DELETE',
    paths: eventPaths,
    workload,
    permissions: writeCalendar,
    answer(call) {
      const mailbox = mailboxOf(call)
      const found = eventOf(call)
      requireVersion(call, mailbox.ids.changeKey(found.event.version))
      if (isOrganizer(mailbox, found.content)) cancelMeeting(call.tenant, mailbox, found, '')
      removeOccurrence(mailbox, found)
      return noContent
    },
  },
]

function eventSource(call: Call): ListSource<Occurrence> {
  return {
    entity: eventEntityOf(call),
    rules: eventListRules,
    rows: calendarFor(call).events.map(asListed),
    context: eventContext(call, 'events'),
    expand: eventExpanders(call),
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

function byStart(a: Occurrence, b: Occurrence): number {
  return a.from - b.from || a.event.serial - b.event.serial
}
