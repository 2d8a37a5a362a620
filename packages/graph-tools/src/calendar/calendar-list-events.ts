import { defineTool } from '@graphkeep/core'
import { z } from 'zod'

import { readCursor } from '../answer/cursor.ts'
import { answerFrom, listFields } from '../answer/list-answer.ts'
import { moment } from '../input/moment.ts'
import { cursor, top } from '../input/page-arguments.ts'
import { timeZone } from '../input/time-zone.ts'
import { calendarView } from '../query/entities.ts'
import { type Query, query } from '../query/query.ts'
import { readRows } from '../query/read-rows.ts'
import { isoInZone } from '../time/zones.ts'
import { calendarEvents } from './calendar-tags.ts'
import { eventFrom, eventProperties, eventRow, type GraphEvent } from './event-row.ts'
import { type EventWindow, windowAsked, windowFrom } from './event-window.ts'

const input = z.strictObject({
  from: moment.optional().describe('Start of the window; a day begins at 00:00 in timeZone. Default: now.'),
  to: moment.optional().describe('End of the window; a day is included. Default: 7 days after from.'),
  timeZone: timeZone.default('UTC').describe("The user's time zone, e.g. Europe/Oslo."),
  top: top(100, 25),
  cursor,
})

const output = z.object({
  events: z.array(eventRow),
  window: z
    .object({ from: z.string(), to: z.string(), timeZone: z.string() })
    .describe('The time looked at.'),
  ...listFields,
})

/** Lists the events in a window of time, recurring ones included. */
export const calendarListEvents = defineTool({
  name: 'calendar_list_events',
  title: 'List events',
  description:
    "Lists the events of the user's calendar in a window of time, in order of their start, each day of recurring events included. Without arguments: the coming 7 days. Give the user's timeZone; without it all times are in UTC.",
  effect: 'read',
  permissions: { delegated: ['Calendars.ReadBasic'], application: ['Calendars.ReadBasic'] },
  input,
  output,
  cache: { resource: 'calendar', tags: () => [calendarEvents] },

  async run({ from, to, timeZone, top, cursor }, context) {
    const asked = windowAsked(from, to, timeZone)
    const view = viewOf({ ...anyTime, ...asked }, top)
    const list = { context, path: view.path }
    // A default window moves on with the clock; a cursor holds on to the one that it began with.
    const place =
      cursor === undefined
        ? { page: viewOf(windowFrom(asked, context.clock.now()), top).path }
        : await readCursor(list, cursor)
    const { rows, end } = await answerFrom(list, await readRows<GraphEvent>(context, view, { from: place }))
    return {
      events: rows.map((event) => eventFrom(event, timeZone)),
      window: windowIn(place.page, timeZone),
      ...end,
    }
  },
})

/** Stands for what a caller leaves open. */
const anyTime = { startDateTime: '1970-01-01', endDateTime: '9999-12-31' }

function viewOf({ startDateTime, endDateTime }: Required<EventWindow>, top: number): Query {
  return query(calendarView, '/me/calendar/calendarView', {
    select: eventProperties,
    window: { start: startDateTime, end: endDateTime },
    orderBy: 'start/dateTime',
    top,
  })
}

function windowIn(path: string, zone: string) {
  const query = new URLSearchParams(path.slice(path.indexOf('?')))
  const [from = '', to = ''] = ['startDateTime', 'endDateTime'].map((name) =>
    isoInZone(Date.parse(query.get(name) ?? ''), zone),
  )
  return { from, to, timeZone: zone }
}
