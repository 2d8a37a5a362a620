import type { ChangeTeller } from '../../change-feed/change-feed.ts'
import { itemNotFound } from '../../errors/catalog.ts'
import { refuse } from '../../errors/graph-problem.ts'
import { type MailboxBasis, requireForm } from '../outlook/mailbox-basis.ts'
import type { MailFolder, Message } from './mail-folder.ts'
import type { MessageContent } from './message-content.ts'
import { insertNewestFirst, removeFrom } from './newest-first.ts'

/** The messages of one mailbox. */
export interface MessageStore {
  /** All of them, the newest first. */
  readonly all: readonly Message[]
  /** Another number after every change of any of them. */
  readonly revision: number
  /** By either kind of id; refuses ids that are malformed or name nothing. */
  find(id: string): Message
  add(content: MessageContent, folder: MailFolder): Message
  /** Puts a message into another folder, where its ordinary id is a new one (Graph rule 15). */
  move(message: Message, folder: MailFolder): void
  /** Notes that a message has changed: its version and time of change follow. */
  touch(message: Message): void
  /** Makes a change to a message that may change its time of receipt. */
  retime(message: Message, change: () => void): void
  /** The conversation that a message with these Message-IDs belongs to; a new one when none is known. */
  threadOf(messageIds: readonly string[]): number
  /** Lets answers to a message join its conversation although it is in no folder yet. */
  noteThread(content: MessageContent): void
  /** Takes a message out, for good unless it is {@link MessageStore.restore | restored}. */
  remove(message: Message): void
  /** Puts a message that was taken out into a folder, with the immutable id that it had. */
  restore(message: Message, folder: MailFolder): void
  /** A number for a new conversation. */
  nextThread(): number
}

/** Creates a store without messages. */
export function createMessageStore(basis: MailboxBasis, tell: ChangeTeller<Message>): MessageStore {
  const all: Message[] = []
  const bySerial = new Map<number, Message>()
  const byEntry = new Map<number, Message>()
  const threads = createThreads()

  let revision = 0
  const join = (message: Message): void => {
    revision++
    enterLists(message, all)
  }
  const leave = (message: Message): void => {
    revision++
    leaveLists(message, all)
  }
  const renew = (message: Message): void => {
    revision++
    message.version = basis.nextVersion()
    message.lastModifiedDateTime = basis.timestamp()
  }
  const touch = (message: Message): void => {
    renew(message)
    tell.updated(message)
  }

  const enter = (message: Message, folder: MailFolder): void => {
    message.entry = basis.nextNumber()
    message.folder = folder
    byEntry.set(message.entry, message)
    join(message)
    renew(message)
    if (!isGone(folder)) tell.created(message)
  }

  return {
    all,
    get revision() {
      return revision
    },
    touch,
    nextThread: threads.next,
    threadOf: threads.find,
    noteThread: threads.note,
    retime(message, change) {
      leave(message)
      change()
      join(message)
      touch(message)
    },
    find(id) {
      const { form, number } = requireForm(basis.decode(id), 'item', 'immutable')
      return (form === 'item' ? byEntry : bySerial).get(number) ?? refuse(itemNotFound)
    },
    add(content, folder) {
      const message = stored(content, folder, basis)
      bySerial.set(message.serial, message)
      byEntry.set(message.entry, message)
      join(message)
      threads.note(message)
      tell.created(message)
      return message
    },
    move(message, folder) {
      tell.deleted(message)
      leave(message)
      byEntry.delete(message.entry)
      enter(message, folder)
    },
    remove(message) {
      if (!isGone(message.folder)) tell.deleted(message)
      leave(message)
      bySerial.delete(message.serial)
      byEntry.delete(message.entry)
    },
    restore(message, folder) {
      bySerial.set(message.serial, message)
      enter(message, folder)
    },
  }
}

/** The conversations of a mailbox, known by the Message-IDs in them. */
function createThreads() {
  const known = new Map<string, number>()
  let count = 0
  const next = (): number => count++
  return {
    next,
    note: ({ internetMessageId, thread }: MessageContent) => void known.set(internetMessageId, thread),
    find(messageIds: readonly string[]): number {
      const last = messageIds.findLast((id) => known.has(id))
      return (last === undefined ? undefined : known.get(last)) ?? next()
    },
  }
}

function enterLists(message: Message, all: Message[]): void {
  if (!isGone(message.folder)) insertNewestFirst(all, message)
  insertNewestFirst(message.folder.messages, message)
}

function leaveLists(message: Message, all: Message[]): void {
  if (!isGone(message.folder)) removeFrom(all, message)
  removeFrom(message.folder.messages, message)
}

/** What was deleted from Deleted Items can be recovered, but is in no list. */
function isGone({ wellKnown }: MailFolder): boolean {
  return wellKnown === 'recoverableitemsdeletions'
}

function stored(content: MessageContent, folder: MailFolder, basis: MailboxBasis): Message {
  const number = basis.nextNumber()
  return {
    ...content,
    serial: number,
    entry: number,
    folder,
    version: basis.nextVersion(),
    createdDateTime: content.receivedDateTime,
    lastModifiedDateTime: content.receivedDateTime,
    preview: undefined,
  }
}
