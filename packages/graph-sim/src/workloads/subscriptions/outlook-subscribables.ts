import type { ChangedThing } from '../../change-feed/changed-thing.ts'
import { accessDenied, noMailbox } from '../../errors/catalog.ts'
import { refuse } from '../../errors/graph-problem.ts'
import type { Call } from '../../gateway/call.ts'
import { changedEvent } from '../calendar/event-changes.ts'
import { changedContact } from '../contacts/contact-changes.ts'
import { hasMailbox } from '../directory/has-mailbox.ts'
import type { User } from '../directory/user.ts'
import type { Message } from '../mail/mail-folder.ts'
import { changedMessage } from '../mail/message-changes.ts'
import type { Mailbox } from '../outlook/mailbox.ts'
import { findUser } from './find-user.ts'
import type { Subscribable } from './subscribable.ts'

const all = ['created', 'updated', 'deleted'] as const
const mail = {
  family: 'outlook',
  changeTypes: all,
  delegated: ['Mail.ReadBasic', 'Mail.Read', 'Mail.ReadWrite'],
  application: ['Mail.ReadBasic', 'Mail.ReadBasic.All', 'Mail.Read', 'Mail.ReadWrite'],
} as const
const contacts = {
  family: 'outlook',
  changeTypes: all,
  delegated: ['Contacts.Read', 'Contacts.ReadWrite'],
  application: ['Contacts.Read', 'Contacts.ReadWrite'],
} as const

/** Messages, events, contacts and tasks; signed-in users subscribe to their own mailbox only (Graph rule 47). */
export const outlookSubscribables: readonly Subscribable[] = [
  {
    ...mail,
    path: '/users/{user}/messages',
    audiences: (request) => [`users/${mailboxOwner(request).id}/messages`],
    present: (request) => messagesOf(request, ({ messages }) => messages.all),
  },
  {
    ...mail,
    path: '/users/{user}/mailFolders/{folder}/messages',
    audiences(request) {
      const owner = mailboxOwner(request)
      const { folders, ids } = request.tenant.mailbox(owner)
      const folder = folders.find(request.params['folder'] ?? '')
      return [`users/${owner.id}/mailFolders/${ids.folder(folder.number)}/messages`]
    },
    present: (request) =>
      messagesOf(request, ({ folders }) => folders.find(request.params['folder'] ?? '').messages),
  },
  {
    path: '/users/{user}/events',
    family: 'outlook',
    changeTypes: all,
    delegated: ['Calendars.ReadBasic', 'Calendars.Read', 'Calendars.ReadWrite'],
    application: ['Calendars.ReadBasic', 'Calendars.ReadBasic.All', 'Calendars.Read', 'Calendars.ReadWrite'],
    audiences: (request) => [`users/${mailboxOwner(request).id}/events`],
    present(request) {
      const { owner, ids, calendars } = mailboxOf(request)
      return calendars.calendars.flatMap(({ events }) =>
        events.map((event) => changedEvent(event, owner, ids)),
      )
    },
  },
  {
    ...contacts,
    path: '/users/{user}/contacts',
    audiences: (request) => [`users/${mailboxOwner(request).id}/contacts`],
    present(request) {
      const { owner, ids, contacts: store } = mailboxOf(request)
      return [store.main, ...store.folders].flatMap((folder) =>
        folder.contacts.map((contact) => changedContact(contact, owner, ids)),
      )
    },
  },
  {
    ...contacts,
    path: '/users/{user}/contactFolders/{folder}/contacts',
    audiences(request) {
      const owner = mailboxOwner(request)
      const { contacts: store, ids } = request.tenant.mailbox(owner)
      const folder = store.findFolder(request.params['folder'] ?? '')
      return [`users/${owner.id}/contactFolders/${ids.folder(folder.number)}/contacts`]
    },
  },
  {
    path: '/users/{user}/todo/lists/{list}/tasks',
    family: 'todo',
    changeTypes: all,
    delegated: ['Tasks.ReadWrite'],
    application: [],
    audiences(request) {
      const owner = mailboxOwner(request)
      const { ids, findList } = request.tenant.todo(owner)
      return [
        `users/${owner.id}/todo/lists/${ids.folder(findList(request.params['list'] ?? '').number)}/tasks`,
      ]
    },
  },
]

function messagesOf(
  request: Call,
  choose: (mailbox: Mailbox) => readonly Message[],
): readonly ChangedThing[] {
  const mailbox = mailboxOf(request)
  return choose(mailbox).map((message) => changedMessage(message, mailbox.owner, mailbox.ids))
}

function mailboxOf(request: Call): Mailbox {
  return request.tenant.mailbox(mailboxOwner(request))
}

function mailboxOwner(request: Call): User {
  const owner = findUser(request)
  const { principal } = request
  if (principal.kind === 'delegated' && owner !== principal.user) refuse(accessDenied.outlook)
  return hasMailbox(owner) ? owner : refuse(noMailbox)
}
