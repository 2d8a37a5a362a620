import { daysOfWeek } from '../../time/days-of-week.ts'
import { toInstant, toLocal } from '../../time/zone.ts'
import type { WorkingHours } from '../mailbox-settings/mailbox-preferences.ts'
import type { MeetingRequest, Span } from './meeting-request.ts'

const weekend: readonly string[] = ['saturday', 'sunday']

/** Whether somebody meets at a time: in their working hours, on free days at those hours as well, or whenever. */
export function isMeetingTime(
  { from, to }: Span,
  hours: WorkingHours,
  domain: MeetingRequest['domain'],
): boolean {
  if (domain === 'unrestricted') return true
  const day = toLocal(from, hours.timeZone).slice(0, 10)
  const name = daysOfWeek[new Date(`${day}T00:00:00Z`).getUTCDay()] ?? ''
  const days = domain === 'personal' ? [...hours.daysOfWeek, ...weekend] : hours.daysOfWeek
  if (!days.includes(name)) return false
  const at = (time: string): number => toInstant(`${day}T${time.slice(0, 8)}`, hours.timeZone)
  return from >= at(hours.startTime) && to <= at(hours.endTime)
}
