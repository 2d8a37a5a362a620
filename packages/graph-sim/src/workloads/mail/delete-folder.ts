import { GraphProblem } from '../../errors/graph-problem.ts'
import type { Mailbox } from '../outlook/mailbox.ts'
import type { MailFolder } from './mail-folder.ts'

/** Deletes a folder: into Deleted Items first, and from there for good; the folders of every mailbox stay. */
export function deleteFolder(mailbox: Mailbox, folder: MailFolder): void {
  requireOrdinary(folder)
  const { folders } = mailbox
  const bin = folders.wellKnown('deleteditems')
  if (folders.below(bin).includes(folder)) eraseFolder(mailbox, folder)
  else folders.move(folder, bin)
}

/** Deletes a folder and all that is in it for good, wherever it is; the folders of every mailbox stay. */
export function eraseFolder({ folders, messages }: Mailbox, folder: MailFolder): void {
  requireOrdinary(folder)
  for (const each of folders.below(folder))
    if (each.search === undefined) for (const message of [...each.messages]) messages.remove(message)
  folders.remove(folder)
}

function requireOrdinary(folder: MailFolder): void {
  if (folder.wellKnown !== undefined)
    throw new GraphProblem({
      status: 400,
      code: 'ErrorDeleteDistinguishedFolder',
      message: 'Distinguished folders cannot be deleted.',
    })
}
