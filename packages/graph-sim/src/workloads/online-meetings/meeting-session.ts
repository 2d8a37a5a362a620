import { createRandom, type Random } from '../../random/random.ts'
import type { User } from '../directory/user.ts'
import type { OnlineMeeting } from './online-meeting.ts'

/** What is left of a meeting that was held. */
export interface MeetingSession {
  readonly meeting: OnlineMeeting
  readonly transcriptId: string
  readonly recordingId: string
  readonly reportId: string
  readonly callId: string
  readonly contentCorrelationId: string
  /** In milliseconds. */
  readonly startedAt: number
  readonly endedAt: number
  readonly spoken: readonly SpokenLine[]
  readonly attendance: readonly Attendance[]
}

/** Something that was said; the times count from the beginning, in milliseconds. */
export interface SpokenLine {
  readonly from: number
  readonly to: number
  readonly speaker: User
  readonly text: string
}

/** How long somebody was there. */
export interface Attendance {
  readonly id: string
  readonly user: User
  readonly role: string
  readonly joinedAt: number
  readonly leftAt: number
}

const sentences = [
  'Good morning, everybody.',
  'Shall we begin with what is left from last time?',
  'The numbers are better than we thought.',
  'We still wait for an answer from the port.',
  'I can take that until Friday.',
  'That is too late for the ship.',
  'Then let us ask them today.',
  'Who writes to the customer?',
  'I send you the draft after this.',
  'Thank you, that is all from my side.',
]

/** What is left of a meeting, the same whenever it is asked for; nothing of one that was not held. */
export function sessionsOf(meeting: OnlineMeeting): readonly MeetingSession[] {
  if (!meeting.wasHeld) return []
  const random = createRandom(meeting.id)
  const [startedAt, endedAt] = [Date.parse(meeting.start), Date.parse(meeting.end)]
  const people = [...new Set([meeting.organizer, ...meeting.attendees.flatMap(({ user }) => user ?? [])])]
  return [
    {
      meeting,
      transcriptId: artifactId(random),
      recordingId: artifactId(random),
      reportId: random.guid(),
      callId: random.guid(),
      contentCorrelationId: `${random.guid()}-0`,
      startedAt,
      endedAt,
      spoken: spokenBy(people, random),
      attendance: people.map((user) => {
        const joinedAt = startedAt + random.int(0, 120) * 1000
        const leftAt = Math.max(joinedAt, endedAt - random.int(0, 60) * 1000)
        const role = user === meeting.organizer ? 'Organizer' : 'Presenter'
        return { id: random.guid(), user, role, joinedAt, leftAt }
      }),
    },
  ]
}

function spokenBy(people: readonly User[], random: Random): readonly SpokenLine[] {
  let at = random.int(2000, 9000)
  return sentences.map((text) => {
    const from = at
    const to = from + text.length * random.int(50, 70)
    at = to + random.int(200, 3000)
    return { from, to, speaker: random.pick(people), text }
  })
}

function artifactId(random: Random): string {
  return Buffer.from(`1##0##${random.guid()}`).toString('base64')
}
