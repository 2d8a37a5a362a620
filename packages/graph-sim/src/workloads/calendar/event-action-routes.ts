import { accepted, noContent } from '../../gateway/answer.ts'
import type { Call } from '../../gateway/call.ts'
import { member } from '../../gateway/parse-json.ts'
import { readJson } from '../../gateway/read-body.ts'
import type { Route } from '../../routing/route.ts'
import { eventOf, mailboxOf } from './calendar-call.ts'
import { eventPaths } from './calendar-paths.ts'
import { readWholeEvents, writeCalendar } from './calendar-permissions.ts'
import { forwardEvent } from './forward-event.ts'
import { cancelMeeting } from './meetings.ts'
import { removeOccurrence } from './remove-occurrence.ts'
import { type Response, respondTo } from './respond.ts'

const workload = 'outlook'

/** What can be done with events besides reading and changing them. */
export const eventActionRoutes: readonly Route[] = [
  {
    method: 'POST',
    paths: at('cancel'),
    workload,
    permissions: writeCalendar,
    answer(call) {
      const found = eventOf(call)
      cancelMeeting(call.tenant, mailboxOf(call), found, String(member(readJson(call), 'comment') ?? ''))
      removeOccurrence(mailboxOf(call), found)
      return accepted
    },
  },
  {
    method: 'POST',
    paths: at('forward'),
    workload,
    permissions: readWholeEvents,
    answer(call) {
      forwardEvent(call)
      return accepted
    },
  },
  {
    method: 'POST',
    paths: [...at('permanentDelete'), '/users/{user}/calendarView/{event}/permanentDelete'],
    workload,
    permissions: writeCalendar,
    answer(call) {
      removeOccurrence(mailboxOf(call), eventOf(call))
      return noContent
    },
  },
  responding('accept', 'accepted'),
  responding('tentativelyAccept', 'tentativelyAccepted'),
  responding('decline', 'declined'),
]

function responding(action: string, response: Response): Route {
  return {
    method: 'POST',
    paths: at(action),
    workload,
    permissions: writeCalendar,
    answer(call: Call) {
      respondTo(call, response)
      return accepted
    },
  }
}

function at(action: string): readonly string[] {
  return eventPaths.map((path) => `${path}/${action}`)
}
