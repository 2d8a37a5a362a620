import type { ChangeTeller } from '../../change-feed/change-feed.ts'
import { idMalformed, itemNotFound } from '../../errors/catalog.ts'
import { refuse } from '../../errors/graph-problem.ts'
import { type MailboxBasis, requireForm } from '../outlook/mailbox-basis.ts'
import type { Contact, ContactContent, ContactFolder } from './contact.ts'

/** The contacts of one mailbox. */
export interface ContactStore {
  /** The folder that every mailbox has. */
  readonly main: ContactFolder
  /** All folders but the main one. */
  readonly folders: readonly ContactFolder[]
  /** By either kind of id; refuses what names nothing. */
  find(id: string): Contact
  findFolder(id: string): ContactFolder
  add(content: ContactContent, folder: ContactFolder): Contact
  touch(contact: Contact): void
  remove(contact: Contact): void
  createFolder(displayName: string, parent: ContactFolder): ContactFolder
  removeFolder(folder: ContactFolder): void
}

/** Creates an empty store with its main folder. */
export function createContactStore(basis: MailboxBasis, tell: ChangeTeller<Contact>): ContactStore {
  const bySerial = new Map<number, Contact>()
  const main = newFolder('Contacts', undefined, basis)
  const folders: ContactFolder[] = []

  return {
    main,
    folders,
    find(id) {
      const { number } = requireForm(basis.decode(id), 'item', 'immutable')
      return bySerial.get(number) ?? refuse(itemNotFound)
    },
    findFolder(id) {
      if (id.toLowerCase() === 'contacts') return main
      const { form, number } = basis.decode(id)
      if (form !== 'folder') refuse(idMalformed)
      return [main, ...folders].find((folder) => folder.number === number) ?? refuse(itemNotFound)
    },
    add(content, folder) {
      const contact = stored(content, folder, basis)
      folder.contacts.push(contact)
      bySerial.set(contact.serial, contact)
      tell.created(contact)
      return contact
    },
    touch(contact) {
      contact.version = basis.nextVersion()
      contact.lastModifiedDateTime = basis.timestamp()
      tell.updated(contact)
    },
    remove(contact) {
      tell.deleted(contact)
      contact.folder.contacts.splice(contact.folder.contacts.indexOf(contact), 1)
      bySerial.delete(contact.serial)
    },
    createFolder(displayName, parent) {
      const folder = newFolder(displayName, parent, basis)
      folders.push(folder)
      return folder
    },
    removeFolder(folder) {
      const gone = below(folder, folders)
      for (const contact of gone.flatMap(({ contacts }) => contacts)) {
        tell.deleted(contact)
        bySerial.delete(contact.serial)
      }
      for (const each of gone) folders.splice(folders.indexOf(each), 1)
    },
  }
}

/** A folder and all that are in it, however deep. */
function below(folder: ContactFolder, all: readonly ContactFolder[]): readonly ContactFolder[] {
  const children = all.filter(({ parent }) => parent === folder)
  return [folder, ...children.flatMap((child) => below(child, all))]
}

function newFolder(
  displayName: string,
  parent: ContactFolder | undefined,
  basis: MailboxBasis,
): ContactFolder {
  return { number: basis.nextNumber(), displayName, parent, contacts: [] }
}

function stored(content: ContactContent, folder: ContactFolder, basis: MailboxBasis): Contact {
  const now = basis.timestamp()
  return {
    ...content,
    serial: basis.nextNumber(),
    version: basis.nextVersion(),
    folder,
    createdDateTime: now,
    lastModifiedDateTime: now,
    photo: undefined,
  }
}
