import { customMembers, requireCustomData } from '../../custom-data/custom-data-from.ts'
import { isObject, type JsonObject, member } from '../../gateway/parse-json.ts'
import { readMembers } from '../../gateway/read-body.ts'
import type { Mailbox } from '../outlook/mailbox.ts'
import { type NameOf, recipientFrom, recipientsFrom } from '../outlook/recipients.ts'
import type { Attachment } from './attachment.ts'
import { attachmentFrom } from './attachment-from.ts'
import { bodyFrom } from './body-from.ts'
import type { Message } from './mail-folder.ts'
import type { FollowupFlag, MessageContent, Recipient } from './message-content.ts'
import { messageEntity } from './message-entity.ts'

/** What a client may set on any message, sent or not. */
const always: readonly string[] = [
  'categories',
  'flag',
  'importance',
  'inferenceClassification',
  'isRead',
  'isReadReceiptRequested',
  'isDeliveryReceiptRequested',
  'from',
  'sender',
  'toRecipients',
  'ccRecipients',
  'bccRecipients',
]

/** What a client may set while a message is a draft. */
const draftOnly: readonly string[] = ['subject', 'body', 'replyTo', 'internetMessageId']

/** Checks the members of a message in a request body; refuses unknown ones and wrong types. */
export function readMessageMembers(json: JsonObject, mailbox: Mailbox): JsonObject {
  return requireCustomData(readMembers(json, messageEntity(mailbox.ids), ['attachments', ...customMembers]))
}

/** An empty draft in a new conversation; who sends it is settled when it is sent. */
export function emptyDraft(mailbox: Mailbox): MessageContent {
  const now = mailbox.timestamp()
  return {
    subject: '',
    body: { contentType: 'text', content: '' },
    uniqueBody: undefined,
    from: null,
    sender: null,
    toRecipients: [],
    ccRecipients: [],
    bccRecipients: [],
    replyTo: [],
    receivedDateTime: now,
    sentDateTime: now,
    internetMessageId: mailbox.newMessageId(),
    references: [],
    thread: mailbox.messages.nextThread(),
    depth: 0,
    importance: 'normal',
    inferenceClassification: 'focused',
    isRead: true,
    isDraft: true,
    isReadReceiptRequested: false,
    isDeliveryReceiptRequested: false,
    categories: [],
    flag: { flagStatus: 'notFlagged' },
    attachments: [],
    extraHeaders: [],
    meeting: undefined,
    raw: undefined,
  }
}

/** A draft with what a client says about it. */
export function draftFrom(members: JsonObject, mailbox: Mailbox): MessageContent {
  const draft = emptyDraft(mailbox)
  for (const [name, value] of Object.entries(members)) setMember(draft, name, value, mailbox.nameOf)
  const attachments = member(members, 'attachments')
  if (Array.isArray(attachments))
    draft.attachments = attachments.filter(isObject).map((each) => attachmentOf(each, mailbox))
  const headers = member(members, 'internetMessageHeaders')
  if (Array.isArray(headers))
    draft.extraHeaders = headers.filter(isObject).map((each) => ({
      name: String(member(each, 'name') ?? ''),
      value: String(member(each, 'value') ?? ''),
    }))
  return draft
}

/** An attachment of a request body; an attached message is read as a draft is. */
export function attachmentOf(json: JsonObject, mailbox: Mailbox): Attachment {
  return attachmentFrom(json, mailbox, (message) => draftFrom(readMessageMembers(message, mailbox), mailbox))
}

/** Makes a client's changes to a message; returns the names that are not allowed once it has been sent. */
export function applyChanges(message: Message, members: JsonObject, nameOf: NameOf): readonly string[] {
  const refused = message.isDraft ? [] : Object.keys(members).filter((name) => draftOnly.includes(name))
  if (refused.length > 0) return refused
  for (const [name, value] of Object.entries(members)) setMember(message, name, value, nameOf)
  if ('body' in members) message.preview = undefined
  message.raw = message.isDraft ? undefined : message.raw
  return []
}

function setMember(content: MessageContent, name: string, value: unknown, nameOf: NameOf): void {
  if (!always.includes(name) && !draftOnly.includes(name)) return
  const target = content as unknown as Record<string, unknown>
  if (name === 'from' || name === 'sender') target[name] = recipientFrom(value, nameOf) ?? target[name]
  else if (name === 'body') content.body = bodyFrom(value)
  else if (name === 'flag') content.flag = flagFrom(value)
  else if (recipientLists.includes(name)) target[name] = recipientsFrom(value, nameOf)
  else if (name === 'categories') content.categories = Array.isArray(value) ? value.map(String) : []
  else if (value !== null || name === 'subject') target[name] = lowered(name, value)
}

const recipientLists: readonly string[] = ['toRecipients', 'ccRecipients', 'bccRecipients', 'replyTo']

/** Enumerations are taken in any casing and given back in the metadata's. */
function lowered(name: string, value: unknown): unknown {
  return name === 'importance' || name === 'inferenceClassification' ? String(value).toLowerCase() : value
}

function flagFrom(value: unknown): FollowupFlag {
  if (!isObject(value)) return { flagStatus: 'notFlagged' }
  const wanted = String(member(value, 'flagStatus') ?? 'flagged').toLowerCase()
  const flagStatus = wanted === 'complete' ? 'complete' : wanted === 'flagged' ? 'flagged' : 'notFlagged'
  const dates = ['startDateTime', 'dueDateTime', 'completedDateTime'].flatMap((name) => {
    const date = member(value, name)
    return isObject(date)
      ? [
          [
            name,
            {
              dateTime: String(member(date, 'dateTime')),
              timeZone: String(member(date, 'timeZone') ?? 'UTC'),
            },
          ],
        ]
      : []
  })
  return flagStatus === 'notFlagged' ? { flagStatus } : { ...Object.fromEntries(dates), flagStatus }
}

/** Everybody whom a message goes to. */
export function allRecipients(content: MessageContent): readonly Recipient[] {
  return [...content.toRecipients, ...content.ccRecipients, ...content.bccRecipients]
}
