import { answerDelta, type DeltaSource } from '../../delta/answer-delta.ts'
import { outlookDelta } from '../../delta/delta-dress.ts'
import type { Call } from '../../gateway/call.ts'
import type { Route } from '../../routing/route.ts'
import { calendarOf, eventEntityOf, mailboxOf } from '../calendar/calendar-call.ts'
import { readCalendar } from '../calendar/calendar-permissions.ts'
import type { CalendarEvent, Occurrence } from '../calendar/event.ts'
import { eventId } from '../calendar/event-entity.ts'
import { asListed, occurrencesBetween } from '../calendar/occurrences.ts'
import { readTimeWindow, type TimeWindow } from '../calendar/time-window.ts'
import { outlookChanges, outlookPages, refuseOptions } from './outlook-delta.ts'

const owners = ['/users/{user}', '/users/{user}/calendar', '/users/{user}/calendars/{calendar}']
const views = owners.map((path) => `${path}/calendarView`)

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

/** Changes of what is on a calendar in a span of time. */
export const calendarDeltaRoutes: readonly Route[] = [
  {
    method: 'GET',
    paths: views.flatMap((path) => [`${path}/delta`, `${path}/delta()`]),
    workload: 'outlook',
    permissions: readCalendar,
    answer: (call) => answerDelta(call, outlookDelta, viewChanges),
  },
]

/** Graph rule 21; what has moved out of the span is given as deleted. */
function viewChanges(call: Call): DeltaSource<Occurrence> {
  refuseOptions(call, 'CalendarView', ['orderby', 'filter', 'select', 'expand', 'search'])
  const window = readTimeWindow(call)
  const { ids, calendars } = mailboxOf(call)
  const calendar = calendarOf(call) ?? calendars.main
  const span = `${window.from} ${window.to}`
  const changes = outlookChanges(call, eventEntityOf(call), {
    idOf: ({ row }) => eventId(row, call.view, ids),
  })
  return {
    ...outlookPages,
    ...changes,
    owner: calendar,
    aspect: `view ${span}`,
    scope: `${call.user.id} calendarView ${calendar.number} ${span}`,
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
