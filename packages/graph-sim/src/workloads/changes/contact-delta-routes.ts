import { answerDelta, type DeltaSource } from '../../delta/answer-delta.ts'
import { outlookDelta } from '../../delta/delta-dress.ts'
import type { Call } from '../../gateway/call.ts'
import type { Route } from '../../routing/route.ts'
import type { Contact, ContactFolder } from '../contacts/contact.ts'
import { contactEntity, contactFolderEntity } from '../contacts/contact-entity.ts'
import { readContacts } from '../contacts/contact-rules.ts'
import type { Mailbox } from '../outlook/mailbox.ts'
import { outlookChanges, outlookPages, refuseOptions } from './outlook-delta.ts'

const folders = '/users/{user}/contactFolders'
const lists = ['/users/{user}/contacts', `${folders}/{folder}/contacts`]

/** Changes of contacts, folder by folder, and of their folders. */
export const contactDeltaRoutes: readonly Route[] = [
  {
    method: 'GET',
    paths: lists.flatMap((path) => [`${path}/delta`, `${path}/delta()`]),
    workload: 'outlook',
    permissions: readContacts,
    answer: (call) => answerDelta(call, outlookDelta, contactChanges),
  },
  {
    method: 'GET',
    paths: [`${folders}/delta`, `${folders}/delta()`],
    workload: 'outlook',
    permissions: readContacts,
    answer: (call) => answerDelta(call, outlookDelta, contactFolderChanges),
  },
]

function contactChanges(call: Call): DeltaSource<Contact> {
  refuseOptions(call, 'Contacts', ['orderby', 'filter', 'search'])
  const { ids, contacts } = mailboxOf(call)
  const id = call.params['folder']
  const folder = id === undefined ? contacts.main : contacts.findFolder(id)
  return {
    ...outlookPages,
    ...outlookChanges(call, contactEntity(ids), {
      idOf: ({ row }) =>
        call.view.ids === 'immutable' ? ids.immutable(row.serial) : ids.item(folder.number, row.serial),
    }),
    owner: folder,
    aspect: 'contacts',
    scope: `${call.user.id} contacts ${folder.number}`,
    rows: folder.contacts,
    trace: ({ serial, version }) => ({
      key: String(serial),
      place: String(serial),
      version: String(version),
    }),
  }
}

function contactFolderChanges(call: Call): DeltaSource<ContactFolder> {
  refuseOptions(call, 'ContactFolders', ['orderby', 'filter', 'search'])
  const { ids, contacts } = mailboxOf(call)
  return {
    ...outlookPages,
    ...outlookChanges(call, contactFolderEntity(ids), { idOf: ({ row }) => ids.folder(row.number) }),
    owner: contacts,
    aspect: 'folders',
    scope: `${call.user.id} contactFolders`,
    rows: contacts.folders,
    trace: ({ number, displayName }) => ({
      key: String(number),
      place: String(number),
      version: displayName,
    }),
  }
}

function mailboxOf(call: Call): Mailbox {
  return call.tenant.mailbox(call.user)
}
