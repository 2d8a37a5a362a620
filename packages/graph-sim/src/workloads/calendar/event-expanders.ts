import { customExpanders } from '../../custom-data/expand-custom-data.ts'
import type { Call } from '../../gateway/call.ts'
import { readSelection } from '../../odata/selection.ts'
import { type Expander, writeEntity } from '../../odata/write-entity.ts'
import { attachedTo, expandedAttachments } from '../mail/attachment-entity.ts'
import { eventEntityOf, mailboxOf } from './calendar-call.ts'
import type { Occurrence } from './event.ts'
import { eventId } from './event-entity.ts'
import { exceptionsOf } from './occurrences.ts'

/** What may be expanded on an event: its attachments, and the days of a series that differ. */
export function eventExpanders(call: Call): Readonly<Record<string, Expander<Occurrence>>> {
  return {
    ...customExpanders<Occurrence>(({ event }) => event),
    attachments(row, { query }) {
      const { ids } = mailboxOf(call)
      const attached = attachedTo(row.content.attachments, eventId(row, call.view, ids), ids)
      return expandedAttachments(attached, query, call.view)
    },
    exceptionOccurrences({ event, day }, { query }) {
      const entity = eventEntityOf(call)
      const selection = readSelection(query, entity, [])
      const exceptions = day === undefined ? exceptionsOf(event) : []
      return exceptions.map((exception) => writeEntity(exception, entity, selection, call.view))
    },
  }
}
