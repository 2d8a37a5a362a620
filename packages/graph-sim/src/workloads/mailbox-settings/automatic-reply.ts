import { asPage } from '../../mime/text-to-html.ts'
import { emptyDraft } from '../mail/compose.ts'
import type { MessageContent } from '../mail/message-content.ts'
import { headerOf } from '../mail/message-headers.ts'
import type { Mailbox } from '../outlook/mailbox.ts'
import { recipient } from '../outlook/recipients.ts'
import { instantOf } from './change-settings.ts'
import type { AutomaticReplies } from './mailbox-preferences.ts'

/** Whether somebody is away at a moment, as their automatic replies have it. */
export function isAway(replies: AutomaticReplies, now: number): boolean {
  const { status, scheduledStartDateTime, scheduledEndDateTime } = replies
  if (status !== 'scheduled') return status === 'alwaysEnabled'
  return now >= instantOf(scheduledStartDateTime) && now < instantOf(scheduledEndDateTime)
}

/** Whether a message was written by a machine, which is never answered by one. */
export function isAutomatic(content: MessageContent): boolean {
  return /^auto-/i.test(headerOf(content, 'auto-submitted') ?? '')
}

/**
 * The reply to a message for somebody who is away; `undefined` when they are not, when the sender has had it, or when
 * nobody wrote the message.
 */
export function automaticReplyTo(
  content: MessageContent,
  mailbox: Mailbox,
  now: number,
): MessageContent | undefined {
  const { automaticReplies, answered } = mailbox.preferences
  const { from } = content
  const sender = from?.emailAddress.address.toLowerCase()
  if (!isAway(automaticReplies, now) || automaticReplies.internalReplyMessage === '') return undefined
  if (from === null || sender === undefined || answered.has(sender) || isAutomatic(content)) return undefined
  const own = recipient(mailbox.owner.displayName, mailbox.owner.mail ?? mailbox.owner.userPrincipalName)
  if (sender === own.emailAddress.address.toLowerCase()) return undefined
  answered.add(sender)
  return {
    ...emptyDraft(mailbox),
    subject: `Automatic reply: ${content.subject ?? ''}`,
    body: { contentType: 'html', content: asPage(automaticReplies.internalReplyMessage) },
    from: own,
    sender: own,
    toRecipients: [from],
    references: [...content.references, content.internetMessageId],
    isDraft: false,
    extraHeaders: [
      { name: 'Auto-Submitted', value: 'auto-generated' },
      { name: 'X-Auto-Response-Suppress', value: 'All' },
    ],
  }
}
