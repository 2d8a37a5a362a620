import { keepCustomData } from '../../custom-data/custom-data-from.ts'
import { type Problem, refuse } from '../../errors/graph-problem.ts'
import type { Call } from '../../gateway/call.ts'
import { isObject } from '../../gateway/parse-json.ts'
import { readJson } from '../../gateway/read-body.ts'
import { attachmentOf } from '../mail/compose.ts'
import { calendarFor, mailboxOf } from './calendar-call.ts'
import type { CalendarEvent } from './event.ts'
import { eventFrom, readEventMembers } from './event-from.ts'
import { inviteAttendees } from './meetings.ts'

/** Makes the event that a request describes and invites its attendees; a repeated request makes none. */
export function createEvent(call: Call): CalendarEvent {
  const mailbox = mailboxOf(call)
  const calendar = calendarFor(call)
  const members = readEventMembers(readJson(call), mailbox)
  const content = eventFrom(members, mailbox)
  const { transactionId, attachments } = members
  if (typeof transactionId === 'string' && transactionId !== '') {
    const earlier = mailbox.calendars.byTransaction(transactionId)
    if (earlier !== undefined)
      return earlier.subject === content.subject && earlier.start.dateTime === content.start.dateTime
        ? earlier
        : refuse(usedTransaction)
    content.transactionId = transactionId
  }
  if (Array.isArray(attachments))
    content.attachments = attachments.filter(isObject).map((one) => attachmentOf(one, mailbox))
  const event = mailbox.calendars.add(content, calendar)
  keepCustomData(event, members)
  inviteAttendees(call.tenant, mailbox, event)
  return event
}

const usedTransaction: Problem = {
  status: 409,
  code: 'ErrorDuplicateTransactionId',
  message:
    "Your request can't be completed. The TransactionId specified in the request has already been used to create a different event.",
}
