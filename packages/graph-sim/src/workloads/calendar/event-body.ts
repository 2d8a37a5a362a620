import type { Call } from '../../gateway/call.ts'
import { entityBody } from '../../odata/answer-entity.ts'
import { eventContext, eventEntityOf, mailboxOf } from './calendar-call.ts'
import type { Occurrence } from './event.ts'
import { eventExpanders } from './event-expanders.ts'

/** Writes one event as an answer's body. */
export function eventBody(call: Call, row: Occurrence): Record<string, unknown> {
  const body = entityBody(call, {
    entity: eventEntityOf(call),
    row,
    context: eventContext(call, 'events'),
    expand: eventExpanders(call),
  })
  if (call.params['group'] !== undefined) return body
  const calendar = mailboxOf(call).ids.folder(row.event.calendar.number)
  const link = `${call.base}/users('${call.user.id}')/calendars('${calendar}')`
  return {
    ...body,
    'calendar@odata.associationLink': `${link}/$ref`,
    'calendar@odata.navigationLink': link,
  }
}
