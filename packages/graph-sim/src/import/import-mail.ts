import { readDamaged } from '../mime/read-damaged.ts'
import { type ParsedMime, readMime } from '../mime/read-mime.ts'
import { stateOf } from '../tenant/insides.ts'
import type { Tenant } from '../tenant/tenant.ts'
import { timestamp } from '../time/timestamp.ts'
import { contentFromMime } from '../workloads/mail/content-from-mime.ts'
import type { MailFolder } from '../workloads/mail/mail-folder.ts'
import { wellKnownFolders } from '../workloads/mail/mail-folder.ts'
import type { Mailbox } from '../workloads/outlook/mailbox.ts'
import type { ImportTarget } from './import-target.ts'
import type { ImportedFile, ImportResult, MailFile } from './mail-file.ts'
import { receivedTime } from './received-time.ts'

/** Mail to import and where it goes. */
export interface MailImport extends ImportTarget {
  readonly messages: Iterable<MailFile> | AsyncIterable<MailFile>
}

/**
 * Puts real messages into a mailbox. Damaged ones become messages with what can be read, and `$value` gives back
 * every byte; only files without any bytes are refused.
 *
 * Throws a `RangeError` for a user that does not exist.
 *
 * @example
 * ```ts
 * const raw = new TextEncoder().encode('From: ana@example.com\r\nSubject: Hello\r\n\r\nHow are you?')
 *
 * const { imported } = await importMail(createTenant(), { messages: [{ name: 'hello.eml', raw }] })
 * ```
 */
export async function importMail(tenant: Tenant, { messages, ...target }: MailImport): Promise<ImportResult> {
  const { journal, clock } = stateOf(tenant)
  const place = placeOf(tenant, target)
  const files: ImportedFile[] = []
  const taken: MailFile[] = []
  const at = clock.now()
  for await (const file of messages) {
    files.push(await importOne(file, place))
    taken.push(file)
  }
  journal.note({ kind: 'mail', at, target, files: taken })
  return { files, imported: files.filter(({ outcome }) => outcome === 'imported').length }
}

interface Place {
  readonly mailbox: Mailbox
  readonly folder: MailFolder
  readonly now: number
  /** When the message before was received; the import begins in the past so that no message is from the future. */
  previous: number
}

async function importOne({ name, raw }: MailFile, place: Place): Promise<ImportedFile> {
  if (raw.length === 0) return { name, outcome: 'refused', reason: 'The file is empty.' }
  const { mailbox, folder, now } = place
  const { parsed, notes } = await parse(raw)
  const times = receivedTime(parsed, now, place.previous)
  place.previous = times.received
  const content = contentFromMime(parsed, Uint8Array.from(raw), mailbox)
  const message = mailbox.messages.add(
    {
      ...content,
      from: parsed.from === undefined && parsed.sender === undefined ? null : content.from,
      sender: parsed.from === undefined && parsed.sender === undefined ? null : content.sender,
      sentDateTime: timestamp(times.sent),
      receivedDateTime: timestamp(times.received),
      isDraft: false,
      isRead: false,
    },
    folder,
  )
  const id = mailbox.ids.item(folder.number, message.entry)
  return { name, outcome: 'imported', id, notes: [...notes, ...gaps(parsed), ...times.notes] }
}

async function parse(
  raw: Uint8Array,
): Promise<{ readonly parsed: ParsedMime; readonly notes: readonly string[] }> {
  try {
    return { parsed: await readMime(raw), notes: [] }
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    return {
      parsed: readDamaged(raw),
      notes: [`Its MIME cannot be read (${reason}): it has its text as it stands.`],
    }
  }
}

function gaps(parsed: ParsedMime): readonly string[] {
  const notes: string[] = []
  if (parsed.from === undefined && parsed.sender === undefined)
    notes.push('It has no sender that can be read.')
  if (parsed.messageId === undefined) notes.push('It has no Message-ID that can be read: one was made.')
  return notes
}

function placeOf(tenant: Tenant, { user, folder = 'inbox' }: ImportTarget): Place {
  const state = stateOf(tenant)
  const owner = user === undefined ? state.me : state.directory.find(user)
  if (owner === undefined) throw new RangeError(`There is no user "${user}" in the tenant: see tenant.users`)
  const mailbox = state.mailbox(owner)
  const now = state.clock.now()
  return { mailbox, folder: folderAt(mailbox, folder), now, previous: now - 86_400_000 }
}

function folderAt({ folders }: Mailbox, path: string): MailFolder {
  const known = wellKnownFolders.find((name) => name === path.toLowerCase())
  if (known !== undefined) return folders.wellKnown(known)
  return path
    .split('/')
    .filter(Boolean)
    .reduce<MailFolder>((parent, name) => {
      const child = parent.children.find(
        ({ displayName }) => displayName.toLowerCase() === name.toLowerCase(),
      )
      return child ?? folders.create(name, parent)
    }, folders.root)
}
