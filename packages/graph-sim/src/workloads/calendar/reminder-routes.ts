import { badRequest } from '../../errors/catalog.ts'
import { refuse } from '../../errors/graph-problem.ts'
import { type Answer, ok } from '../../gateway/answer.ts'
import type { Call } from '../../gateway/call.ts'
import { member } from '../../gateway/parse-json.ts'
import { readJson } from '../../gateway/read-body.ts'
import type { Route } from '../../routing/route.ts'
import { toInstant } from '../../time/zone.ts'
import { calendarFor, eventOf, mailboxOf } from './calendar-call.ts'
import { eventPaths } from './calendar-paths.ts'
import { readCalendar, writeCalendar } from './calendar-permissions.ts'
import type { Occurrence } from './event.ts'
import { eventId, webLinkOf, writeTime } from './event-entity.ts'
import { timeFrom } from './event-from.ts'
import { occurrencesBetween } from './occurrences.ts'
import { windowOf } from './time-window.ts'

const workload = 'outlook'
/** What an action without a result answers. */
const done: Answer = { status: 200 }

/** Reminders of events: what is due, and putting it off or away. */
export const reminderRoutes: readonly Route[] = [
  {
    method: 'GET',
    paths: ['/users/{user}/reminderView(startDateTime,endDateTime)'],
    workload,
    permissions: readCalendar,
    answer(call) {
      const { from, to } = windowOf(argument(call, 'startDateTime'), argument(call, 'endDateTime'))
      const rows = calendarFor(call).events.flatMap((event) => occurrencesBetween(event, from, to))
      const value = rows
        .flatMap((row) => reminderOf(call, row) ?? [])
        .toSorted((a, b) => a.at - b.at)
        .map(({ json }) => json)
      return ok({ '@odata.context': `${call.base}/$metadata#Collection(microsoft.graph.reminder)`, value })
    },
  },
  {
    method: 'POST',
    paths: eventPaths.map((path) => `${path}/dismissReminder`),
    workload,
    permissions: writeCalendar,
    answer: (call) => remember(call, 'dismissed'),
  },
  {
    method: 'POST',
    paths: eventPaths.map((path) => `${path}/snoozeReminder`),
    workload,
    permissions: writeCalendar,
    answer(call) {
      const time = timeFrom(member(readJson(call), 'newReminderTime'))
      if (time === undefined) refuse(badRequest("The body needs the property 'newReminderTime'."))
      return remember(call, toInstant(time.dateTime, time.timeZone))
    },
  },
]

function remember(call: Call, what: number | 'dismissed'): Answer {
  const { event, day } = eventOf(call)
  event.reminders.set(day ?? '', what)
  mailboxOf(call).calendars.touch(event)
  return done
}

interface Reminder {
  readonly at: number
  readonly json: Readonly<Record<string, unknown>>
}

/** The reminder of something on a calendar; `undefined` when there is none, or it was dismissed. */
function reminderOf(call: Call, row: Occurrence): Reminder | undefined {
  const { event, content, day, from } = row
  const noted = event.reminders.get(day ?? '') ?? event.reminders.get('')
  if (!content.isReminderOn || noted === 'dismissed') return undefined
  const { ids } = mailboxOf(call)
  const at = noted ?? from - content.reminderMinutesBeforeStart * 60_000
  const id = eventId(row, call.view, ids)
  return {
    at,
    json: {
      eventId: id,
      changeKey: ids.changeKey(event.version),
      eventSubject: content.subject,
      eventWebLink: webLinkOf(id),
      eventStartTime: writeTime(row.from, call.view),
      eventEndTime: writeTime(row.to, call.view),
      eventLocation: content.location,
      reminderFireTime: writeTime(at, call.view),
    },
  }
}

function argument({ params }: Call, name: string): string | undefined {
  return Object.entries(params).find(([key]) => key.toLowerCase() === name.toLowerCase())?.[1]
}
