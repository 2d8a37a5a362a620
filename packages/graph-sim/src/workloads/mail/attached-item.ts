import { htmlToText } from '../../mime/html-to-text.ts'
import { writeIcalendar } from '../../mime/write-icalendar.ts'
import { writeVcard } from '../../mime/write-vcard.ts'
import { plainView } from '../../odata/entity.ts'
import { toInstant } from '../../time/zone.ts'
import type { EventContent, LocalTime } from '../calendar/event.ts'
import type { ContactContent } from '../contacts/contact.ts'
import type { Mailbox } from '../outlook/mailbox.ts'
import type { Attachment } from './attachment.ts'
import type { Message } from './mail-folder.ts'
import type { ItemBody, MessageContent } from './message-content.ts'
import { messageEntity } from './message-entity.ts'
import { mimeOf } from './message-mime.ts'

/** What of an attached item differs from other attachments: its JSON, and its bytes as MIME. */
export type AttachedItem = Pick<Attachment, 'item' | 'bytes' | 'size'>

/** What Graph shows of an attached message; it has no id, for it is in no folder. */
const shownOfMessages: readonly string[] = [
  'createdDateTime',
  'lastModifiedDateTime',
  'receivedDateTime',
  'sentDateTime',
  'hasAttachments',
  'internetMessageId',
  'subject',
  'bodyPreview',
  'importance',
  'conversationId',
  'conversationIndex',
  'isDeliveryReceiptRequested',
  'isReadReceiptRequested',
  'isRead',
  'isDraft',
  'body',
  'sender',
  'from',
  'toRecipients',
  'ccRecipients',
  'bccRecipients',
  'replyTo',
]

/** A message as an attachment. */
export function attachedMessage(content: MessageContent, mailbox: Mailbox): AttachedItem {
  const now = mailbox.timestamp()
  const entity = messageEntity(mailbox.ids)
  const row = { createdDateTime: now, lastModifiedDateTime: now, ...content, preview: undefined } as Message
  const view = { ...plainView }
  const shown = shownOfMessages.map((name) => [name, entity.read(row, name, view)] as const)
  return {
    item: { '@odata.type': '#microsoft.graph.message', id: '', ...Object.fromEntries(shown) },
    ...withBytes(mimeOf(content)),
  }
}

/** An event as an attachment. */
export function attachedEvent(content: EventContent, mailbox: Mailbox): AttachedItem {
  const now = mailbox.timestamp()
  const { joinUrl, attachments, start, end, ...plain } = content
  return {
    item: {
      '@odata.type': '#microsoft.graph.event',
      id: '',
      createdDateTime: now,
      lastModifiedDateTime: now,
      hasAttachments: false,
      type: 'singleInstance',
      bodyPreview: plainText(content.body).slice(0, 255),
      ...plain,
      start: inFull(start),
      end: inFull(end),
    },
    ...withBytes(
      Buffer.from(
        writeIcalendar({
          uid: content.iCalUId,
          subject: content.subject ?? '',
          description: plainText(content.body),
          location: content.location.displayName,
          from: toInstant(start.dateTime, start.timeZone),
          to: toInstant(end.dateTime, end.timeZone),
          changed: Date.parse(now),
          organizer: content.organizer.emailAddress,
          attendees: content.attendees.map(({ emailAddress }) => emailAddress),
        }),
      ),
    ),
  }
}

/** A contact as an attachment. */
export function attachedContact(content: ContactContent, mailbox: Mailbox): AttachedItem {
  const now = mailbox.timestamp()
  return {
    item: {
      '@odata.type': '#microsoft.graph.contact',
      id: '',
      createdDateTime: now,
      lastModifiedDateTime: now,
      ...content,
    },
    ...withBytes(Buffer.from(writeVcard({ ...content, changed: now }))),
  }
}

function withBytes(bytes: Uint8Array): Pick<AttachedItem, 'bytes' | 'size'> {
  return { bytes: () => bytes, size: bytes.length }
}

function inFull({ dateTime, timeZone }: LocalTime): LocalTime {
  return { dateTime: `${dateTime}.0000000`, timeZone }
}

function plainText({ contentType, content }: ItemBody): string {
  return contentType === 'html' ? htmlToText(content).trim() : content
}
