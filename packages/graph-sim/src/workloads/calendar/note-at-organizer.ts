import type { TenantState } from '../../tenant/tenant-state.ts'
import type { Mailbox } from '../outlook/mailbox.ts'
import { mailboxAt } from './attendee-mailbox.ts'
import type { Attendee, CalendarEvent, EventContent } from './event.ts'
import { contentOf } from './meeting-copy.ts'
import { occurrenceOn } from './occurrences.ts'

/** A copy of a meeting, or one day of it. */
export interface Answered {
  readonly event: CalendarEvent
  /** The day of a series that is answered; `undefined` for all of it. */
  readonly day: string | undefined
}

/** Notes on the organizer's calendar how a mailbox's owner has answered. */
export function noteAtOrganizer(
  tenant: TenantState,
  mailbox: Mailbox,
  { event, day }: Answered,
  answer: Pick<Attendee, 'status' | 'proposedNewTime'>,
): void {
  const organizer = mailboxAt(tenant, event.organizer.emailAddress.address)?.mailbox
  const meeting = organizer?.calendars.byUid(event.iCalUId)
  if (organizer === undefined || meeting === undefined) return
  const target = day === undefined ? meeting : dayOf(meeting, day)
  if (target === undefined) return
  const own = mailbox.owner.mail?.toLowerCase()
  target.attendees = target.attendees.map((one) => {
    if (one.emailAddress.address.toLowerCase() !== own) return one
    const { proposedNewTime, ...rest } = one
    return { ...rest, ...answer }
  })
  organizer.calendars.touch(meeting)
}

/** One day of a series as an exception of it. */
function dayOf(meeting: CalendarEvent, day: string): EventContent | undefined {
  const found = occurrenceOn(meeting, day)
  if (found === undefined) return undefined
  const content = contentOf({ ...found.content })
  meeting.exceptions.set(day, content)
  return content
}
