import type { Mailbox } from '../outlook/mailbox.ts'
import type { Occurrence } from './event.ts'

/** Takes an event off a calendar, or one day out of a series. */
export function removeOccurrence({ calendars }: Mailbox, { event, day }: Occurrence): void {
  if (day === undefined) calendars.remove(event)
  else {
    event.exceptions.set(day, 'cancelled')
    calendars.touch(event)
  }
}
