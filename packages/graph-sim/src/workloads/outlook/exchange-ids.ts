import { idMalformed, itemNotFound } from '../../errors/catalog.ts'
import { GraphProblem, refuse } from '../../errors/graph-problem.ts'
import { plainView, type View } from '../../odata/entity.ts'
import { eventId } from '../calendar/event-entity.ts'
import { messageId } from '../mail/message-entity.ts'
import type { Mailbox } from './mailbox.ts'

/** The formats that Exchange writes ids in. */
export const exchangeIdFormats = [
  'entryId',
  'ewsId',
  'immutableEntryId',
  'restId',
  'restImmutableEntryId',
] as const

/** One of {@link exchangeIdFormats}. */
export type ExchangeIdFormat = (typeof exchangeIdFormats)[number]

/** How many bytes stand before the entry id in the two kinds of ids that Graph uses. */
const headLength = { rest: 43, immutable: 5 } as const

/** Writes an id in another format; refuses ids that are malformed, and those of things that are not in the mailbox. */
export function translateId(
  id: string,
  [source, target]: readonly [ExchangeIdFormat, ExchangeIdFormat],
  mailbox: Mailbox,
): string {
  const read = readId(id, source, mailbox)
  switch (target) {
    case 'restId':
      return formOf(read, 'mutable', mailbox)
    case 'restImmutableEntryId':
      return formOf(read, 'immutable', mailbox)
    case 'ewsId':
      return formOf(read, 'mutable', mailbox).replaceAll('-', '/').replaceAll('_', '+')
    case 'entryId':
      return binary(bytesOf(formOf(read, 'mutable', mailbox)).subarray(headLength.rest))
    case 'immutableEntryId':
      return binary(bytesOf(formOf(read, 'immutable', mailbox)).subarray(headLength.immutable))
  }
}

/** Reads an id of any format as one that Graph takes. */
function readId(id: string, format: ExchangeIdFormat, { ids }: Mailbox): string {
  switch (format) {
    case 'restId':
    case 'restImmutableEntryId':
      return id
    case 'ewsId':
      return id.replaceAll('/', '-').replaceAll('+', '_')
    case 'entryId': {
      const entry = bytesOfBinary(id)
      const length = Buffer.from([0, entry.length & 0xff, entry.length >> 8])
      return restOf(Buffer.concat([bytesOf(ids.folder(0)).subarray(0, headLength.rest - 3), length, entry]))
    }
    case 'immutableEntryId':
      return restOf(
        Buffer.concat([bytesOf(ids.immutable(0)).subarray(0, headLength.immutable), bytesOfBinary(id)]),
      )
  }
}

/** The id of the same thing in a form of Graph's; folders have no immutable one (Graph rule 15). */
function formOf(id: string, form: View['ids'], mailbox: Mailbox): string {
  const { ids } = mailbox
  const view: View = { ...plainView, ids: form }
  const decoded = mailbox.decode(id)
  if (decoded.form === 'folder') return form === 'mutable' ? id : refuse(idMalformed)
  const found =
    attempt(() => messageId(mailbox.messages.find(id), view, ids)) ??
    attempt(() => eventId(mailbox.calendars.find(id), view, ids)) ??
    attempt(() => {
      const contact = mailbox.contacts.find(id)
      return form === 'immutable'
        ? ids.immutable(contact.serial)
        : ids.item(contact.folder.number, contact.serial)
    })
  return found ?? refuse(itemNotFound)
}

function attempt(find: () => string): string | undefined {
  try {
    return find()
  } catch (error) {
    if (error instanceof GraphProblem) return undefined
    throw error
  }
}

/** URL-safe base64 whose last digit tells how many signs of padding are left out. */
function binary(bytes: Buffer): string {
  return `${bytes.toString('base64url')}${(3 - (bytes.length % 3)) % 3}`
}

function bytesOfBinary(id: string): Buffer {
  const bytes = Buffer.from(id.slice(0, -1), 'base64url')
  return binary(bytes) === id ? bytes : refuse(idMalformed)
}

function bytesOf(id: string): Buffer {
  return Buffer.from(id.replaceAll('-', '/').replaceAll('_', '+'), 'base64')
}

function restOf(bytes: Buffer): string {
  return bytes.toString('base64').replaceAll('/', '-').replaceAll('+', '_')
}
