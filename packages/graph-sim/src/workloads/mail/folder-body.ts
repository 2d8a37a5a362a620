import { customExpanders } from '../../custom-data/expand-custom-data.ts'
import { GraphProblem } from '../../errors/graph-problem.ts'
import type { Call } from '../../gateway/call.ts'
import { entityBody } from '../../odata/answer-entity.ts'
import { readSelection } from '../../odata/selection.ts'
import { type Expander, writeEntity } from '../../odata/write-entity.ts'
import { folderEntity } from './folder-entity.ts'
import { mailboxOf } from './mail-call.ts'
import type { MailFolder } from './mail-folder.ts'

/** Writes one mail folder as an answer's body. */
export function folderBody(call: Call, folder: MailFolder): Record<string, unknown> {
  return entityBody(call, {
    entity: folderEntity(mailboxOf(call).ids),
    row: folder,
    context: folderContext(call),
    expand: folderExpanders(call),
  })
}

/** The entity set of the folders that a path is about, for `@odata.context`. */
export function folderContext(call: Call): string {
  const { folder } = call.params
  const owner = `users('${call.user.id}')/mailFolders`
  return folder === undefined || !/childFolders/i.test(call.path)
    ? owner
    : `${owner}('${encodeURIComponent(folder)}')/childFolders`
}

/** What may be expanded on a mail folder. */
export function folderExpanders(call: Call): Readonly<Record<string, Expander<MailFolder>>> {
  const entity = folderEntity(mailboxOf(call).ids)
  return {
    ...customExpanders((folder: MailFolder) => folder),
    childFolders: (folder, { query }) => {
      const selection = readSelection(query, entity, [])
      return childrenOf(folder, 'visible').map((child) => writeEntity(child, entity, selection, call.view))
    },
  }
}

/** The folders in a folder, by name. */
export function childrenOf({ children }: MailFolder, which: 'all' | 'visible'): readonly MailFolder[] {
  return children
    .filter(({ isHidden }) => which === 'all' || !isHidden)
    .toSorted((a, b) => a.displayName.localeCompare(b.displayName, 'en'))
}

/** The name for a folder in another one; refuses none, and one that is taken. */
export function requireFolderName(name: unknown, parent: MailFolder): string {
  if (typeof name !== 'string' || name.trim() === '')
    throw new GraphProblem({
      status: 400,
      code: 'ErrorInvalidRequest',
      message: 'The folder needs a displayName.',
    })
  const taken = parent.children.some(({ displayName }) => displayName.toLowerCase() === name.toLowerCase())
  if (!taken) return name
  throw new GraphProblem({
    status: 409,
    code: 'ErrorFolderExists',
    message: 'A folder with the specified name already exists.',
  })
}
