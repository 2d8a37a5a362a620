import { badRequest } from '../../errors/catalog.ts'
import { type Problem, refuse } from '../../errors/graph-problem.ts'
import type { Call } from '../../gateway/call.ts'
import type { JsonObject } from '../../gateway/parse-json.ts'
import { readMembers } from '../../gateway/read-body.ts'
import { requireOwner } from './calendar-access.ts'
import { calendarEntityOf, groupOf } from './calendar-body.ts'
import { mailboxOf } from './calendar-call.ts'
import type { Calendar } from './event.ts'

/** Makes the calendar that a body describes; refuses one without a name, or with a name that is taken. */
export function makeCalendarFrom(call: Call, json: JsonObject): Calendar {
  const { calendars } = mailboxOf(call)
  requireOwner(call, calendars.main)
  const members = readMembers(json, calendarEntityOf(call))
  const name = nameIn(members) ?? refuse(badRequest('A calendar needs a name.'))
  if (calendars.calendars.some((calendar) => sameName(calendar, name))) refuse(nameTaken)
  const calendar = calendars.createCalendar(name, groupOf(call))
  const { color } = members
  if (typeof color === 'string') calendar.color = asWritten(color)
  return calendar
}

/** Changes the name and the colour of a calendar. */
export function changeCalendar(call: Call, calendar: Calendar, json: JsonObject): void {
  const { calendars } = mailboxOf(call)
  requireOwner(call, calendar)
  const members = readMembers(json, calendarEntityOf(call))
  const name = nameIn(members)
  if (calendars.calendars.some((other) => other !== calendar && sameName(other, name ?? '')))
    refuse(nameTaken)
  calendar.name = name ?? calendar.name
  const { color } = members
  if (typeof color === 'string') calendar.color = asWritten(color)
  calendars.touchCalendar(calendar)
}

/** Removes a calendar and what is on it; refuses the default one. */
export function removeCalendar(call: Call, calendar: Calendar): void {
  requireOwner(call, calendar)
  if (!calendar.isRemovable) refuse(distinguished)
  mailboxOf(call).calendars.removeCalendar(calendar)
}

const distinguished: Problem = {
  status: 400,
  code: 'ErrorDeleteDistinguishedFolder',
  message: 'Distinguished folders cannot be deleted.',
}

/** Two calendars, or groups of them, of one name. */
export const nameTaken: Problem = {
  status: 409,
  code: 'ErrorFolderExists',
  message: 'A folder with the specified name already exists.',
}

function nameIn({ name }: JsonObject): string | undefined {
  return typeof name === 'string' && name.trim() !== '' ? name : undefined
}

function sameName(calendar: Calendar, name: string): boolean {
  return calendar.name.toLowerCase() === name.toLowerCase()
}

function asWritten(color: string): string {
  return color.charAt(0).toLowerCase() + color.slice(1)
}
