import type { ChangedThing } from '../../change-feed/changed-thing.ts'
import { accessDenied, noMailbox } from '../../errors/catalog.ts'
import { refuse } from '../../errors/graph-problem.ts'
import type { Call } from '../../gateway/call.ts'
import { changedEvent } from '../calendar/event-changes.ts'
import { eventEntity } from '../calendar/event-entity.ts'
import { changedContact } from '../contacts/contact-changes.ts'
import { contactEntity } from '../contacts/contact-entity.ts'
import { hasMailbox } from '../directory/has-mailbox.ts'
import type { User } from '../directory/user.ts'
import type { Message } from '../mail/mail-folder.ts'
import { changedMessage } from '../mail/message-changes.ts'
import { messageEntity } from '../mail/message-entity.ts'
import type { Mailbox } from '../outlook/mailbox.ts'
import { checkOptions } from './check-options.ts'
import { findUser } from './find-user.ts'
import type { Subscribable } from './subscribable.ts'

const all = ['created', 'updated', 'deleted'] as const
const mail = {
  family: 'outlook',
  changeTypes: all,
  check: (call: Call) => checkOptions(call, messageEntity(mailboxOf(call).ids)),
  delegated: ['Mail.ReadBasic', 'Mail.Read', 'Mail.ReadWrite'],
  application: ['Mail.ReadBasic', 'Mail.ReadBasic.All', 'Mail.Read', 'Mail.ReadWrite'],
} as const
const contacts = {
  family: 'outlook',
  changeTypes: all,
  check: (call: Call) => checkOptions(call, contactEntity(mailboxOf(call).ids)),
  delegated: ['Contacts.Read', 'Contacts.ReadWrite'],
  application: ['Contacts.Read', 'Contacts.ReadWrite'],
} as const

/** Messages, events, contacts and tasks; signed-in users subscribe to their own mailbox only (Graph rule 47). */
export const outlookSubscribables: readonly Subscribable[] = [
  {
    ...mail,
    path: '/users/{user}/messages',
    audiences: (call) => [`users/${mailboxOwner(call).id}/messages`],
    present: (call) => messagesOf(call, ({ messages }) => messages.all),
  },
  {
    ...mail,
    path: '/users/{user}/mailFolders/{folder}/messages',
    audiences(call) {
      const owner = mailboxOwner(call)
      const { folders, ids } = call.tenant.mailbox(owner)
      const folder = folders.find(call.params['folder'] ?? '')
      return [`users/${owner.id}/mailFolders/${ids.folder(folder.number)}/messages`]
    },
    present: (call) => messagesOf(call, ({ folders }) => folders.find(call.params['folder'] ?? '').messages),
  },
  {
    path: '/users/{user}/events',
    family: 'outlook',
    changeTypes: all,
    delegated: ['Calendars.ReadBasic', 'Calendars.Read', 'Calendars.ReadWrite'],
    application: ['Calendars.ReadBasic', 'Calendars.ReadBasic.All', 'Calendars.Read', 'Calendars.ReadWrite'],
    check: (call) => checkOptions(call, eventEntity(mailboxOf(call).ids, '')),
    audiences: (call) => [`users/${mailboxOwner(call).id}/events`],
    present(call) {
      const { owner, ids, calendars } = mailboxOf(call)
      return calendars.calendars.flatMap(({ events }) =>
        events.map((event) => changedEvent(event, owner, ids)),
      )
    },
  },
  {
    ...contacts,
    path: '/users/{user}/contacts',
    audiences: (call) => [`users/${mailboxOwner(call).id}/contacts`],
    present(call) {
      const { owner, ids, contacts: store } = mailboxOf(call)
      return [store.main, ...store.folders].flatMap((folder) =>
        folder.contacts.map((contact) => changedContact(contact, owner, ids)),
      )
    },
  },
  {
    ...contacts,
    path: '/users/{user}/contactFolders/{folder}/contacts',
    audiences(call) {
      const owner = mailboxOwner(call)
      const { contacts: store, ids } = call.tenant.mailbox(owner)
      const folder = store.findFolder(call.params['folder'] ?? '')
      return [`users/${owner.id}/contactFolders/${ids.folder(folder.number)}/contacts`]
    },
  },
  {
    path: '/users/{user}/todo/lists/{list}/tasks',
    family: 'todo',
    changeTypes: all,
    delegated: ['Tasks.ReadWrite'],
    application: [],
    audiences(call) {
      const owner = mailboxOwner(call)
      const { ids, findList } = call.tenant.todo(owner)
      return [`users/${owner.id}/todo/lists/${ids.folder(findList(call.params['list'] ?? '').number)}/tasks`]
    },
  },
]

function messagesOf(call: Call, choose: (mailbox: Mailbox) => readonly Message[]): readonly ChangedThing[] {
  const mailbox = mailboxOf(call)
  return choose(mailbox).map((message) => changedMessage(message, mailbox.owner, mailbox.ids))
}

function mailboxOf(call: Call): Mailbox {
  return call.tenant.mailbox(mailboxOwner(call))
}

function mailboxOwner(call: Call): User {
  const owner = findUser(call)
  const { principal } = call
  if (principal.kind === 'delegated' && owner !== principal.user) refuse(accessDenied.outlook)
  return hasMailbox(owner) ? owner : refuse(noMailbox)
}
