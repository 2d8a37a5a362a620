import { keepCustomData } from '../../custom-data/custom-data-from.ts'
import { customExpanders, newExtensions } from '../../custom-data/expand-custom-data.ts'
import { created, noContent, ok } from '../../gateway/answer.ts'
import type { Call } from '../../gateway/call.ts'
import { readJson } from '../../gateway/read-body.ts'
import { entityBody } from '../../odata/answer-entity.ts'
import { answerList, countRows, type ListSource } from '../../odata/answer-list.ts'
import type { Route } from '../../routing/route.ts'
import { requireVersion } from '../outlook/if-match.ts'
import type { Contact } from './contact.ts'
import { contactContext, contactOf, folderOf, mailboxOf } from './contact-call.ts'
import { contactEntity } from './contact-entity.ts'
import { contactFolderRoutes } from './contact-folder-routes.ts'
import { changeContact, contactFrom, readContactMembers } from './contact-from.ts'
import { contactPhotoRoutes } from './contact-photo-routes.ts'
import { contactListRules, readContacts, writeContacts } from './contact-rules.ts'

const workload = 'outlook'
const lists = ['/users/{user}/contacts', '/users/{user}/contactFolders/{folder}/contacts']
const ones = lists.map((path) => `${path}/{contact}`)

/** Contacts and the folders they are in. */
export const contactRoutes: readonly Route[] = [
  {
    method: 'GET',
    paths: lists,
    workload,
    permissions: readContacts,
    answer: (call) => answerList(call, contactSource(call)),
  },
  {
    method: 'GET',
    paths: lists.map((path) => `${path}/$count`),
    workload,
    permissions: readContacts,
    answer: (call) => ({
      status: 200,
      bytes: String(countRows(call, contactSource(call))),
      headers: { 'Content-Type': 'text/plain' },
    }),
  },
  {
    method: 'GET',
    paths: ones,
    workload,
    permissions: readContacts,
    answer: (call) => ok(contactBody(call, contactOf(call))),
  },
  {
    method: 'POST',
    paths: lists,
    workload,
    permissions: writeContacts,
    answer(call) {
      const mailbox = mailboxOf(call)
      const members = readContactMembers(readJson(call), mailbox)
      const contact = mailbox.contacts.add(contactFrom(members), folderOf(call))
      keepCustomData(contact, members)
      return created({ ...contactBody(call, contact), ...newExtensions(contact, members) })
    },
  },
  {
    method: 'PATCH',
    paths: ones,
    workload,
    permissions: writeContacts,
    answer(call) {
      const mailbox = mailboxOf(call)
      const contact = contactOf(call)
      requireVersion(call, mailbox.ids.changeKey(contact.version))
      const members = readContactMembers(readJson(call), mailbox)
      changeContact(contact, members)
      keepCustomData(contact, members)
      mailbox.contacts.touch(contact)
      return ok(contactBody(call, contact))
    },
  },
  {
    method: 'DELETE',
    paths: ones,
    workload,
    permissions: writeContacts,
    answer(call) {
      mailboxOf(call).contacts.remove(contactOf(call))
      return noContent
    },
  },
  {
    method: 'POST',
    paths: ones.map((path) => `${path}/permanentDelete`),
    workload,
    permissions: writeContacts,
    answer(call) {
      mailboxOf(call).contacts.remove(contactOf(call))
      return noContent
    },
  },
  ...contactPhotoRoutes,
  ...contactFolderRoutes,
]

function contactSource(call: Call): ListSource<Contact> {
  const { ids } = mailboxOf(call)
  return {
    entity: contactEntity(ids),
    rules: contactListRules,
    rows: folderOf(call).contacts,
    context: contactContext(call),
    expand: customExpanders<Contact>((contact) => contact),
  }
}

function contactBody(call: Call, row: Contact): Record<string, unknown> {
  return entityBody(call, {
    entity: contactEntity(mailboxOf(call).ids),
    row,
    context: contactContext(call),
    expand: customExpanders<Contact>((contact) => contact),
  })
}
