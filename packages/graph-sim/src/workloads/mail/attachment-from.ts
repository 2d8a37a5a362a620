import { badBody, badRequest } from '../../errors/catalog.ts'
import { refuse } from '../../errors/graph-problem.ts'
import { isObject, type JsonObject } from '../../gateway/parse-json.ts'
import { readMembers } from '../../gateway/read-body.ts'
import { binary, flag, int32, moment, openComplex, text } from '../../odata/property-type.ts'
import { eventFrom, readEventMembers } from '../calendar/event-from.ts'
import { contactFrom, readContactMembers } from '../contacts/contact-from.ts'
import { mimeTypeOf } from '../drive/mime-type.ts'
import type { Mailbox } from '../outlook/mailbox.ts'
import { type AttachedItem, attachedContact, attachedEvent, attachedMessage } from './attached-item.ts'
import type { Attachment } from './attachment.ts'
import type { MessageContent } from './message-content.ts'

/** From here on a file has to go through an upload session, and below it it may not (Graph rule 34), in bytes. */
export const largestDirect = 3_000_000

const common = {
  id: text,
  lastModifiedDateTime: moment,
  name: text,
  contentType: text,
  size: int32,
  isInline: flag,
} as const

/** What a client may say of each type of attachment. */
const types = {
  fileAttachment: { ...common, contentId: text, contentLocation: text, contentBytes: binary },
  itemAttachment: { ...common, item: openComplex('outlookItem') },
  referenceAttachment: common,
} as const

/**
 * Makes an attachment of what a client posts; `messageFrom` reads an attached message.
 *
 * Refuses a missing type, bad base64, and files of 3 MB or more.
 */
export function attachmentFrom(
  json: JsonObject,
  mailbox: Mailbox,
  messageFrom: (json: JsonObject) => MessageContent,
): Attachment {
  const name = typeName(json)
  const members = readMembers(json, { name, properties: types[name] })
  if (typeof members['name'] !== 'string') refuse(badBody("The attachment needs the property 'name'."))
  const { contentType, isInline } = members
  const attachment = {
    name: members['name'],
    contentType: typeof contentType === 'string' ? contentType : null,
    isInline: isInline === true,
    lastModifiedDateTime: mailbox.timestamp(),
    contentId: undefined,
    item: undefined,
  }
  if (name === 'referenceAttachment')
    return { ...attachment, kind: 'reference', size: 0, bytes: () => new Uint8Array(0) }
  if (name === 'itemAttachment')
    return {
      ...attachment,
      kind: 'item',
      contentType: null,
      ...itemFrom(members['item'], mailbox, messageFrom),
    }
  return fileOf(attachment, members)
}

function typeName(json: JsonObject): keyof typeof types {
  const type = String(json['@odata.type'] ?? '').replace(/^#?microsoft\.graph\./i, '')
  const known = Object.keys(types).find((name) => name.toLowerCase() === type.toLowerCase())
  if (known !== undefined) return known as keyof typeof types
  return refuse(badRequest('An attachment needs "@odata.type", e.g. "#microsoft.graph.fileAttachment".'))
}

function fileOf(attachment: Omit<Attachment, 'kind' | 'size' | 'bytes'>, members: JsonObject): Attachment {
  const bytes = decodeBase64(members['contentBytes'])
  const { contentId } = members
  return {
    ...attachment,
    kind: 'file',
    contentType: attachment.contentType ?? typeOf(attachment.name, bytes),
    contentId: typeof contentId === 'string' ? contentId : undefined,
    size: bytes.length,
    bytes: () => bytes,
  }
}

/** The type that a file's name stands for, or else that its first bytes do. */
export function typeOf(name: string, bytes: Uint8Array): string {
  const start = Buffer.from(bytes.subarray(0, 8)).toString('latin1')
  const known = signatures.find(([signature]) => start.startsWith(signature))
  return mimeTypeOf(name) ?? known?.[1] ?? 'application/octet-stream'
}

const signatures: readonly (readonly [string, string])[] = [
  ['GIF8', 'image/gif'],
  ['\x89PNG', 'image/png'],
  ['\xff\xd8\xff', 'image/jpeg'],
  ['%PDF', 'application/pdf'],
]

function itemFrom(
  item: unknown,
  mailbox: Mailbox,
  messageFrom: (json: JsonObject) => MessageContent,
): AttachedItem {
  if (!isObject(item)) return refuse(badBody("The attachment needs the property 'item'."))
  switch (
    String(item['@odata.type'] ?? '')
      .replace(/^#?microsoft\.graph\./i, '')
      .toLowerCase()
  ) {
    case 'message':
      return attachedMessage(messageFrom(item), mailbox)
    case 'event':
      return attachedEvent(eventFrom(readEventMembers(item, mailbox), mailbox), mailbox)
    case 'contact':
      return attachedContact(contactFrom(readContactMembers(item, mailbox)), mailbox)
    default:
      return refuse(badRequest('An attached item needs "@odata.type": a message, an event or a contact.'))
  }
}

/** Reads the bytes of a file that is small enough to come at once. */
export function decodeBase64(value: unknown): Uint8Array {
  const given = typeof value === 'string' ? value.trim() : ''
  const bare = given.replace(/={1,2}$/, '')
  if (!/^[A-Za-z0-9+/]*$/.test(bare) || bare.length % 4 === 1)
    refuse(badBody(`Cannot convert the literal '${given.slice(0, 80)}' to the expected type 'Edm.Binary'.`))
  const bytes = Buffer.from(bare, 'base64')
  if (bytes.length < largestDirect) return bytes
  return refuse({
    status: 413,
    code: 'RequestEntityTooLarge',
    message: 'The attachment has 3 MB or more: create an upload session for it.',
  })
}
