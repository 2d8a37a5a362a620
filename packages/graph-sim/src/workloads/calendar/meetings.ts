import { badRequest } from '../../errors/catalog.ts'
import { type Problem, refuse } from '../../errors/graph-problem.ts'
import type { Call } from '../../gateway/call.ts'
import { member } from '../../gateway/parse-json.ts'
import { readJson } from '../../gateway/read-body.ts'
import { escapeHtml } from '../../mime/text-to-html.ts'
import type { TenantState } from '../../tenant/tenant-state.ts'
import { hasMailbox } from '../directory/has-mailbox.ts'
import { emptyDraft } from '../mail/compose.ts'
import { deliver } from '../mail/deliver.ts'
import type { MeetingMessage, MessageContent, Recipient } from '../mail/message-content.ts'
import type { Mailbox } from '../outlook/mailbox.ts'
import { recipient } from '../outlook/recipients.ts'
import type { Attendee, CalendarEvent, EventContent, Occurrence } from './event.ts'
import { neverAnswered } from './event-from.ts'

/** Puts a new meeting on the calendars of those of the tenant who are invited, and an invitation into their inboxes. */
export function inviteAttendees(tenant: TenantState, mailbox: Mailbox, event: CalendarEvent): void {
  if (event.attendees.length === 0) return
  for (const other of invited(tenant, mailbox, event))
    other.calendars.add(copyFor(event), other.calendars.main)
  send(tenant, mailbox, { type: 'meetingRequest', to: event.attendees, event, comment: '' })
}

/** Brings the copies on the attendees' calendars up to date when the organizer has changed a meeting. */
export function updateAttendees(tenant: TenantState, mailbox: Mailbox, event: CalendarEvent): void {
  if (event.attendees.length === 0 || !isOrganizer(mailbox, event)) return
  for (const other of invited(tenant, mailbox, event)) {
    const copy = other.calendars.byUid(event.iCalUId)
    if (copy === undefined) other.calendars.add(copyFor(event), other.calendars.main)
    else {
      const { responseStatus, showAs, categories } = copy
      Object.assign(copy, contentOf(copyFor(event)), { responseStatus, showAs, categories })
      for (const [day, change] of event.exceptions) copy.exceptions.set(day, change)
      other.calendars.touch(copy)
    }
  }
  send(tenant, mailbox, { type: 'meetingRequest', to: event.attendees, event, comment: '' })
}

/** Tells everybody invited that a meeting does not take place, and marks it on their calendars; only its organizer may. */
export function cancelMeeting(call: Call, mailbox: Mailbox, { event, content, day }: Occurrence): void {
  if (!isOrganizer(mailbox, content)) refuse(notOrganizer)
  for (const other of invited(call.tenant, mailbox, event)) {
    const copy = other.calendars.byUid(event.iCalUId)
    if (copy === undefined) continue
    if (day !== undefined) copy.exceptions.set(day, 'cancelled')
    else
      Object.assign(copy, { isCancelled: true, subject: `Canceled: ${copy.subject ?? ''}`, showAs: 'free' })
    other.calendars.touch(copy)
  }
  send(call.tenant, mailbox, {
    type: 'meetingCancelled',
    to: content.attendees,
    event: content,
    comment: commentOf(call),
  })
}

/** Notes how the mailbox's owner answers an invitation, and tells the organizer unless the request says not to. */
export function respondTo(
  call: Call,
  mailbox: Mailbox,
  { event, content, day }: Occurrence,
  response: 'accepted' | 'tentativelyAccepted' | 'declined',
): void {
  if (isOrganizer(mailbox, content))
    refuse(
      badRequest(
        "Your request can't be completed. You can't respond to this meeting because you're the meeting organizer.",
      ),
    )
  const status = { response, time: mailbox.timestamp() }
  if (response === 'declined') {
    if (day === undefined) mailbox.calendars.remove(event)
    else event.exceptions.set(day, 'cancelled')
  } else content.responseStatus = status
  if (response !== 'declined' || day !== undefined) mailbox.calendars.touch(event)
  noteAtOrganizer(call.tenant, mailbox, content, status)
  if (member(readJson(call), 'sendResponse') === false) return
  const type = (
    {
      accepted: 'meetingAccepted',
      tentativelyAccepted: 'meetingTentativelyAccepted',
      declined: 'meetingDeclined',
    } as const
  )[response]
  send(call.tenant, mailbox, { type, to: [content.organizer], event: content, comment: commentOf(call) })
}

interface Announcement {
  readonly type: MeetingMessage['type']
  readonly to: readonly Recipient[]
  readonly event: EventContent
  readonly comment: string
}

const notOrganizer: Problem = {
  status: 400,
  code: 'ErrorInvalidRequest',
  message: "Your request can't be completed. You need to be an organizer to cancel a meeting.",
}

const prefixes: Readonly<Record<MeetingMessage['type'], string>> = {
  meetingRequest: '',
  meetingCancelled: 'Canceled: ',
  meetingAccepted: 'Accepted: ',
  meetingTentativelyAccepted: 'Tentative: ',
  meetingDeclined: 'Declined: ',
}

function send(tenant: TenantState, mailbox: Mailbox, { type, to, event, comment }: Announcement): void {
  const { start, end, location } = event
  const note =
    comment === ''
      ? event.body
      : { contentType: 'html' as const, content: `<html><body><p>${escapeHtml(comment)}</p></body></html>` }
  const message: MessageContent = {
    ...emptyDraft(mailbox),
    from: organizerOf(mailbox),
    sender: organizerOf(mailbox),
    subject: `${prefixes[type]}${event.subject ?? ''}`,
    body: note,
    toRecipients: to.map(({ emailAddress }) => ({ emailAddress })),
    isDraft: false,
    meeting: { type, event: undefined, start, end, location: location.displayName },
  }
  deliver(tenant, message, mailbox.timestamp())
}

function invited(tenant: TenantState, mailbox: Mailbox, { attendees }: EventContent): readonly Mailbox[] {
  const users = attendees.flatMap(({ emailAddress }) => tenant.directory.find(emailAddress.address) ?? [])
  return [...new Set(users)]
    .filter(hasMailbox)
    .map((user) => tenant.mailbox(user))
    .filter((other) => other !== mailbox)
}

/** What an event says, without what only its own mailbox knows of it. */
function contentOf(event: EventContent): EventContent {
  const { serial, version, calendar, createdDateTime, lastModifiedDateTime, exceptions, ...content } =
    event as CalendarEvent
  return content
}

function copyFor(event: CalendarEvent): EventContent {
  return {
    ...contentOf(event),
    attendees: event.attendees.map((attendee): Attendee => ({ ...attendee })),
    responseStatus: { response: 'notResponded', time: neverAnswered },
    showAs: 'tentative',
    categories: [],
  }
}

function noteAtOrganizer(
  tenant: TenantState,
  mailbox: Mailbox,
  content: EventContent,
  status: Attendee['status'],
): void {
  const organizer = tenant.directory.find(content.organizer.emailAddress.address)
  if (organizer === undefined || !hasMailbox(organizer)) return
  const meeting = tenant.mailbox(organizer).calendars.byUid(content.iCalUId)
  if (meeting === undefined) return
  const own = mailbox.owner.mail?.toLowerCase()
  meeting.attendees = meeting.attendees.map((one) =>
    one.emailAddress.address.toLowerCase() === own ? { ...one, status } : one,
  )
  tenant.mailbox(organizer).calendars.touch(meeting)
}

/** Whether a mailbox's owner has called a meeting. */
export function isOrganizer(mailbox: Mailbox, { organizer }: EventContent): boolean {
  return organizer.emailAddress.address.toLowerCase() === mailbox.owner.mail?.toLowerCase()
}

function organizerOf({ owner }: Mailbox): Recipient {
  return recipient(owner.displayName, owner.mail ?? owner.userPrincipalName)
}

function commentOf(call: Call): string {
  return String(member(readJson(call), 'comment') ?? '')
}
