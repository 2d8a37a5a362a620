import { noRecipients } from '../../errors/catalog.ts'
import { refuse } from '../../errors/graph-problem.ts'
import type { Call } from '../../gateway/call.ts'
import { member } from '../../gateway/parse-json.ts'
import { readJson } from '../../gateway/read-body.ts'
import type { Recipient } from '../mail/message-content.ts'
import { recipientsFrom } from '../outlook/recipients.ts'
import { announce, tell } from './announce.ts'
import { invitedMailboxes, mailboxAt } from './attendee-mailbox.ts'
import { eventOf, mailboxOf } from './calendar-call.ts'
import type { Attendee, CalendarEvent } from './event.ts'
import { neverAnswered } from './event-from.ts'
import { copyFor, isOrganizer } from './meeting-copy.ts'

/** Sends the invitation to a meeting on to others, who are invited then; the organizer is told when somebody else does. */
export function forwardEvent(call: Call): void {
  const { tenant } = call
  const mailbox = mailboxOf(call)
  const { event, content } = eventOf(call)
  const json = readJson(call)
  const to = recipientsFrom(member(json, 'toRecipients'), mailbox.nameOf)
  if (to.length === 0) refuse(noRecipients)
  const added = to
    .filter(({ emailAddress }) => !isInvited(event, emailAddress.address))
    .map(
      ({ emailAddress }): Attendee => ({
        type: 'required',
        status: { response: 'none', time: neverAnswered },
        emailAddress,
      }),
    )
  const organizer = mailboxAt(tenant, content.organizer.emailAddress.address)?.mailbox
  const meeting = organizer?.calendars.byUid(event.iCalUId)
  if (organizer !== undefined && meeting !== undefined) {
    meeting.attendees = [...meeting.attendees, ...added]
    organizer.calendars.touch(meeting)
  }
  for (const { mailbox: other } of invitedMailboxes(tenant, mailbox, { attendees: added }))
    if (other.calendars.byUid(event.iCalUId) === undefined)
      other.calendars.add(copyFor(meeting ?? event, other), other.calendars.main)
  const comment = String(member(json, 'comment') ?? '')
  announce(tenant, mailbox, { type: 'meetingRequest', to, event: content, comment, prefix: 'FW: ' })
  if (!isOrganizer(mailbox, content)) notify(call, event, to)
}

function isInvited({ attendees, organizer }: CalendarEvent, address: string): boolean {
  return [...attendees, organizer].some(
    ({ emailAddress }) => emailAddress.address.toLowerCase() === address.toLowerCase(),
  )
}

/** Tells the organizer to whom an invitation was forwarded. */
function notify(call: Call, event: CalendarEvent, to: readonly Recipient[]): void {
  const names = to.map(({ emailAddress: { name, address } }) => `${name} <${address}>`).join('; ')
  tell(call.tenant, mailboxOf(call), {
    to: [event.organizer],
    subject: `Meeting Forward Notification: ${event.subject ?? ''}`,
    text: `Your meeting was forwarded to ${names}.`,
  })
}
