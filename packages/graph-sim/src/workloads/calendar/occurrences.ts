import { toInstant, toLocal } from '../../time/zone.ts'
import type { CalendarEvent, EventContent, LocalTime, Occurrence } from './event.ts'
import { seriesDays } from './series-days.ts'

const dayLength = 86_400_000

/** The event itself, as lists of events show it: a series as its head. */
export function asListed(event: CalendarEvent): Occurrence {
  return placed(event, event, event.recurrence === null ? 'singleInstance' : 'seriesMaster', undefined)
}

/** What of an event takes place between two instants; one that ends at `from` or begins at `to` does not. */
export function occurrencesBetween(event: CalendarEvent, from: number, to: number): readonly Occurrence[] {
  if (event.recurrence === null) return [asListed(event)].filter((one) => overlaps(one, from, to))
  const until = iso(to + dayLength)
  const earliest = iso(from - dayLength - Math.max(0, durationOf(event)))
  const moved = [...event.exceptions.keys()]
  return seriesDays(event.recurrence, earliest, until)
    .concat(moved.filter((day) => day > until || day < earliest))
    .flatMap((day) => occurrenceOn(event, day) ?? [])
    .filter((one) => overlaps(one, from, to))
}

/** One day of a series; `undefined` when it was cancelled. */
export function occurrenceOn(event: CalendarEvent, day: string): Occurrence | undefined {
  const exception = event.exceptions.get(day)
  if (exception === 'cancelled') return undefined
  if (exception !== undefined) return placed(event, exception, 'exception', day)
  const { timeZone } = event.start
  const start = { dateTime: `${day}T${event.start.dateTime.slice(11)}`, timeZone }
  const end = endAfter(event, start)
  return placed(event, { ...event, start, end }, 'occurrence', day)
}

/** The days of a series that differ from the others and take place, in order. */
export function exceptionsOf(event: CalendarEvent): readonly Occurrence[] {
  const days = [...event.exceptions.keys()].toSorted()
  return days.flatMap((day) => occurrenceOn(event, day) ?? [])
}

/** The days of a series that were cancelled, in order. */
export function cancelledDaysOf({ exceptions }: CalendarEvent): readonly string[] {
  return [...exceptions].flatMap(([day, what]) => (what === 'cancelled' ? [day] : [])).toSorted()
}

/** Whether a series takes place on a day, exceptions included. */
export function takesPlaceOn(event: CalendarEvent, day: string): boolean {
  return event.recurrence !== null && seriesDays(event.recurrence, day, day).includes(day)
}

function placed(
  event: CalendarEvent,
  content: EventContent,
  type: Occurrence['type'],
  day: string | undefined,
): Occurrence {
  const { start, end } = content
  return {
    event,
    content,
    type,
    day,
    start,
    end,
    from: toInstant(start.dateTime, start.timeZone),
    to: toInstant(end.dateTime, end.timeZone),
  }
}

/** A meeting lasts as long on every day, measured on the wall clock for whole days. */
function endAfter(event: CalendarEvent, start: LocalTime): LocalTime {
  const { timeZone } = event.end
  if (event.isAllDay) {
    const length = Date.parse(`${event.end.dateTime}Z`) - Date.parse(`${event.start.dateTime}Z`)
    return {
      dateTime: new Date(Date.parse(`${start.dateTime}Z`) + length).toISOString().slice(0, 19),
      timeZone,
    }
  }
  const end = toInstant(start.dateTime, start.timeZone) + durationOf(event)
  return { dateTime: toLocal(end, timeZone), timeZone }
}

function durationOf({ start, end }: EventContent): number {
  return toInstant(end.dateTime, end.timeZone) - toInstant(start.dateTime, start.timeZone)
}

function overlaps(one: Occurrence, from: number, to: number): boolean {
  if (one.from === one.to) return one.from >= from && one.from < to
  return one.from < to && one.to > from
}

function iso(at: number): string {
  const date = new Date(at)
  return Number.isNaN(date.getTime()) ? '9999-12-31' : date.toISOString().slice(0, 10)
}
