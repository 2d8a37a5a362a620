import type { ChangeFeed } from '../../change-feed/change-feed.ts'
import { itemNotFound } from '../../errors/catalog.ts'
import { refuse } from '../../errors/graph-problem.ts'
import type { Random } from '../../random/random.ts'
import type { Clock } from '../../tenant/clock.ts'
import { type CalendarStore, createCalendarStore } from '../calendar/calendar-store.ts'
import type { CalendarEvent } from '../calendar/event.ts'
import { changedEvent } from '../calendar/event-changes.ts'
import type { Contact } from '../contacts/contact.ts'
import { changedContact } from '../contacts/contact-changes.ts'
import { type ContactStore, createContactStore } from '../contacts/contact-store.ts'
import type { User } from '../directory/user.ts'
import { createFolderTree, type FolderTree } from '../mail/folder-tree.ts'
import type { Message } from '../mail/mail-folder.ts'
import { changedMessage } from '../mail/message-changes.ts'
import { createMessageStore, type MessageStore } from '../mail/message-store.ts'
import { createPreferences, type MailboxPreferences } from '../mailbox-settings/mailbox-preferences.ts'
import type { MailboxBasis } from './mailbox-basis.ts'
import { createOutlookIds } from './outlook-ids.ts'

/** Everything that Exchange keeps for one person. */
export interface Mailbox extends MailboxBasis {
  readonly owner: User
  readonly folders: FolderTree
  readonly messages: MessageStore
  readonly calendars: CalendarStore
  readonly contacts: ContactStore
  readonly preferences: MailboxPreferences
}

/** What a mailbox is made from. */
export interface MailboxParts extends Pick<MailboxBasis, 'nameOf'> {
  readonly clock: Clock
  readonly random: Random
  readonly feed: ChangeFeed
}

/** Creates an empty mailbox with the folders and the calendar that every mailbox has. */
export function createMailbox(owner: User, { clock, random, feed, nameOf }: MailboxParts): Mailbox {
  const ids = createOutlookIds(random.guid(), random.bytes(16), random.bytes(16))
  let number = 256
  let version = 4096
  const basis: MailboxBasis = {
    ids,
    nameOf,
    nextNumber: () => number++,
    nextVersion: () => version++,
    newMessageId: () => `<${random.guid()}@${owner.userPrincipalName.replace(/^.*@/, 'mail.')}>`,
    newUid: () =>
      `040000008200E00074C5B7101A82E00800000000${random.guid().replaceAll('-', '').toUpperCase()}`,
    newGuid: () => random.guid(),
    timestamp: () => `${new Date(clock.now()).toISOString().slice(0, 19)}Z`,
    decode(id) {
      const decoded = ids.decode(id)
      if (!decoded.own) refuse(itemNotFound)
      return decoded
    },
  }
  const folders = createFolderTree(basis)
  return {
    ...basis,
    owner,
    folders,
    messages: createMessageStore(
      basis,
      feed.of<Message>((message) => changedMessage(message, owner, ids)),
    ),
    calendars: createCalendarStore(
      basis,
      feed.of<CalendarEvent>((event) => changedEvent(event, owner, ids)),
    ),
    contacts: createContactStore(
      basis,
      feed.of<Contact>((contact) => changedContact(contact, owner, ids)),
    ),
    preferences: createPreferences(owner, random.fork('preferences'), basis.timestamp()),
  }
}
