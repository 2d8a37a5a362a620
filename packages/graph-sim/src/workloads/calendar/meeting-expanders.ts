import type { Call } from '../../gateway/call.ts'
import { readSelection } from '../../odata/selection.ts'
import { type Expander, writeEntity } from '../../odata/write-entity.ts'
import type { Message } from '../mail/mail-folder.ts'
import { eventEntityOf, mailboxOf } from './calendar-call.ts'
import type { Occurrence } from './event.ts'
import { asListed } from './occurrences.ts'

/** What may be expanded on a message about a meeting: the event on its reader's calendar. */
export function meetingExpanders(call: Call): Readonly<Record<string, Expander<Message>>> {
  return {
    event(message, { query }) {
      const row = eventOfMessage(call, message)
      if (row === undefined) return message.meeting === undefined ? undefined : null
      const entity = eventEntityOf(call)
      return writeEntity(row, entity, readSelection(query, entity, []), call.view)
    },
  }
}

/** The event that a message is about; `undefined` when it is not, or no longer, on the calendar. */
export function eventOfMessage(call: Call, { meeting }: Message): Occurrence | undefined {
  const event = meeting?.uid === undefined ? undefined : mailboxOf(call).calendars.byUid(meeting.uid)
  return event && asListed(event)
}
