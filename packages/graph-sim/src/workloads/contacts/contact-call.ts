import { itemNotFound } from '../../errors/catalog.ts'
import { refuse } from '../../errors/graph-problem.ts'
import type { Call } from '../../gateway/call.ts'
import type { Mailbox } from '../outlook/mailbox.ts'
import type { Contact, ContactFolder } from './contact.ts'

/** The mailbox whose contacts a path is about. */
export function mailboxOf(call: Call): Mailbox {
  return call.tenant.mailbox(call.user)
}

/** The folder that a path names, or the main one. */
export function folderOf(call: Call): ContactFolder {
  const { contacts } = mailboxOf(call)
  const id = call.params['folder']
  return id === undefined ? contacts.main : contacts.findFolder(id)
}

/** The contact that a path names; when the path names its folder too, it has to be in it. */
export function contactOf(call: Call): Contact {
  const contact = mailboxOf(call).contacts.find(call.params['contact'] ?? '')
  return call.params['folder'] === undefined || contact.folder === folderOf(call)
    ? contact
    : refuse(itemNotFound)
}

/** The entity set of a path's contacts, for `@odata.context`. */
export function contactContext(call: Call): string {
  const folder = call.params['folder']
  const owner = `users('${call.user.id}')`
  return folder === undefined
    ? `${owner}/contacts`
    : `${owner}/contactFolders('${encodeURIComponent(folder)}')/contacts`
}
