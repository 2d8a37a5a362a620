import { answerDelta, type DeltaSource } from '../../delta/answer-delta.ts'
import { outlookDelta } from '../../delta/delta-dress.ts'
import type { Call } from '../../gateway/call.ts'
import type { Route } from '../../routing/route.ts'
import { calendarFor, eventEntityOf, mailboxOf } from '../calendar/calendar-call.ts'
import { calendarOwners, groupCalendarOwners } from '../calendar/calendar-paths.ts'
import { listGroupEvents, readCalendar, trackGroupEvents } from '../calendar/calendar-permissions.ts'
import type { CalendarEvent, Occurrence } from '../calendar/event.ts'
import { eventId } from '../calendar/event-entity.ts'
import { seenInFull } from '../calendar/group-view.ts'
import { asListed, occurrencesBetween } from '../calendar/occurrences.ts'
import { readTimeWindow, type TimeWindow, windowOf } from '../calendar/time-window.ts'
import { outlookChanges, outlookPages, refuseOptions } from './outlook-delta.ts'

/** What an ordinary day of a series says; the rest is said by its head. */
const ofOccurrence: readonly string[] = [
  '@odata.type',
  '@odata.etag',
  'id',
  'seriesMasterId',
  'type',
  'start',
  'end',
]

/** Changes of what is on a calendar: in a span of time, and of all events. */
export const calendarDeltaRoutes: readonly Route[] = [
  ...[
    { owners: calendarOwners, viewing: readCalendar, listing: readCalendar },
    { owners: groupCalendarOwners, viewing: listGroupEvents, listing: trackGroupEvents },
  ].flatMap(({ owners, viewing, listing }): readonly Route[] => [
    {
      method: 'GET',
      paths: deltas(owners, 'calendarView'),
      workload: 'outlook',
      permissions: viewing,
      answer: (call) => answerDelta(seenInFullByGroup(call), outlookDelta, viewChanges),
    },
    {
      method: 'GET',
      paths: deltas(owners, 'events'),
      workload: 'outlook',
      permissions: listing,
      answer: (call) => answerDelta(seenInFullByGroup(call), outlookDelta, eventChanges),
    },
  ]),
]

function seenInFullByGroup(call: Call): Call {
  return call.params['group'] === undefined ? call : seenInFull(call)
}

function deltas(owners: readonly string[], set: 'calendarView' | 'events'): readonly string[] {
  return owners.flatMap((path) => [`${path}/${set}/delta`, `${path}/${set}/delta()`])
}

/** Single events and heads of series; with `startDateTime`, those that end after it. */
function eventChanges(call: Call): DeltaSource<Occurrence> {
  refuseOptions(call, 'Events', ['orderby', 'filter', 'expand', 'search'])
  const { ids, owner } = mailboxOf(call)
  const calendar = calendarFor(call)
  const since = call.query.parameter('startDateTime')
  const from =
    since === undefined ? undefined : windowOf(since, call.query.parameter('endDateTime') ?? since).from
  return {
    ...outlookPages,
    ...outlookChanges(call, eventEntityOf(call), { idOf: ({ row }) => eventId(row, call.view, ids) }),
    owner: calendar,
    aspect: `events ${from ?? ''}`,
    scope: `${owner.id} events ${calendar.number} ${from ?? ''}`,
    rows: calendar.events.filter((event) => from === undefined || goesOnAfter(event, from)).map(asListed),
    trace: (row) => ({ key: keyOf(row), place: keyOf(row), version: String(row.event.version) }),
  }
}

function goesOnAfter(event: CalendarEvent, from: number): boolean {
  return event.recurrence?.range.type === 'noEnd' || occurrencesBetween(event, from, lastMoment).length > 0
}

/** The end of all days that a calendar has. */
const lastMoment = Date.UTC(9999, 11, 30)

/** Graph rule 21; what has moved out of the span is given as deleted. */
function viewChanges(call: Call): DeltaSource<Occurrence> {
  refuseOptions(call, 'CalendarView', ['orderby', 'filter', 'select', 'expand', 'search'])
  const window = readTimeWindow(call)
  const { ids, owner } = mailboxOf(call)
  const calendar = calendarFor(call)
  const span = `${window.from} ${window.to}`
  const changes = outlookChanges(call, eventEntityOf(call), {
    idOf: ({ row }) => eventId(row, call.view, ids),
  })
  return {
    ...outlookPages,
    ...changes,
    owner: calendar,
    aspect: `view ${span}`,
    scope: `${owner.id} calendarView ${calendar.number} ${span}`,
    rows: calendar.events.flatMap((event) => inWindow(event, window)),
    trace: (row) => ({ key: keyOf(row), place: keyOf(row), version: versionOf(row) }),
    present(row, change) {
      const json = changes.present(row, change)
      if (json === undefined || row.type !== 'occurrence') return json
      return Object.fromEntries(ofOccurrence.map((name) => [name, json[name]]))
    },
  }
}

/** A series comes with its head when any day of it is in the span. */
function inWindow(event: CalendarEvent, { from, to }: TimeWindow): readonly Occurrence[] {
  const days = occurrencesBetween(event, from, to)
  return event.recurrence === null || days.length === 0 ? days : [asListed(event), ...days]
}

function keyOf({ event, day }: Occurrence): string {
  return `${event.serial} ${day ?? ''}`
}

function versionOf({ event, type, from, to }: Occurrence): string {
  return `${event.version} ${type} ${from} ${to}`
}
