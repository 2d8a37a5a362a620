import { created, noContent, ok } from '../../gateway/answer.ts'
import { readJson } from '../../gateway/read-body.ts'
import { answerList } from '../../odata/answer-list.ts'
import type { Route } from '../../routing/route.ts'
import { isReadable } from './calendar-access.ts'
import { calendarBody, calendarEntityOf, calendarsContext, groupOf } from './calendar-body.ts'
import { calendarFor, mailboxOf } from './calendar-call.ts'
import { changeCalendar, makeCalendarFrom, removeCalendar } from './calendar-from.ts'
import { calendarGroupRoutes } from './calendar-group-routes.ts'
import { calendarPermissionRoutes } from './calendar-permission-routes.ts'
import { readCalendar, writeCalendar } from './calendar-permissions.ts'
import { eventActionRoutes } from './event-action-routes.ts'
import { eventAttachmentRoutes } from './event-attachment-routes.ts'
import { eventRoutes } from './event-routes.ts'
import { calendarListRules } from './event-rules.ts'
import { groupCalendarRoutes } from './group-calendar-routes.ts'
import { meetingMessageRoutes } from './meeting-message-routes.ts'
import { reminderRoutes } from './reminder-routes.ts'

const workload = 'outlook'
const lists = ['/users/{user}/calendars', '/users/{user}/calendarGroups/{calendarGroup}/calendars']
const further = [
  '/users/{user}/calendars/{calendar}',
  '/users/{user}/calendarGroups/{calendarGroup}/calendars/{calendar}',
]
const ones = ['/users/{user}/calendar', ...further]

const ownRoutes: readonly Route[] = [
  {
    method: 'GET',
    paths: lists,
    workload,
    permissions: readCalendar,
    answer(call) {
      const group = groupOf(call)
      return answerList(call, {
        entity: calendarEntityOf(call),
        rules: calendarListRules,
        rows: mailboxOf(call).calendars.calendars.filter(
          (calendar) => (group === undefined || calendar.group === group) && isReadable(call, calendar),
        ),
        context: calendarsContext(call),
      })
    },
  },
  {
    method: 'GET',
    paths: ones,
    workload,
    permissions: readCalendar,
    answer: (call) => ok(calendarBody(call, calendarFor(call))),
  },
  {
    method: 'POST',
    paths: lists,
    workload,
    permissions: writeCalendar,
    answer: (call) => created(calendarBody(call, makeCalendarFrom(call, readJson(call)))),
  },
  {
    method: 'PATCH',
    paths: ones,
    workload,
    permissions: writeCalendar,
    answer(call) {
      const calendar = calendarFor(call)
      changeCalendar(call, calendar, readJson(call))
      return ok(calendarBody(call, calendar))
    },
  },
  {
    method: 'DELETE',
    paths: further,
    workload,
    permissions: writeCalendar,
    answer(call) {
      removeCalendar(call, calendarFor(call))
      return noContent
    },
  },
  {
    method: 'POST',
    paths: ones.map((path) => `${path}/permanentDelete`),
    workload,
    permissions: writeCalendar,
    answer(call) {
      removeCalendar(call, calendarFor(call))
      return noContent
    },
  },
]

/** Calendars, groups of them, who may see them, and everything on them; those of people and those of groups. */
export const calendarRoutes: readonly Route[] = [
  ...ownRoutes,
  ...calendarGroupRoutes,
  ...calendarPermissionRoutes,
  ...eventRoutes,
  ...eventActionRoutes,
  ...eventAttachmentRoutes,
  ...reminderRoutes,
  ...meetingMessageRoutes,
  ...groupCalendarRoutes([...ownRoutes, ...calendarPermissionRoutes, ...eventRoutes, ...eventActionRoutes]),
]
