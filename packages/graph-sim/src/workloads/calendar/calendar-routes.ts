import { badRequest } from '../../errors/catalog.ts'
import { refuse } from '../../errors/graph-problem.ts'
import { created, noContent, ok } from '../../gateway/answer.ts'
import type { Call } from '../../gateway/call.ts'
import { member } from '../../gateway/parse-json.ts'
import { readJson } from '../../gateway/read-body.ts'
import { entityBody } from '../../odata/answer-entity.ts'
import { answerList } from '../../odata/answer-list.ts'
import type { Route } from '../../routing/route.ts'
import { calendarOf, mailboxOf } from './calendar-call.ts'
import { calendarEntity } from './calendar-entity.ts'
import { readCalendar, writeCalendar } from './calendar-permissions.ts'
import type { Calendar } from './event.ts'
import { eventRoutes } from './event-routes.ts'
import { calendarListRules } from './event-rules.ts'

const workload = 'outlook'
const ones = ['/users/{user}/calendar', '/users/{user}/calendars/{calendar}']

/** Calendars and everything on them. */
export const calendarRoutes: readonly Route[] = [
  {
    method: 'GET',
    paths: ['/users/{user}/calendars'],
    workload,
    permissions: readCalendar,
    answer: (call) =>
      answerList(call, {
        entity: calendarEntity(mailboxOf(call).ids, call.user),
        rules: calendarListRules,
        rows: mailboxOf(call).calendars.calendars,
        context: contextOf(call),
      }),
  },
  {
    method: 'GET',
    paths: ones,
    workload,
    permissions: readCalendar,
    answer: (call) => ok(calendarBody(call, namedCalendar(call))),
  },
  {
    method: 'POST',
    paths: ['/users/{user}/calendars'],
    workload,
    permissions: writeCalendar,
    answer: (call) =>
      created(
        calendarBody(
          call,
          mailboxOf(call).calendars.createCalendar(
            readName(call) ?? refuse(badRequest('A calendar needs a name.')),
          ),
        ),
      ),
  },
  {
    method: 'PATCH',
    paths: ones,
    workload,
    permissions: writeCalendar,
    answer(call) {
      const calendar = namedCalendar(call)
      calendar.name = readName(call) ?? calendar.name
      const color = member(readJson(call), 'color')
      if (typeof color === 'string') calendar.color = color
      return ok(calendarBody(call, calendar))
    },
  },
  {
    method: 'DELETE',
    paths: ['/users/{user}/calendars/{calendar}'],
    workload,
    permissions: writeCalendar,
    answer(call) {
      const calendar = namedCalendar(call)
      if (!calendar.isRemovable) refuse(badRequest('The default calendar cannot be deleted.'))
      mailboxOf(call).calendars.removeCalendar(calendar)
      return noContent
    },
  },
  ...eventRoutes,
]

function namedCalendar(call: Call): Calendar {
  return calendarOf(call) ?? mailboxOf(call).calendars.main
}

function calendarBody(call: Call, row: Calendar): Record<string, unknown> {
  return entityBody(call, {
    entity: calendarEntity(mailboxOf(call).ids, call.user),
    row,
    context: contextOf(call),
  })
}

function contextOf(call: Call): string {
  return `users('${call.user.id}')/calendars`
}

function readName(call: Call): string | undefined {
  const name = member(readJson(call), 'name')
  return typeof name === 'string' && name.trim() !== '' ? name : undefined
}
