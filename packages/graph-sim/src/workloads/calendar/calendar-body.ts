import type { Call } from '../../gateway/call.ts'
import { entityBody } from '../../odata/answer-entity.ts'
import type { Entity } from '../../odata/entity.ts'
import { viewerRole } from './calendar-access.ts'
import { mailboxOf, ownerPath } from './calendar-call.ts'
import { calendarEntity } from './calendar-entity.ts'
import type { CalendarGroup } from './calendar-group.ts'
import type { Calendar } from './event.ts'

/** Calendars as the caller may see them. */
export function calendarEntityOf(call: Call): Entity<Calendar> {
  const { ids, owner } = mailboxOf(call)
  return calendarEntity(ids, owner, (calendar) => viewerRole(call, calendar))
}

/** Writes one calendar as an answer's body. */
export function calendarBody(call: Call, row: Calendar): Record<string, unknown> {
  return entityBody(call, { entity: calendarEntityOf(call), row, context: calendarsContext(call) })
}

/** The entity set of a path's calendars, for `@odata.context`. */
export function calendarsContext(call: Call): string {
  const { calendarGroup } = call.params
  const owner = ownerPath(call)
  if (calendarGroup !== undefined)
    return `${owner}/calendarGroups('${encodeURIComponent(calendarGroup)}')/calendars`
  return /\/calendar(\/permanentDelete)?$/i.test(call.path) ? `${owner}/calendar` : `${owner}/calendars`
}

/** The group of calendars that a path names; `undefined` when it names none. */
export function groupOf(call: Call): CalendarGroup | undefined {
  const { calendars } = mailboxOf(call)
  const { calendarGroup } = call.params
  if (calendarGroup !== undefined) return calendars.findGroup(calendarGroup)
  return /\/calendarGroup\//i.test(call.path) ? calendars.groups[0] : undefined
}
