import { ok } from '../../gateway/answer.ts'
import { readJson } from '../../gateway/read-body.ts'
import type { Route } from '../../routing/route.ts'
import { findTimes, readCalendar } from '../calendar/calendar-permissions.ts'
import { findMeetingTimes } from './find-meeting-times.ts'
import { readSchedules } from './get-schedule.ts'

const workload = 'outlook'

/** When people are busy, and when they could meet. */
export const schedulingRoutes: readonly Route[] = [
  {
    method: 'POST',
    paths: ['/users/{user}/calendar/getSchedule', '/users/{user}/calendars/{calendar}/getSchedule'],
    workload,
    permissions: readCalendar,
    answer: (call) =>
      ok({
        '@odata.context': `${call.base}/$metadata#Collection(microsoft.graph.scheduleInformation)`,
        value: readSchedules(call, readJson(call)),
      }),
  },
  {
    method: 'POST',
    paths: ['/users/{user}/findMeetingTimes'],
    workload,
    permissions: findTimes,
    answer: (call) =>
      ok({
        '@odata.context': `${call.base}/$metadata#microsoft.graph.meetingTimeSuggestionsResult`,
        ...findMeetingTimes(call, readJson(call)),
      }),
  },
]
