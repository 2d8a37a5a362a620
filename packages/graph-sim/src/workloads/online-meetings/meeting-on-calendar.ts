import { toInstant } from '../../time/zone.ts'
import type { CalendarEvent } from '../calendar/event.ts'
import type { User } from '../directory/user.ts'
import { meetingId, type OnlineMeeting } from './online-meeting.ts'

/** Finds people by their addresses. */
type FindUser = (address: string) => User | undefined

/** The meeting in Teams that an event leads to; `undefined` when there is none, or its organizer is from elsewhere. */
export function meetingOnCalendar(
  event: CalendarEvent,
  findUser: FindUser,
  now: number,
): OnlineMeeting | undefined {
  const { joinUrl } = event
  const threadId = joinUrl === null ? undefined : threadIn(joinUrl)
  const organizer = threadId === undefined ? undefined : findUser(event.organizer.emailAddress.address)
  if (joinUrl === null || threadId === undefined || organizer === undefined) return undefined
  const ends = toInstant(event.end.dateTime, event.end.timeZone)
  return {
    id: meetingId(organizer, threadId),
    organizer,
    threadId,
    joinWebUrl: joinUrl,
    createdAt: Date.parse(event.createdDateTime),
    externalId: null,
    subject: event.subject,
    start: new Date(toInstant(event.start.dateTime, event.start.timeZone)).toISOString(),
    end: new Date(ends).toISOString(),
    attendees: event.attendees.map(({ emailAddress: { address } }) => ({
      upn: address,
      user: findUser(address),
      role: 'attendee',
    })),
    settings: {},
    wasHeld: event.recurrence === null && !event.isCancelled && ends < now,
  }
}

function threadIn(joinUrl: string): string | undefined {
  const [, thread] = /\/meetup-join\/(19(?:%3a|:)meeting_[^/]*)\//i.exec(joinUrl) ?? []
  return thread === undefined ? undefined : decodeURIComponent(thread)
}
