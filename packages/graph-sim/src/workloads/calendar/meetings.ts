import { type Problem, refuse } from '../../errors/graph-problem.ts'
import type { TenantState } from '../../tenant/tenant-state.ts'
import type { Mailbox } from '../outlook/mailbox.ts'
import { announce } from './announce.ts'
import { answerByItself } from './answer-by-itself.ts'
import { type AttendeeMailbox, invitedMailboxes } from './attendee-mailbox.ts'
import type { Attendee, CalendarEvent, Occurrence } from './event.ts'
import { contentOf, copyFor, isOrganizer } from './meeting-copy.ts'

/** Puts a new meeting on the calendars of those of the tenant who are invited, and an invitation into their inboxes. */
export function inviteAttendees(
  tenant: TenantState,
  mailbox: Mailbox,
  event: CalendarEvent,
  to: readonly Attendee[] = event.attendees,
): void {
  for (const other of invitedMailboxes(tenant, mailbox, { attendees: to })) place(tenant, other, event)
  announce(tenant, mailbox, {
    type: 'meetingRequest',
    to,
    event,
    comment: '',
    details: requestDetails(event, 'newMeetingRequest'),
  })
}

/** How a meeting was changed. */
export interface MeetingUpdate {
  /** Who was invited before. */
  readonly before: readonly Attendee[]
  /** What changed: `attendees` alone, the `time` with or without more, or something else. */
  readonly kind: 'attendees' | 'time' | 'other'
}

/** Brings the copies on the attendees' calendars up to date when the organizer has changed a meeting. */
export function updateAttendees(
  tenant: TenantState,
  mailbox: Mailbox,
  event: CalendarEvent,
  { before, kind }: MeetingUpdate,
): void {
  if (!isOrganizer(mailbox, event)) return
  const gone = before.filter((one) => !event.attendees.some((other) => sameAddress(one, other)))
  const added = event.attendees.filter((one) => !before.some((other) => sameAddress(one, other)))
  withdraw(tenant, mailbox, event, gone)
  const kept = event.attendees.filter((one) => !added.includes(one))
  for (const other of invitedMailboxes(tenant, mailbox, { attendees: kept }))
    renew(tenant, other, { event, kind })
  if (kind !== 'attendees')
    announce(tenant, mailbox, {
      type: 'meetingRequest',
      to: kept,
      event,
      comment: '',
      details: requestDetails(event, kind === 'time' ? 'fullUpdate' : 'informationalUpdate'),
    })
  inviteAttendees(tenant, mailbox, event, added)
}

/** Tells everybody invited that a meeting does not take place, and marks it on their calendars; only its organizer may. */
export function cancelMeeting(
  tenant: TenantState,
  mailbox: Mailbox,
  { event, content, day }: Occurrence,
  comment: string,
): void {
  if (!isOrganizer(mailbox, content)) refuse(notOrganizer)
  for (const { mailbox: other, kind } of invitedMailboxes(tenant, mailbox, content)) {
    const copy = other.calendars.byUid(event.iCalUId)
    if (copy === undefined) continue
    if (day === undefined && kind !== 'person') {
      other.calendars.remove(copy)
      continue
    }
    if (day !== undefined) copy.exceptions.set(day, 'cancelled')
    else markCancelled(copy)
    other.calendars.touch(copy)
  }
  announce(tenant, mailbox, { type: 'meetingCancelled', to: content.attendees, event: content, comment })
}

const notOrganizer: Problem = {
  status: 400,
  code: 'ErrorInvalidRequest',
  message: "Your request can't be completed. You need to be an organizer to cancel a meeting.",
}

function place(tenant: TenantState, { mailbox, kind }: AttendeeMailbox, event: CalendarEvent): void {
  const copy = mailbox.calendars.add(copyFor(event, mailbox), mailbox.calendars.main)
  for (const [day, change] of event.exceptions) copy.exceptions.set(day, change)
  if (kind !== 'person') answerByItself(tenant, mailbox, copy, kind)
}

interface Renewal {
  readonly event: CalendarEvent
  readonly kind: MeetingUpdate['kind']
}

/** A new time has to be answered anew; what else changes leaves the answer as it is. */
function renew(tenant: TenantState, attendee: AttendeeMailbox, { event, kind }: Renewal): void {
  const { mailbox } = attendee
  const copy = mailbox.calendars.byUid(event.iCalUId)
  if (copy === undefined) {
    place(tenant, attendee, event)
    return
  }
  const { responseStatus, showAs, categories } = copy
  const kept = kind === 'time' ? { categories } : { responseStatus, showAs, categories }
  Object.assign(copy, copyFor(event, mailbox), kept)
  copy.exceptions.clear()
  for (const [day, change] of event.exceptions)
    copy.exceptions.set(day, change === 'cancelled' ? change : { ...copyFor(change, mailbox), ...kept })
  mailbox.calendars.touch(copy)
  if (kind === 'time' && attendee.kind !== 'person') answerByItself(tenant, mailbox, copy, attendee.kind)
}

/** Cancels a meeting for those who are no longer invited. */
function withdraw(
  tenant: TenantState,
  mailbox: Mailbox,
  event: CalendarEvent,
  gone: readonly Attendee[],
): void {
  for (const { mailbox: other } of invitedMailboxes(tenant, mailbox, { attendees: gone })) {
    const copy = other.calendars.byUid(event.iCalUId)
    if (copy === undefined) continue
    markCancelled(copy)
    other.calendars.touch(copy)
  }
  announce(tenant, mailbox, { type: 'meetingCancelled', to: gone, event: contentOf(event), comment: '' })
}

function markCancelled(copy: CalendarEvent): void {
  Object.assign(copy, { isCancelled: true, subject: `Canceled: ${copy.subject ?? ''}`, showAs: 'free' })
}

function requestDetails(
  { responseRequested, allowNewTimeProposals }: CalendarEvent,
  meetingRequestType: 'newMeetingRequest' | 'fullUpdate' | 'informationalUpdate',
): Readonly<Record<string, unknown>> {
  return { meetingRequestType, responseRequested, allowNewTimeProposals }
}

function sameAddress(one: Attendee, other: Attendee): boolean {
  return one.emailAddress.address.toLowerCase() === other.emailAddress.address.toLowerCase()
}
