import type { Call } from '../../gateway/call.ts'
import type { Route } from '../../routing/route.ts'
import type { AttachmentOwner } from '../mail/attachment-owner.ts'
import { attachmentRoutesOf } from '../mail/attachment-routes.ts'
import { eventContext, eventOf, mailboxOf } from './calendar-call.ts'
import { eventPaths } from './calendar-paths.ts'
import { readWholeEvents, writeCalendar } from './calendar-permissions.ts'
import { eventId } from './event-entity.ts'
import { contentOf } from './meeting-copy.ts'

/** The attachments of events on people's calendars. */
export const eventAttachmentRoutes: readonly Route[] = attachmentRoutesOf({
  owners: eventPaths,
  read: readWholeEvents,
  write: writeCalendar,
  find: ownerOf,
})

/** A day of a series with attachments of its own is an exception. */
function ownerOf(call: Call): AttachmentOwner {
  const { ids, calendars } = mailboxOf(call)
  const row = eventOf(call)
  const { event, content, day } = row
  const isOrdinaryDay = day !== undefined && content === event
  const attachments = isOrdinaryDay ? [...content.attachments] : content.attachments
  return {
    attachments,
    idIn: (view) => eventId(row, view, ids),
    context: `${eventContext(call, 'events')}('${encodeURIComponent(call.params['event'] ?? '')}')`,
    collection: 'Events',
    changed() {
      if (isOrdinaryDay)
        event.exceptions.set(day, { ...contentOf(content), start: row.start, end: row.end, attachments })
      calendars.touch(event)
    },
  }
}
