import type { User } from '../directory/user.ts'

/** What people say about a meeting. */
export interface MeetingContent {
  readonly subject: string | null
  /** In UTC, with the digits that it was given with. */
  readonly start: string
  readonly end: string
  readonly attendees: readonly MeetingParticipant[]
  /** Who may do what in it, under Graph's names, where that was said. */
  readonly settings: Readonly<Record<string, unknown>>
}

/** Somebody who is asked to a meeting. */
export interface MeetingParticipant {
  readonly upn: string
  /** `undefined` for people from elsewhere. */
  readonly user: User | undefined
  /** `null` where none was said. */
  readonly role: string | null
}

/** A meeting in Teams. */
export interface OnlineMeeting extends MeetingContent {
  readonly id: string
  readonly organizer: User
  /** The id of its chat. */
  readonly threadId: string
  readonly joinWebUrl: string
  readonly createdAt: number
  /** What another system knows it by. */
  readonly externalId: string | null
  /** Whether people met in it. */
  readonly wasHeld: boolean
}

/** Makes the id that an organizer's meeting has. */
export function meetingId(organizer: User, threadId: string): string {
  return Buffer.from(`1*${organizer.id}*0**${threadId}`).toString('base64')
}
