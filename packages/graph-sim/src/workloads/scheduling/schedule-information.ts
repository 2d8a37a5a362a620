import type { Call } from '../../gateway/call.ts'
import { mailboxAt } from '../calendar/attendee-mailbox.ts'
import { roleOf, seesPrivateEvents, type ViewerRole } from '../calendar/calendar-access.ts'
import type { Occurrence } from '../calendar/event.ts'
import { writeTime } from '../calendar/event-entity.ts'
import { hasMailbox } from '../directory/has-mailbox.ts'
import type { User } from '../directory/user.ts'
import { type Group, isGroup } from '../groups/group.ts'
import { allMembersOf } from '../groups/group-store.ts'
import type { Mailbox } from '../outlook/mailbox.ts'
import { type Availability, availabilityBetween, busiest, busyTimes } from './busy-time.ts'

/** The span of time that is asked about, in milliseconds, and how long each character of a view stands for. */
export interface Period {
  readonly from: number
  readonly to: number
  readonly interval: number
}

/** How a view writes each availability. */
const marks: Readonly<Record<Availability, string>> = {
  free: '0',
  unknown: '0',
  tentative: '1',
  busy: '2',
  oof: '3',
  workingElsewhere: '0',
}

/** The most entries that are told of one calendar. */
const mostEntries = 1000

/** What one address's time looks like: entries as far as the caller may see them, or why there are none. */
export function scheduleOf(call: Call, address: string, period: Period): Record<string, unknown> {
  const found = mailboxAt(call.tenant, address)
  if (found === undefined || found.kind === 'group') return ofSeveral(call, address, period)
  const { mailbox } = found
  const role = roleWith(call, mailbox)
  if (role === 'none') return failed(address, 'ErrorNoFreeBusyAccess', `No free/busy access to '${address}'.`)
  const busy = busyTimes(mailbox, period.from, period.to)
  if (busy.length > mostEntries)
    return failed(
      address,
      '5006',
      `The result set contains too many calendar entries. The allowed size = ${mostEntries}; the actual size = ${busy.length}.`,
    )
  return {
    scheduleId: address,
    availabilityView: viewOf(period, (from, to) => availabilityBetween(busy, from, to)),
    scheduleItems: busy.map((one) => itemOf(call, one, role)),
    workingHours: workingHoursOf(mailbox),
  }
}

/** Of a group, the busiest of its members at each time; who is what is not told. */
function ofSeveral(call: Call, address: string, period: Period): Record<string, unknown> {
  const group = groupAt(call, address)
  if (group === undefined)
    return failed(
      address,
      'ErrorMailRecipientNotFound',
      `Unable to resolve e-mail address ${address} to an Active Directory object.`,
    )
  const people = allMembersOf(group).filter((one): one is User => !isGroup(one) && hasMailbox(one))
  const all = people.map((user) => busyTimes(call.tenant.mailbox(user), period.from, period.to))
  return {
    scheduleId: address,
    availabilityView: viewOf(period, (from, to) =>
      busiest(all.map((busy) => availabilityBetween(busy, from, to))),
    ),
    scheduleItems: [],
  }
}

function groupAt({ tenant }: Call, address: string): Group | undefined {
  return tenant.groups().all.find(({ mail }) => mail?.toLowerCase() === address.toLowerCase())
}

/** What the caller may see of somebody's own calendar: everything of theirs, and for apps of everybody's. */
function roleWith({ tenant, principal }: Call, { owner, calendars }: Mailbox): ViewerRole {
  if (principal.kind === 'application') return 'owner'
  return roleOf(tenant, { owner, viewer: principal.user, calendar: calendars.main })
}

function viewOf({ from, to, interval }: Period, at: (from: number, to: number) => Availability): string {
  const count = Math.ceil((to - from) / interval)
  return Array.from({ length: count }, (_, i) => {
    const begin = from + i * interval
    return marks[at(begin, Math.min(begin + interval, to))]
  }).join('')
}

function itemOf(call: Call, row: Occurrence, role: ViewerRole): Record<string, unknown> {
  const { content } = row
  const isPrivate = content.sensitivity === 'private'
  const isOpen = content.sensitivity === 'normal' || content.sensitivity === 'personal'
  const told = role !== 'freeBusyRead' && (isOpen || seesPrivateEvents(role))
  return {
    ...(role === 'freeBusyRead' ? {} : { isPrivate }),
    status: content.showAs,
    ...(told ? { subject: content.subject, location: content.location.displayName } : {}),
    start: writeTime(row.from, call.view),
    end: writeTime(row.to, call.view),
  }
}

function workingHoursOf({ preferences: { workingHours } }: Mailbox): Record<string, unknown> {
  const { daysOfWeek, startTime, endTime, timeZone } = workingHours
  return { daysOfWeek, startTime, endTime, timeZone: { name: timeZone } }
}

function failed(address: string, responseCode: string, message: string): Record<string, unknown> {
  return { scheduleId: address, availabilityView: '', scheduleItems: [], error: { message, responseCode } }
}
