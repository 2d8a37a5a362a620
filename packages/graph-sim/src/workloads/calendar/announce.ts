import { escapeHtml } from '../../mime/text-to-html.ts'
import type { TenantState } from '../../tenant/tenant-state.ts'
import { emptyDraft } from '../mail/compose.ts'
import { deliver } from '../mail/deliver.ts'
import type { MeetingMessage, MessageContent, Recipient } from '../mail/message-content.ts'
import type { Mailbox } from '../outlook/mailbox.ts'
import { recipient } from '../outlook/recipients.ts'
import type { EventContent } from './event.ts'

/** A message about a meeting. */
export interface Announcement {
  readonly type: MeetingMessage['type']
  readonly to: readonly Pick<Recipient, 'emailAddress'>[]
  readonly event: EventContent
  /** What its author adds; empty for nothing. */
  readonly comment: string
  /** What stands before the subject, when it is not what the type says. */
  readonly prefix?: string
  /** What the message says about the meeting besides its time and place. */
  readonly details?: MeetingMessage['details']
}

const prefixes: Readonly<Record<MeetingMessage['type'], string>> = {
  meetingRequest: '',
  meetingCancelled: 'Canceled: ',
  meetingAccepted: 'Accepted: ',
  meetingTentativelyAccepted: 'Tentative: ',
  meetingDeclined: 'Declined: ',
}

/** Sends a message about a meeting to those of the tenant whom it is for. */
export function announce(tenant: TenantState, mailbox: Mailbox, announcement: Announcement): void {
  const { type, to, event, comment, prefix = prefixes[type] } = announcement
  if (to.length === 0) return
  const { start, end, location } = event
  const note =
    comment === ''
      ? event.body
      : { contentType: 'html' as const, content: `<html><body><p>${escapeHtml(comment)}</p></body></html>` }
  const message: MessageContent = {
    ...emptyDraft(mailbox),
    from: ownerOf(mailbox),
    sender: ownerOf(mailbox),
    subject: `${prefix}${event.subject ?? ''}`,
    body: note,
    toRecipients: to.map(({ emailAddress }) => ({ emailAddress })),
    isDraft: false,
    isDeliveryReceiptRequested: null,
    meeting: {
      type,
      event: undefined,
      uid: event.iCalUId,
      start,
      end,
      location: location.displayName,
      details: { ...detailsOf(event), ...announcement.details },
    },
  }
  deliver(tenant, message, mailbox.timestamp())
}

/** A plain message. */
export interface Notice {
  readonly to: readonly Recipient[]
  readonly subject: string
  readonly text: string
}

/** Sends a plain message to those of the tenant whom it is for. */
export function tell(tenant: TenantState, mailbox: Mailbox, { to, subject, text }: Notice): void {
  const message: MessageContent = {
    ...emptyDraft(mailbox),
    from: ownerOf(mailbox),
    sender: ownerOf(mailbox),
    subject,
    body: { contentType: 'text', content: text },
    toRecipients: to,
    isDraft: false,
  }
  deliver(tenant, message, mailbox.timestamp())
}

/** A mailbox's owner, as mail writes people. */
export function ownerOf({ owner }: Mailbox): Recipient {
  return recipient(owner.displayName, owner.mail ?? owner.userPrincipalName)
}

function detailsOf({ isAllDay, recurrence }: EventContent): NonNullable<MeetingMessage['details']> {
  return { isAllDay, type: recurrence === null ? 'singleInstance' : 'seriesMaster', recurrence }
}
