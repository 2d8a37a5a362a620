import { badRequest } from '../../errors/catalog.ts'
import { type Problem, refuse } from '../../errors/graph-problem.ts'
import { type Answer, created, noContent, ok } from '../../gateway/answer.ts'
import type { Call } from '../../gateway/call.ts'
import { member } from '../../gateway/parse-json.ts'
import { readJson } from '../../gateway/read-body.ts'
import { entityBody } from '../../odata/answer-entity.ts'
import { answerList } from '../../odata/answer-list.ts'
import type { Route } from '../../routing/route.ts'
import type { Mailbox } from '../outlook/mailbox.ts'
import type { ContactFolder } from './contact.ts'
import { contactFolderEntity } from './contact-entity.ts'
import { contactListRules, readContacts, writeContacts } from './contact-rules.ts'

const workload = 'outlook'
const list = '/users/{user}/contactFolders'
const one = `${list}/{folder}`

/** Folders of contacts. */
export const contactFolderRoutes: readonly Route[] = [
  {
    method: 'GET',
    paths: [list, `${one}/childFolders`],
    workload,
    permissions: readContacts,
    answer: (call) =>
      answerList(call, {
        entity: contactFolderEntity(mailboxOf(call).ids),
        rules: contactListRules,
        rows: mailboxOf(call).contacts.folders.filter(({ parent }) => parent === parentOf(call)),
        context: contextOf(call),
      }),
  },
  {
    method: 'GET',
    paths: [one],
    workload,
    permissions: readContacts,
    answer: (call) => ok(folderBody(call, parentOf(call))),
  },
  {
    method: 'POST',
    paths: [list, `${one}/childFolders`],
    workload,
    permissions: writeContacts,
    answer(call) {
      const name = requireName(call)
      return created(folderBody(call, mailboxOf(call).contacts.createFolder(name, parentOf(call))))
    },
  },
  {
    method: 'PATCH',
    paths: [one],
    workload,
    permissions: writeContacts,
    answer(call) {
      const folder = parentOf(call)
      folder.displayName = requireName(call)
      return ok(folderBody(call, folder))
    },
  },
  { method: 'DELETE', paths: [one], workload, permissions: writeContacts, answer: remove },
  {
    method: 'POST',
    paths: [`${one}/permanentDelete`],
    workload,
    permissions: writeContacts,
    answer: remove,
  },
]

function remove(call: Call): Answer {
  const folder = parentOf(call)
  if (folder.parent === undefined) refuse(distinguished)
  mailboxOf(call).contacts.removeFolder(folder)
  return noContent
}

const distinguished: Problem = {
  status: 400,
  code: 'ErrorDeleteDistinguishedFolder',
  message: 'Distinguished folders cannot be deleted.',
}

function mailboxOf(call: Call): Mailbox {
  return call.tenant.mailbox(call.user)
}

/** The folder that the path names, or the main one. */
function parentOf(call: Call): ContactFolder {
  const { contacts } = mailboxOf(call)
  const id = call.params['folder']
  return id === undefined ? contacts.main : contacts.findFolder(id)
}

function folderBody(call: Call, row: ContactFolder): Record<string, unknown> {
  return entityBody(call, { entity: contactFolderEntity(mailboxOf(call).ids), row, context: contextOf(call) })
}

function contextOf(call: Call): string {
  const folders = `users('${call.user.id}')/contactFolders`
  return /childfolders$/i.test(call.path)
    ? `${folders}('${encodeURIComponent(call.params['folder'] ?? '')}')/childFolders`
    : folders
}

function requireName(call: Call): string {
  const name = member(readJson(call), 'displayName')
  return typeof name === 'string' && name.trim() !== ''
    ? name
    : refuse(badRequest('The folder needs a displayName.'))
}
