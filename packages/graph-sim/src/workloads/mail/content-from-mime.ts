import { invalidMimeBase64 } from '../../errors/catalog.ts'
import { refuse } from '../../errors/graph-problem.ts'
import type { Call } from '../../gateway/call.ts'
import { parseMailDate } from '../../mime/parse-date.ts'
import { readDamaged } from '../../mime/read-damaged.ts'
import { type MimeAddress, type MimeAttachment, type ParsedMime, readMime } from '../../mime/read-mime.ts'
import { timestamp } from '../../time/timestamp.ts'
import type { Mailbox } from '../outlook/mailbox.ts'
import { recipient } from '../outlook/recipients.ts'
import type { Attachment } from './attachment.ts'
import { emptyDraft } from './compose.ts'
import type { ItemBody, MessageContent, Recipient } from './message-content.ts'

/** Whether a request brings its message as MIME: base64 under `text/plain` (Graph rule 33). */
export function isMime(call: Call): boolean {
  return /^text\/plain\b/i.test(call.headers.get('content-type') ?? '')
}

/** Reads the message of a request that brings MIME, as far as it can be read; refuses what is not base64. */
export async function contentFromMimeBody(call: Call, mailbox: Mailbox): Promise<MessageContent> {
  const text = new TextDecoder().decode(call.body).replace(/\s+/g, '')
  if (text === '' || !/^[A-Za-z0-9+/]+={0,2}$/.test(text)) refuse(invalidMimeBase64)
  const raw = Buffer.from(text, 'base64')
  if (text.length % 4 !== 0 && !beginsWithHeader(raw)) refuse(invalidMimeBase64)
  return contentFromMime(await readMime(raw).catch(() => readDamaged(raw)), raw, mailbox)
}

/** Text that breaks off, as in documented examples, is taken for what it is when it begins as a message does. */
function beginsWithHeader(raw: Buffer): boolean {
  return /^[!-9;-~]+:[ \t]/.test(raw.toString('latin1', 0, 80))
}

/** A draft that says what a parsed message says; `raw` is kept for `$value`. */
export function contentFromMime(parsed: ParsedMime, raw: Uint8Array, mailbox: Mailbox): MessageContent {
  const draft = emptyDraft(mailbox)
  const importance = headerOf(parsed, 'importance') ?? headerOf(parsed, 'x-priority') ?? ''
  const messageId = parsed.messageId ?? draft.internetMessageId
  return {
    ...draft,
    subject: parsed.subject,
    body: bodyOf(parsed),
    from: one(parsed.from) ?? one(parsed.sender) ?? draft.from,
    sender: one(parsed.sender) ?? one(parsed.from) ?? draft.sender,
    toRecipients: all(parsed.to),
    ccRecipients: all(parsed.cc),
    bccRecipients: all(parsed.bcc),
    replyTo: all(parsed.replyTo),
    internetMessageId: messageId,
    references: parsed.references,
    thread: mailbox.messages.threadOf([...parsed.references, messageId]),
    depth: parsed.references.length,
    importance: /^(high|[12]\b)/i.test(importance)
      ? 'high'
      : /^(low|[45]\b)/i.test(importance)
        ? 'low'
        : 'normal',
    isDeliveryReceiptRequested: null,
    sentDateTime: sentTime(parsed) ?? draft.sentDateTime,
    isReadReceiptRequested: headerOf(parsed, 'disposition-notification-to') !== undefined,
    attachments: parsed.attachments.map((each) => attachmentOf(each, draft.sentDateTime)),
    extraHeaders: parsed.headers.filter(
      ({ name }) =>
        !/^(from|to|cc|reply-to|subject|date|message-id|in-reply-to|references|importance|mime-version)$/i.test(
          name,
        ),
    ),
    raw,
  }
}

/** The value of the first header of a name; `undefined` without one. */
export function headerOf(parsed: ParsedMime, name: string): string | undefined {
  return parsed.headers.find((header) => header.name.toLowerCase() === name)?.value
}

function one(address: MimeAddress | undefined): Recipient | undefined {
  return address === undefined ? undefined : recipient(address.name || address.address, address.address)
}

function all(addresses: readonly MimeAddress[]): readonly Recipient[] {
  return addresses.flatMap((address) => one(address) ?? [])
}

function attachmentOf(part: MimeAttachment, timestamp: string): Attachment {
  const isMessage = part.contentType === 'message/rfc822'
  return {
    kind: isMessage ? 'item' : 'file',
    name: part.name,
    contentType: isMessage ? null : part.contentType,
    size: part.bytes.length,
    isInline: part.isInline,
    lastModifiedDateTime: timestamp,
    contentId: part.contentId,
    bytes: () => part.bytes,
    item: part.message && itemOf(part.message),
  }
}

/** What Graph shows of an attached message; it has no id, for it is in no folder. */
function itemOf(message: ParsedMime): Readonly<Record<string, unknown>> {
  const time = sentTime(message)
  return {
    '@odata.type': '#microsoft.graph.message',
    id: '',
    receivedDateTime: time,
    sentDateTime: time,
    hasAttachments: message.attachments.some(({ isInline }) => !isInline),
    internetMessageId: message.messageId,
    subject: message.subject,
    importance: 'normal',
    isRead: true,
    isDraft: false,
    body: bodyOf(message),
    sender: one(message.sender) ?? one(message.from),
    from: one(message.from) ?? one(message.sender),
    toRecipients: all(message.to),
    ccRecipients: all(message.cc),
    bccRecipients: [],
    replyTo: all(message.replyTo),
  }
}

function bodyOf({ html, text }: ParsedMime): ItemBody {
  return html === undefined
    ? { contentType: 'text', content: text ?? '' }
    : { contentType: 'html', content: html }
}

function sentTime(parsed: ParsedMime): string | undefined {
  const at = parseMailDate(headerOf(parsed, 'date') ?? '')
  return at === undefined ? undefined : timestamp(at)
}
