import type { TenantState } from '../../tenant/tenant-state.ts'
import type { Mailbox } from '../outlook/mailbox.ts'
import { announce } from './announce.ts'
import type { CalendarEvent } from './event.ts'
import { noteAtOrganizer } from './note-at-organizer.ts'
import { occurrencesBetween } from './occurrences.ts'

/** How far ahead a room looks for conflicts with a series, in milliseconds. */
const lookAhead = 180 * 86_400_000

/** Answers for a mailbox that nobody reads: groups accept always, rooms unless they are taken. */
export function answerByItself(
  tenant: TenantState,
  mailbox: Mailbox,
  copy: CalendarEvent,
  kind: 'group' | 'room',
): void {
  const response = kind === 'room' && isTaken(mailbox, copy) ? 'declined' : 'accepted'
  const status = { response, time: mailbox.timestamp() } as const
  const { organizer } = copy
  if (response === 'declined') mailbox.calendars.remove(copy)
  else Object.assign(copy, { responseStatus: status, showAs: 'busy' })
  noteAtOrganizer(tenant, mailbox, { event: copy, day: undefined }, { status })
  if (kind === 'group') return
  announce(tenant, mailbox, {
    type: response === 'declined' ? 'meetingDeclined' : 'meetingAccepted',
    to: [organizer],
    event: copy,
    comment: '',
    details: { responseType: response },
  })
}

/** Whether something else on a calendar takes place at the same time as any day of an event. */
function isTaken({ calendars }: Mailbox, event: CalendarEvent): boolean {
  const now = Date.parse(event.createdDateTime)
  const until = event.recurrence === null ? 8_640_000_000_000_000 : now + lookAhead
  const from = event.recurrence === null ? -8_640_000_000_000_000 : now
  const others = calendars.main.events.filter((other) => other !== event && other.showAs !== 'free')
  return occurrencesBetween(event, from, until).some((one) =>
    others.some((other) => occurrencesBetween(other, one.from, one.to).length > 0),
  )
}
