import PostalMime, { type Address, type Attachment, type Email } from 'postal-mime'

/** A message as its MIME text says, whatever its encodings. */
export interface ParsedMime {
  readonly subject: string | null
  readonly from: MimeAddress | undefined
  readonly sender: MimeAddress | undefined
  readonly to: readonly MimeAddress[]
  readonly cc: readonly MimeAddress[]
  readonly bcc: readonly MimeAddress[]
  readonly replyTo: readonly MimeAddress[]
  readonly messageId: string | undefined
  /** Message-IDs of the messages before it, oldest first. */
  readonly references: readonly string[]
  readonly text: string | undefined
  readonly html: string | undefined
  readonly headers: readonly { readonly name: string; readonly value: string }[]
  readonly attachments: readonly MimeAttachment[]
}

/** A name, possibly empty, and an address, possibly malformed. */
export interface MimeAddress {
  readonly name: string
  readonly address: string
}

/** A part of a message that is not its text. */
export interface MimeAttachment {
  readonly name: string
  readonly contentType: string
  readonly isInline: boolean
  /** Without angle brackets. */
  readonly contentId: string | undefined
  readonly bytes: Uint8Array
  /** For an attached message that can be read: what it says. */
  readonly message: ParsedMime | undefined
}

/** How deep attached messages are read themselves; deeper ones are kept as bytes. */
const deepest = 3

/** Parses a message; rejects when it is nested or headed beyond reason, and accepts all other damage. */
export async function readMime(raw: Uint8Array): Promise<ParsedMime> {
  return readLevel(raw, 0)
}

async function readLevel(raw: Uint8Array, level: number): Promise<ParsedMime> {
  const email = await PostalMime.parse(raw, { forceRfc822Attachments: true })
  return {
    subject: email.subject ?? null,
    from: flat(email.from)[0],
    sender: flat(email.sender)[0],
    to: flat(...(email.to ?? [])),
    cc: flat(...(email.cc ?? [])),
    bcc: flat(...(email.bcc ?? [])),
    replyTo: flat(...(email.replyTo ?? [])),
    messageId: messageIds(email.messageId)[0],
    references: referencesOf(email),
    text: email.text,
    html: email.html,
    headers: email.headers.map(({ originalKey, value }) => ({ name: originalKey, value })),
    attachments: await Promise.all(email.attachments.map((one, i) => readAttachment(one, i, level))),
  }
}

async function readAttachment(attachment: Attachment, index: number, level: number): Promise<MimeAttachment> {
  const { mimeType, disposition, contentId, related } = attachment
  const bytes = bytesOf(attachment.content)
  const message =
    mimeType === 'message/rfc822' && level < deepest ? await tryRead(bytes, level + 1) : undefined
  return {
    name: attachment.filename ?? message?.subject ?? defaultName(mimeType, index),
    contentType: mimeType,
    isInline: related === true || (disposition === 'inline' && contentId !== undefined),
    contentId: contentId?.replace(/^<|>$/g, ''),
    bytes,
    message,
  }
}

async function tryRead(raw: Uint8Array, level: number): Promise<ParsedMime | undefined> {
  try {
    return await readLevel(raw, level)
  } catch {
    return undefined
  }
}

function flat(...addresses: readonly (Address | undefined)[]): readonly MimeAddress[] {
  return addresses.flatMap((one) => {
    if (one === undefined) return []
    return one.group === undefined ? [{ name: one.name, address: one.address }] : flat(...one.group)
  })
}

function referencesOf({ references, inReplyTo }: Email): readonly string[] {
  const ids = messageIds(references)
  const last = messageIds(inReplyTo).filter((id) => !ids.includes(id))
  return [...ids, ...last]
}

function messageIds(value: string | undefined): readonly string[] {
  return value?.match(/<[^<>\s]+>/g) ?? []
}

function defaultName(mimeType: string, index: number): string {
  if (mimeType === 'message/rfc822') return `message-${index + 1}.eml`
  if (mimeType === 'text/calendar') return 'invite.ics'
  return `attachment-${index + 1}`
}

function bytesOf(content: ArrayBuffer | Uint8Array | string): Uint8Array {
  if (typeof content === 'string') return Buffer.from(content)
  return content instanceof Uint8Array ? content : new Uint8Array(content)
}
