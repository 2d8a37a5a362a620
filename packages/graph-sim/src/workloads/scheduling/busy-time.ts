import type { EventContent, Occurrence } from '../calendar/event.ts'
import { occurrencesBetween } from '../calendar/occurrences.ts'
import type { Mailbox } from '../outlook/mailbox.ts'

/** How somebody's time is shown. */
export type Availability = EventContent['showAs']

/** From the freest to the busiest; what is busier hides what is less so. */
const ranks: readonly Availability[] = ['free', 'unknown', 'workingElsewhere', 'tentative', 'busy', 'oof']

/** What is on somebody's own calendar in a span of time, the earliest first; free time is not. */
export function busyTimes({ calendars }: Mailbox, from: number, to: number): readonly Occurrence[] {
  return calendars.main.events
    .flatMap((event) => occurrencesBetween(event, from, to))
    .filter(({ content }) => content.showAs !== 'free' && !content.isCancelled)
    .toSorted((a, b) => a.from - b.from || a.event.serial - b.event.serial)
}

/** How somebody's time between two instants is shown, in one word. */
export function availabilityBetween(busy: readonly Occurrence[], from: number, to: number): Availability {
  return busiest(busy.filter((one) => one.from < to && one.to > from).map(({ content }) => content.showAs))
}

/** The busiest of several; `free` of none. */
export function busiest(all: readonly Availability[]): Availability {
  return all.reduce((most, one) => (ranks.indexOf(one) > ranks.indexOf(most) ? one : most), 'free')
}
