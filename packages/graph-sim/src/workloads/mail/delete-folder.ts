import { GraphProblem } from '../../errors/graph-problem.ts'
import type { Mailbox } from '../outlook/mailbox.ts'
import type { MailFolder } from './mail-folder.ts'

/** Deletes a folder: into Deleted Items first, and from there for good; the folders of every mailbox stay. */
export function deleteFolder({ folders, messages }: Mailbox, folder: MailFolder): void {
  if (folder.wellKnown !== undefined)
    throw new GraphProblem({
      status: 400,
      code: 'ErrorDeleteDistinguishedFolder',
      message: 'Distinguished folders cannot be deleted.',
    })
  const bin = folders.wellKnown('deleteditems')
  if (!folders.below(bin).includes(folder)) {
    folders.move(folder, bin)
    return
  }
  for (const each of folders.below(folder)) for (const message of [...each.messages]) messages.remove(message)
  folders.remove(folder)
}
