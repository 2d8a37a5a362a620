import { isObject, type JsonObject } from '../gateway/parse-json.ts'
import type { Attachment } from '../workloads/mail/attachment.ts'
import { attachmentOf, draftFrom, readMessageMembers } from '../workloads/mail/compose.ts'
import type { MailFolder } from '../workloads/mail/mail-folder.ts'
import { messageEntity } from '../workloads/mail/message-entity.ts'
import type { Mailbox } from '../workloads/outlook/mailbox.ts'
import { bytesIn } from './bytes-in.ts'
import { NotTaken } from './imported-thing.ts'
import type { JsonPlace, TakenThing } from './json-place.ts'
import { knownMembers } from './known-members.ts'
import { timeIn } from './time-in.ts'

/** Takes a message with its times, its marks and its attachments, into the folder that it was in. */
export function takeMessage(json: JsonObject, place: JsonPlace): TakenThing {
  const { mailbox, folders } = place
  const { attachments, ...bare } = json
  const { known, notes } = knownMembers(bare, messageEntity(mailbox.ids).properties, [
    'internetMessageHeaders',
  ])
  const content = draftFrom(readMessageMembers(known, mailbox), mailbox)
  const isDraft = known['isDraft'] === true
  const received = timeIn(known, 'receivedDateTime') ?? timeIn(known, 'sentDateTime') ?? mailbox.timestamp()
  const message = mailbox.messages.add(
    {
      ...content,
      isDraft,
      isRead: known['isRead'] === true || isDraft,
      receivedDateTime: received,
      sentDateTime: timeIn(known, 'sentDateTime') ?? received,
      thread: threadOf(known['conversationId'], place),
      attachments: attachmentsIn(attachments, mailbox),
    },
    folderOf(folders.get(String(known['parentFolderId'])), isDraft, mailbox),
  )
  return { id: mailbox.ids.item(message.folder.number, message.entry), notes: [...notes, ...gaps(json)] }
}

function folderOf(saved: MailFolder | undefined, isDraft: boolean, { folders }: Mailbox): MailFolder {
  return saved ?? folders.wellKnown(isDraft ? 'drafts' : 'inbox')
}

/** Messages of one conversation stay together. */
function threadOf(conversation: unknown, { mailbox, threads }: JsonPlace): number {
  if (typeof conversation !== 'string') return mailbox.messages.nextThread()
  const thread = threads.get(conversation) ?? mailbox.messages.nextThread()
  threads.set(conversation, thread)
  return thread
}

function attachmentsIn(value: unknown, mailbox: Mailbox): Attachment[] {
  if (value === undefined || value === null) return []
  if (!Array.isArray(value) || !value.every(isObject))
    throw new NotTaken('Its attachments are no list of objects.')
  return value.map((each) => {
    if (!/fileAttachment$/.test(String(each['@odata.type'] ?? ''))) return attachmentOf(each, mailbox)
    return fileFrom(each, mailbox)
  })
}

/** A file of any size: it was taken in parts once. */
function fileFrom(json: JsonObject, mailbox: Mailbox): Attachment {
  const { name, contentType, isInline, contentId } = json
  if (typeof name !== 'string') throw new NotTaken('An attachment has no name.')
  const bytes = bytesIn(json)
  return {
    kind: 'file',
    name,
    contentType: typeof contentType === 'string' ? contentType : null,
    size: bytes.length,
    isInline: isInline === true,
    lastModifiedDateTime: timeIn(json, 'lastModifiedDateTime') ?? mailbox.timestamp(),
    contentId: typeof contentId === 'string' ? contentId : undefined,
    bytes: () => bytes,
    item: undefined,
  }
}

function gaps(json: JsonObject): readonly string[] {
  const notes: string[] = []
  if (/eventMessage/i.test(String(json['@odata.type'] ?? '')))
    notes.push('It is a plain message now, without its invitation.')
  if (json['hasAttachments'] === true && json['attachments'] === undefined)
    notes.push('Its attachments were not saved: ask with $expand=attachments.')
  if (json['receivedDateTime'] === undefined && json['sentDateTime'] === undefined)
    notes.push('It has no time: it came now.')
  return notes
}
