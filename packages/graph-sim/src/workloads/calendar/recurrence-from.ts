import { badRequest } from '../../errors/catalog.ts'
import { refuse } from '../../errors/graph-problem.ts'
import { isObject, type JsonObject, member } from '../../gateway/parse-json.ts'
import { daysOfWeek as days } from '../../time/days-of-week.ts'
import type { LocalTime, Recurrence, RecurrencePattern, RecurrenceRange } from './event.ts'

const patternTypes: readonly RecurrencePattern['type'][] = [
  'daily',
  'weekly',
  'absoluteMonthly',
  'relativeMonthly',
  'absoluteYearly',
  'relativeYearly',
]
const rangeTypes: readonly RecurrenceRange['type'][] = ['endDate', 'noEnd', 'numbered']
const places: readonly RecurrencePattern['index'][] = ['first', 'second', 'third', 'fourth', 'last']

/** The largest whole number of 32 bits. */
const largestInt = 2 ** 31 - 1

/** Reads when a series takes place; `null` for none. Refuses types that Graph does not have. */
export function recurrenceFrom(value: unknown, start: LocalTime): Recurrence | null {
  if (value === null || value === undefined) return null
  const pattern = isObject(value) ? member(value, 'pattern') : undefined
  const range = isObject(value) ? member(value, 'range') : undefined
  if (!isObject(pattern) || !isObject(range)) refuse(badRequest('A recurrence needs a pattern and a range.'))
  return { pattern: patternFrom(pattern), range: rangeFrom(range, start) }
}

function patternFrom(json: JsonObject): RecurrencePattern {
  const daysOfWeek = member(json, 'daysOfWeek')
  const type = choice(json, 'type', patternTypes)
  const named = Array.isArray(daysOfWeek) && daysOfWeek.length > 0
  if (!named && (type === 'weekly' || type.startsWith('relative')))
    refuse(badRequest(`A recurrence of type '${type}' needs daysOfWeek.`))
  return {
    type,
    interval: within(json, 'interval', { from: 1, to: largestInt, initial: 1 }),
    month: within(json, 'month', { from: 0, to: 12, initial: 0 }),
    dayOfMonth: within(json, 'dayOfMonth', { from: 0, to: 31, initial: 0 }),
    ...(Array.isArray(daysOfWeek)
      ? { daysOfWeek: daysOfWeek.map((day) => choice({ daysOfWeek: day }, 'daysOfWeek', days)) }
      : {}),
    firstDayOfWeek: choice(json, 'firstDayOfWeek', days, 'sunday'),
    index: choice(json, 'index', places, 'first'),
  }
}

function rangeFrom(json: JsonObject, start: LocalTime): RecurrenceRange {
  const type = choice(json, 'type', rangeTypes)
  return {
    type,
    startDate: day(json, 'startDate') ?? start.dateTime.slice(0, 10),
    endDate:
      type === 'endDate'
        ? (day(json, 'endDate') ?? refuse(badRequest("The range needs the property 'endDate'.")))
        : '0001-01-01',
    recurrenceTimeZone: String(member(json, 'recurrenceTimeZone') ?? start.timeZone),
    numberOfOccurrences:
      type === 'numbered' ? within(json, 'numberOfOccurrences', { from: 1, to: largestInt, initial: 1 }) : 0,
  }
}

function choice<name extends string>(
  json: JsonObject,
  key: string,
  names: readonly name[],
  initial?: name,
): name {
  const value = member(json, key)
  if (value === undefined && initial !== undefined) return initial
  const found = names.find((name) => name.toLowerCase() === String(value).toLowerCase())
  return (
    found ?? refuse(badRequest(`Requested value '${String(value).slice(0, 80)}' was not found for '${key}'.`))
  )
}

interface Bounds {
  readonly from: number
  readonly to: number
  readonly initial: number
}

/** Reads a whole number between two bounds; refuses any other. */
function within(json: JsonObject, key: string, { from, to, initial }: Bounds): number {
  const value = member(json, key) ?? initial
  if (typeof value === 'number' && Number.isInteger(value) && value >= from && value <= to) return value
  return refuse(badRequest(`The value '${String(value).slice(0, 80)}' of '${key}' is out of range.`))
}

function day(json: JsonObject, key: string): string | undefined {
  const value = member(json, key)
  if (value === undefined) return undefined
  const sound =
    typeof value === 'string' && /^\d{4}-\d\d-\d\d$/.test(value) && !Number.isNaN(Date.parse(value))
  return sound
    ? value
    : refuse(badRequest(`Cannot convert the literal '${String(value).slice(0, 80)}' to a date.`))
}
