import { idMalformed, itemNotFound } from '../../errors/catalog.ts'
import { refuse } from '../../errors/graph-problem.ts'
import type { MailboxBasis } from '../outlook/mailbox-basis.ts'
import {
  type FolderSearch,
  type MailFolder,
  type Message,
  type WellKnownFolder,
  wellKnownFolders,
} from './mail-folder.ts'

/** The folders of one mailbox. */
export interface FolderTree {
  /** The folder that all others are in. */
  readonly root: MailFolder
  /** By id or well-known name; refuses what is neither. */
  find(id: string): MailFolder
  wellKnown(name: WellKnownFolder): MailFolder
  create(displayName: string, parent: MailFolder, options?: NewFolder): MailFolder
  /** Puts a folder, with all in it, into another. */
  move(folder: MailFolder, parent: MailFolder): void
  /** Forgets a folder and those below it. */
  remove(folder: MailFolder): void
  /** The folder and all below it. */
  below(folder: MailFolder): readonly MailFolder[]
}

/** What makes a folder special; ordinary ones have none of it. */
export interface NewFolder {
  readonly wellKnown?: WellKnownFolder
  readonly isHidden?: boolean
  readonly search?: FolderSearch | undefined
  /** Its number, when it is not to be the next one. */
  readonly number?: number
}

/** The folders of a new mailbox; `conversationhistory` and the like stand for folders that are often absent. */
const initial: readonly (readonly [WellKnownFolder, string])[] = [
  ['archive', 'Archive'],
  ['conversationhistory', 'Conversation History'],
  ['deleteditems', 'Deleted Items'],
  ['drafts', 'Drafts'],
  ['inbox', 'Inbox'],
  ['junkemail', 'Junk Email'],
  ['outbox', 'Outbox'],
  ['sentitems', 'Sent Items'],
]

/** The folders that Outlook hides, each with the one that it is in; their numbers come before all others. */
const rarelySeen: readonly (readonly [WellKnownFolder, string, WellKnownFolder | 'nowhere'])[] = [
  ['clutter', 'Clutter', 'msgfolderroot'],
  ['scheduled', 'Scheduled', 'msgfolderroot'],
  ['searchfolders', 'Finder', 'nowhere'],
  ['syncissues', 'Sync Issues', 'msgfolderroot'],
  ['conflicts', 'Conflicts', 'syncissues'],
  ['localfailures', 'Local Failures', 'syncissues'],
  ['serverfailures', 'Server Failures', 'syncissues'],
]
const firstRare = 128

/** Creates the tree of a new mailbox. */
export function createFolderTree(basis: MailboxBasis): FolderTree {
  const byNumber = new Map<number, MailFolder>()
  const byName = new Map<WellKnownFolder, MailFolder>()

  const add = (displayName: string, parent: MailFolder | undefined, options: NewFolder): MailFolder => {
    const messages: Message[] = []
    const folder: MailFolder = {
      number: options.number ?? basis.nextNumber(),
      displayName,
      parent,
      children: [],
      get messages() {
        return this.search?.find() ?? messages
      },
      wellKnown: options.wellKnown,
      search: options.search,
      isHidden: options.isHidden ?? false,
    }
    parent?.children.push(folder)
    byNumber.set(folder.number, folder)
    if (folder.wellKnown !== undefined) byName.set(folder.wellKnown, folder)
    return folder
  }

  const root = add('Top of Information Store', undefined, { wellKnown: 'msgfolderroot' })
  for (const [wellKnown, displayName] of initial) add(displayName, root, { wellKnown })
  add('Conversation Action Settings', root, { isHidden: true })
  add('Deletions', undefined, { wellKnown: 'recoverableitemsdeletions', isHidden: true })
  for (const [i, [wellKnown, displayName, above]] of rarelySeen.entries())
    add(displayName, above === 'nowhere' ? undefined : (byName.get(above) ?? root), {
      wellKnown,
      isHidden: true,
      number: firstRare + i,
    })

  return {
    root,
    find: (id) => findFolder(id, { basis, byNumber, byName }),
    wellKnown: (name) => byName.get(name) ?? refuse(itemNotFound),
    create: (displayName, parent, options = {}) => add(displayName, parent, options),
    move(folder, parent) {
      detach(folder)
      folder.parent = parent
      parent.children.push(folder)
    },
    remove(folder) {
      for (const each of below(folder)) byNumber.delete(each.number)
      detach(folder)
    },
    below,
  }
}

interface Known {
  readonly basis: MailboxBasis
  readonly byNumber: ReadonlyMap<number, MailFolder>
  readonly byName: ReadonlyMap<WellKnownFolder, MailFolder>
}

function findFolder(id: string, { basis, byNumber, byName }: Known): MailFolder {
  const name = wellKnownFolders.find((candidate) => candidate === id.toLowerCase())
  if (name !== undefined) return byName.get(name) ?? refuse(itemNotFound)
  const decoded = basis.decode(id)
  if (decoded.form !== 'folder') refuse(idMalformed)
  return byNumber.get(decoded.number) ?? refuse(itemNotFound)
}

function detach(folder: MailFolder): void {
  const siblings = folder.parent?.children
  siblings?.splice(siblings.indexOf(folder), 1)
}

function below(folder: MailFolder): readonly MailFolder[] {
  return [folder, ...folder.children.flatMap(below)]
}
