import type { FolderTree } from '../workloads/mail/folder-tree.ts'
import type { MailFolder } from '../workloads/mail/mail-folder.ts'
import { projects } from './company.ts'

/** The folders that the main user has made, parents first. */
const paths: readonly string[] = [
  'Projects',
  ...projects.slice(0, 2).flatMap(({ name }) => [`Projects/${name}`, `Projects/${name}/Design`]),
  'Projects/Aurora/Design/Reviews',
  'Projects/Aurora/Design/Reviews/Outer harbour',
  'Projects/Aurora/Design/Reviews/Outer harbour/North pier',
  'Projects/Aurora/Design/Reviews/Outer harbour/North pier/Signed',
  ...projects.slice(2, 6).map(({ name }) => `Projects/${name}`),
  'Customers',
  ...projects.slice(0, 5).map(({ customer }) => `Customers/${customer}`),
  'Invoices',
  'Invoices/Paid',
  'Invoices/Disputed',
  'Newsletters',
  'Machines',
  'Machines/Builds',
  'Machines/Tickets',
  'Travel',
  'Travel/Osaka',
  'People & Hiring',
  'Steering committee',
  'Weihnachtsfeier & Sommerfest',
  'Receipts',
  'Ideas',
]

/** Makes folders until the tree has `count` visible ones, the eight of every mailbox included; returns them by path. */
export function makeMailFolders(tree: FolderTree, count: number): ReadonlyMap<string, MailFolder> {
  const made = new Map<string, MailFolder>()
  const visible = tree.below(tree.root).filter(({ isHidden }) => !isHidden).length - 1
  for (let i = 0; i < count - visible; i++) {
    const path = paths[i] ?? `Projects/Closed ${Math.floor(i / 20)}/Lot ${i}`
    make(tree, made, path)
  }
  return made
}

function make(tree: FolderTree, made: Map<string, MailFolder>, path: string): MailFolder {
  const known = made.get(path)
  if (known !== undefined) return known
  const cut = path.lastIndexOf('/')
  const parent = cut < 0 ? tree.root : make(tree, made, path.slice(0, cut))
  const folder = tree.create(path.slice(cut + 1), parent)
  made.set(path, folder)
  return folder
}
