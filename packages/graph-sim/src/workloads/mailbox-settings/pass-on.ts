import type { JsonObject } from '../../gateway/parse-json.ts'
import { attachedMessage } from '../mail/attached-item.ts'
import type { Attachment } from '../mail/attachment.ts'
import { emptyDraft } from '../mail/compose.ts'
import type { Message } from '../mail/mail-folder.ts'
import type { MessageContent, Recipient } from '../mail/message-content.ts'
import { prefixed, quoteMessage } from '../mail/quote-message.ts'
import type { Mailbox } from '../outlook/mailbox.ts'
import { recipient, recipientsFrom } from '../outlook/recipients.ts'

/** The line by which a mailbox knows that its rules have passed a message on before. */
export const loopHeader = 'X-MS-Exchange-Inbox-Rules-Loop'

/** A message that a rule sends to somebody else. */
export interface PassedOn {
  readonly to: readonly Recipient[]
  readonly content: MessageContent
}

/** What a rule's actions send to others: forwards in the mailbox's name, and redirected messages as they came. */
export function passOn(message: Message, actions: JsonObject, mailbox: Mailbox): readonly PassedOn[] {
  const own = mailbox.owner.mail ?? mailbox.owner.userPrincipalName
  const seen = message.extraHeaders.some(({ name, value }) => name === loopHeader && value === own)
  if (seen) return []
  const extraHeaders = [...message.extraHeaders, { name: loopHeader, value: own }]
  const forward = {
    ...emptyDraft(mailbox),
    subject: prefixed(message.subject ?? '', 'Fw'),
    from: recipient(mailbox.owner.displayName, own),
    sender: recipient(mailbox.owner.displayName, own),
    thread: message.thread,
    references: [...message.references, message.internetMessageId],
    isDraft: false,
    extraHeaders,
  }
  const quoted = quoteMessage(message, { comment: '', timeZone: mailbox.preferences.timeZone })
  const plain = recipientsFrom(actions['forwardTo'], mailbox.nameOf)
  const attached = recipientsFrom(actions['forwardAsAttachmentTo'], mailbox.nameOf)
  const redirected = recipientsFrom(actions['redirectTo'], mailbox.nameOf)
  return [
    {
      to: plain,
      content: { ...forward, ...quoted, toRecipients: plain, attachments: [...message.attachments] },
    },
    {
      to: attached,
      content: { ...forward, toRecipients: attached, attachments: [attachmentOf(message, mailbox)] },
    },
    { to: redirected, content: { ...message, extraHeaders } },
  ].filter(({ to }) => to.length > 0)
}

function attachmentOf(message: Message, mailbox: Mailbox): Attachment {
  return {
    kind: 'item',
    name: message.subject ?? '',
    contentType: null,
    isInline: false,
    lastModifiedDateTime: message.lastModifiedDateTime,
    contentId: undefined,
    ...attachedMessage(message, mailbox),
  }
}
