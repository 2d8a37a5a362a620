import type { Recipient } from '../mail/message-content.ts'
import type { Mailbox } from '../outlook/mailbox.ts'
import type { Attendee, CalendarEvent, EventContent } from './event.ts'
import { neverAnswered } from './event-from.ts'

/** What an event says, without what only its own mailbox knows of it. */
export function contentOf(event: EventContent): EventContent {
  const {
    serial,
    version,
    calendar,
    createdDateTime,
    lastModifiedDateTime,
    exceptions,
    reminders,
    ...content
  } = event as CalendarEvent
  return content
}

/** A meeting as it stands on the calendar of somebody invited who has not answered yet. */
export function copyFor(event: EventContent, mailbox: Mailbox): EventContent {
  const attendees = event.attendees.filter((attendee) => !event.hideAttendees || isOwner(mailbox, attendee))
  return {
    ...contentOf(event),
    attendees: attendees.map((attendee): Attendee => ({ ...attendee })),
    responseStatus: { response: 'notResponded', time: neverAnswered },
    showAs: event.showAs === 'free' ? 'free' : 'tentative',
    transactionId: null,
    categories: [],
  }
}

/** Whether a mailbox's owner has called a meeting. */
export function isOrganizer(mailbox: Mailbox, { organizer }: EventContent): boolean {
  return isOwner(mailbox, organizer)
}

/** Whether somebody is a mailbox's owner. */
export function isOwner({ owner }: Mailbox, { emailAddress }: Pick<Recipient, 'emailAddress'>): boolean {
  return emailAddress.address.toLowerCase() === owner.mail?.toLowerCase()
}
