import type { Random } from '../../random/random.ts'
import type { Clock } from '../../tenant/clock.ts'
import type { CalendarEvent } from '../calendar/event.ts'
import type { User } from '../directory/user.ts'
import { meetingOnCalendar } from './meeting-on-calendar.ts'
import { type MeetingContent, meetingId, type OnlineMeeting } from './online-meeting.ts'

/** The meetings in Teams: those of the calendars, and those that were made without one. */
export interface MeetingStore {
  /** The meetings that somebody holds or is asked to. */
  of(user: User): readonly OnlineMeeting[]
  create(organizer: User, content: MeetingContent, externalId: string | null): OnlineMeeting
  /** Puts a meeting in the place of the one with its id. */
  keep(meeting: OnlineMeeting): void
  remove(meeting: OnlineMeeting): void
}

/** What a store of meetings is made of. */
export interface MeetingBasis {
  readonly clock: Clock
  readonly random: Random
  readonly tenantId: string
  findUser(address: string): User | undefined
  /** What stands on somebody's calendar. */
  eventsOf(user: User): readonly CalendarEvent[]
}

/** Creates a store that knows the meetings of the calendars. */
export function createMeetingStore(basis: MeetingBasis): MeetingStore {
  const { clock, random, tenantId, findUser, eventsOf } = basis
  const kept = new Map<string, OnlineMeeting>()
  const removed = new Set<string>()

  return {
    of(user) {
      const planned = eventsOf(user).flatMap((event) => meetingOnCalendar(event, findUser, clock.now()) ?? [])
      const made = [...kept.values()].filter((meeting) => concerns(meeting, user))
      return [...made, ...planned.filter(({ id }) => !kept.has(id) && !removed.has(id))]
    },
    create(organizer, content, externalId) {
      const threadId = `19:meeting_${Buffer.from(random.guid()).toString('base64')}@thread.v2`
      const context = encodeURIComponent(JSON.stringify({ Tid: tenantId, Oid: organizer.id }))
      const meeting: OnlineMeeting = {
        ...content,
        id: meetingId(organizer, threadId),
        organizer,
        threadId,
        joinWebUrl: `https://teams.microsoft.com/l/meetup-join/${encodeURIComponent(threadId)}/0?context=${context}`,
        createdAt: clock.now(),
        externalId,
        wasHeld: false,
      }
      kept.set(meeting.id, meeting)
      return meeting
    },
    keep(meeting) {
      kept.set(meeting.id, meeting)
    },
    remove({ id }) {
      kept.delete(id)
      removed.add(id)
    },
  }
}

function concerns({ organizer, attendees }: OnlineMeeting, user: User): boolean {
  return organizer === user || attendees.some((attendee) => attendee.user === user)
}
