import { daysOfWeek as names } from '../../time/days-of-week.ts'
import type { Recurrence, RecurrencePattern } from './event.ts'

const dayLength = 86_400_000
const lastMoment = Date.UTC(9999, 11, 31)
const places = { first: 0, second: 1, third: 2, fourth: 3, last: -1 } as const

/** The most days that are looked at, so that a series without an end stops somewhere. */
const mostDays = 20_000

/**
 * The days on which a series takes place, in order, from `since` to `until` (days, both included).
 *
 * Days that a month does not have, such as the 31st, fall on its last day, as in Exchange.
 */
export function seriesDays({ pattern, range }: Recurrence, since: string, until: string): readonly string[] {
  const last = range.type === 'endDate' && range.endDate < until ? range.endDate : until
  const most = range.type === 'numbered' ? range.numberOfOccurrences : mostDays
  const skipped = range.type === 'numbered' ? 0 : periodsBefore(pattern, range.startDate, since)
  const days: string[] = []
  let count = 0
  for (const day of candidates(pattern, range.startDate, skipped)) {
    if (day > last || count >= most) break
    if (day < range.startDate) continue
    count++
    if (day >= since) days.push(day)
  }
  return days
}

/** The longest that a period of each kind can be, in days. */
const periodDays: Readonly<Record<RecurrencePattern['type'], number>> = {
  daily: 1,
  weekly: 7,
  absoluteMonthly: 31,
  relativeMonthly: 31,
  absoluteYearly: 366,
  relativeYearly: 366,
}

/** The longest that a day of a series may last, in milliseconds: until the next period begins. */
export function longestOccurrence({ type, interval }: RecurrencePattern): number {
  return periodDays[type] * Math.max(1, interval) * dayLength
}

/** How many periods of a pattern can be passed over because they end before a day. */
function periodsBefore(pattern: RecurrencePattern, startDate: string, since: string): number {
  const passed = Date.parse(since) - Date.parse(startDate)
  return Number.isFinite(passed) ? Math.max(0, Math.floor(passed / longestOccurrence(pattern)) - 1) : 0
}

/** The days of a series before and after one of its days; `undefined` where there is none. */
export function daysBeside(
  recurrence: Recurrence,
  day: string,
): { readonly before: string | undefined; readonly after: string | undefined } {
  const reach = 2 * longestOccurrence(recurrence.pattern)
  const at = Date.parse(day)
  const days = seriesDays(recurrence, iso(at - reach), iso(at + reach))
  const place = days.indexOf(day)
  return { before: days[place - 1], after: place < 0 ? undefined : days[place + 1] }
}

/** The first day on which a series takes place; `undefined` when there is none. */
export function firstDay({ pattern, range }: Recurrence): string | undefined {
  let looked = 0
  for (const day of candidates(pattern, range.startDate, 0)) {
    if (day >= range.startDate) return day
    if (++looked > 100) return undefined
  }
  return undefined
}

function* candidates(pattern: RecurrencePattern, startDate: string, skipped: number): Generator<string> {
  const start = Date.parse(`${startDate}T00:00:00Z`)
  if (Number.isNaN(start)) return
  const interval = Math.max(1, Math.trunc(pattern.interval) || 1)
  for (let period = skipped; period < skipped + mostDays; period++)
    yield* daysOf(pattern, start, period * interval)
}

function daysOf(pattern: RecurrencePattern, start: number, period: number): readonly string[] {
  const date = new Date(start)
  const [year, month] = [date.getUTCFullYear(), date.getUTCMonth()]
  switch (pattern.type) {
    case 'daily':
      return [iso(start + period * dayLength)]
    case 'weekly':
      return week(pattern, start, period)
    case 'absoluteMonthly':
      return [dayInMonth(year, month + period, pattern.dayOfMonth || date.getUTCDate())]
    case 'relativeMonthly':
      return weekdayInMonth(pattern, year, month + period)
    case 'absoluteYearly':
      return [
        dayInMonth(year + period, (pattern.month || month + 1) - 1, pattern.dayOfMonth || date.getUTCDate()),
      ]
    case 'relativeYearly':
      return weekdayInMonth(pattern, year + period, (pattern.month || month + 1) - 1)
  }
}

function week(
  { daysOfWeek = [], firstDayOfWeek }: RecurrencePattern,
  start: number,
  period: number,
): readonly string[] {
  const first = names.indexOf(firstDayOfWeek)
  const behind = (new Date(start).getUTCDay() - first + 7) % 7
  const monday = start - behind * dayLength + period * 7 * dayLength
  return Array.from({ length: 7 }, (_, i) => i)
    .filter((i) => daysOfWeek.some((name) => name === names[(first + i) % 7]))
    .map((i) => iso(monday + i * dayLength))
}

function dayInMonth(year: number, month: number, day: number): string {
  return iso(Date.UTC(year, month, Math.min(day, daysInMonth(year, month))))
}

function weekdayInMonth(
  { daysOfWeek = [], index }: RecurrencePattern,
  year: number,
  month: number,
): readonly string[] {
  const matching = Array.from({ length: daysInMonth(year, month) }, (_, i) =>
    Date.UTC(year, month, i + 1),
  ).filter((at) => {
    const name = names[new Date(at).getUTCDay()]
    return name !== undefined && daysOfWeek.includes(name)
  })
  const day = matching.at(places[index])
  return day === undefined ? [] : [iso(day)]
}

function daysInMonth(year: number, month: number): number {
  return new Date(Date.UTC(year, month + 1, 0)).getUTCDate()
}

/** A day beyond the calendar is the last one, which ends every search. */
function iso(at: number): string {
  return Number.isFinite(at) && at < lastMoment ? new Date(at).toISOString().slice(0, 10) : '9999-12-31'
}
