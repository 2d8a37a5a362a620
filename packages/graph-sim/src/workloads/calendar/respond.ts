import { badRequest } from '../../errors/catalog.ts'
import { type Problem, refuse } from '../../errors/graph-problem.ts'
import type { Call } from '../../gateway/call.ts'
import { isObject, type JsonObject, member } from '../../gateway/parse-json.ts'
import { readJson } from '../../gateway/read-body.ts'
import { announce } from './announce.ts'
import { eventOf, mailboxOf } from './calendar-call.ts'
import type { EventContent, TimeSlot } from './event.ts'
import { neverAnswered, timeFrom } from './event-from.ts'
import { contentOf, isOrganizer, isOwner } from './meeting-copy.ts'
import { noteAtOrganizer } from './note-at-organizer.ts'

/** The answers to an invitation. */
export type Response = 'accepted' | 'tentativelyAccepted' | 'declined'

const messageTypes = {
  accepted: 'meetingAccepted',
  tentativelyAccepted: 'meetingTentativelyAccepted',
  declined: 'meetingDeclined',
} as const

/** Notes how the mailbox's owner answers an invitation, and tells the organizer unless the request says not to. */
export function respondTo(call: Call, response: Response): void {
  const mailbox = mailboxOf(call)
  const { event, content, day } = eventOf(call)
  const json = readJson(call)
  if (isOrganizer(mailbox, content)) refuse(ownMeeting)
  const sends = String(member(json, 'sendResponse') ?? true).toLowerCase() !== 'false'
  if (sends && !content.responseRequested) refuse(notRequested)
  const proposed = response === 'accepted' ? undefined : proposalIn(json, { content, sends })
  const status = { response, time: mailbox.timestamp() }
  if (response === 'declined') {
    if (day === undefined) mailbox.calendars.remove(event)
    else event.exceptions.set(day, 'cancelled')
  } else {
    const answered = day === undefined ? event : contentOf({ ...content })
    answered.responseStatus = status
    answered.attendees = content.attendees.map((attendee) =>
      isOwner(mailbox, attendee) ? { ...attendee, status: { response, time: neverAnswered } } : attendee,
    )
    answered.showAs = shownAs(content, response)
    if (day !== undefined) event.exceptions.set(day, answered)
  }
  if (response !== 'declined' || day !== undefined) mailbox.calendars.touch(event)
  const slot = proposed === undefined ? {} : { proposedNewTime: proposed }
  noteAtOrganizer(call.tenant, mailbox, { event, day }, { status, ...slot })
  if (!sends) return
  announce(call.tenant, mailbox, {
    type: messageTypes[response],
    to: [content.organizer],
    event: content,
    comment: String(member(json, 'comment') ?? ''),
    ...(proposed === undefined ? {} : { prefix: 'New Time Proposed: ' }),
    details: { responseType: response, ...slot },
  })
}

/** An accepted meeting is shown as its organizer wants it to be, which the copy of an invitation does not tell. */
function shownAs({ showAs }: EventContent, response: Response): EventContent['showAs'] {
  if (showAs === 'free') return 'free'
  return response === 'accepted' ? 'busy' : 'tentative'
}

interface Circumstances {
  readonly content: EventContent
  readonly sends: boolean
}

/** Reads a proposed time; refuses one that the organizer does not take, and one that nobody would hear of. */
function proposalIn(json: JsonObject, { content, sends }: Circumstances): TimeSlot | undefined {
  const value = member(json, 'proposedNewTime')
  if (value === undefined) return undefined
  if (!content.allowNewTimeProposals) refuse(noProposals)
  if (!sends) refuse(badRequest('A proposed new time has to be sent: sendResponse cannot be false.'))
  const slot = isObject(value) ? value : {}
  const start = timeFrom(member(slot, 'start'))
  const end = timeFrom(member(slot, 'end'))
  if (start === undefined || end === undefined)
    refuse(badRequest('A proposed new time needs a start and an end.'))
  return { start, end }
}

const ownMeeting: Problem = {
  status: 400,
  code: 'ErrorInvalidRequest',
  message:
    "Your request can't be completed. You can't respond to this meeting because you're the meeting organizer.",
}

const notRequested: Problem = {
  status: 400,
  code: 'ErrorInvalidRequest',
  message: "Your request can't be completed. The meeting organizer hasn't requested a response.",
}

const noProposals: Problem = {
  status: 400,
  code: 'ErrorInvalidRequest',
  message: 'The organizer of the meeting does not allow proposals of new times.',
}
