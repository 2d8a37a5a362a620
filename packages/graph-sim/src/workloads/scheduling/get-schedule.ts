import { badBody } from '../../errors/catalog.ts'
import { type Problem, refuse } from '../../errors/graph-problem.ts'
import type { Call } from '../../gateway/call.ts'
import { type JsonObject, member } from '../../gateway/parse-json.ts'
import { toInstant } from '../../time/zone.ts'
import { timeFrom } from '../calendar/event-from.ts'
import { type Period, scheduleOf } from './schedule-information.ts'

const usualInterval = 30
const shortestInterval = 5
const longestInterval = 1440

/** The period has to be shorter, in milliseconds. */
const longestPeriod = 62 * 86_400_000

/** The most people that one request may ask about. */
const mostSchedules = 100

/** Reads what a request asks, and tells of each address when its time is taken (Graph rule 17). */
export function readSchedules(call: Call, json: JsonObject): readonly Record<string, unknown>[] {
  const schedules = member(json, 'schedules')
  if (!Array.isArray(schedules) || schedules.some((one) => typeof one !== 'string'))
    refuse(badBody("The body needs the property 'schedules', a list of addresses."))
  if (schedules.length > mostSchedules) refuse(tooMany(schedules.length))
  const period = periodFrom(json)
  return schedules.map((address) => scheduleOf(call, String(address), period))
}

function periodFrom(json: JsonObject): Period {
  const start = timeFrom(member(json, 'startTime'))
  const end = timeFrom(member(json, 'endTime'))
  if (start === undefined || end === undefined)
    refuse(badBody("The body needs the properties 'startTime' and 'endTime'."))
  const from = toInstant(start.dateTime, start.timeZone)
  const to = toInstant(end.dateTime, end.timeZone)
  if (to <= from) refuse(invalidPeriod)
  if (to - from >= longestPeriod) refuse(periodTooLong)
  return { from, to, interval: intervalFrom(json) * 60_000 }
}

function intervalFrom(json: JsonObject): number {
  const value = Number(member(json, 'availabilityViewInterval') ?? usualInterval)
  const sound = Number.isInteger(value) && value >= shortestInterval && value <= longestInterval
  return sound ? value : refuse(invalidInterval)
}

const invalidInterval: Problem = {
  status: 400,
  code: 'ErrorInvalidMergedFreeBusyInterval',
  message: `The availabilityViewInterval has to be between ${shortestInterval} and ${longestInterval} minutes.`,
}

const invalidPeriod: Problem = {
  status: 400,
  code: 'ErrorInvalidTimeInterval',
  message: 'The endTime has to be after the startTime.',
}

const periodTooLong: Problem = {
  status: 400,
  code: 'ErrorTimeIntervalTooBig',
  message: 'The period between startTime and endTime has to be shorter than 62 days.',
}

function tooMany(count: number): Problem {
  return {
    status: 400,
    code: 'ErrorMailboxDataArrayTooBig',
    message: `There are too many target users in the EmailAddress array. The allowed size = ${mostSchedules}; the actual size = ${count}.`,
  }
}
