import { type Problem, refuse } from '../../errors/graph-problem.ts'
import { noContent, ok } from '../../gateway/answer.ts'
import type { Call } from '../../gateway/call.ts'
import { member } from '../../gateway/parse-json.ts'
import { readJson } from '../../gateway/read-body.ts'
import type { Route } from '../../routing/route.ts'
import type { Mailbox } from '../outlook/mailbox.ts'
import { eraseFolder } from './delete-folder.ts'
import { folderBody, requireFolderName } from './folder-body.ts'
import { folderOf, mailboxOf } from './mail-call.ts'
import type { MailFolder } from './mail-folder.ts'
import { writeMail } from './mail-permissions.ts'

const workload = 'outlook'
const one = '/users/{user}/mailFolders/{folder}'

const cannotMove: Problem = {
  status: 400,
  code: 'ErrorMoveCopyFailed',
  message: 'The move or copy operation failed.',
}

/** What is done with whole mail folders. */
export const folderActionRoutes: readonly Route[] = [
  {
    method: 'POST',
    paths: [`${one}/move`],
    workload,
    permissions: writeMail,
    answer(call) {
      const folder = folderOf(call)
      if (folder.wellKnown !== undefined) refuse(cannotMove)
      mailboxOf(call).folders.move(folder, targetOf(call, folder))
      return ok(folderBody(call, folder))
    },
  },
  {
    method: 'POST',
    paths: [`${one}/copy`],
    workload,
    permissions: writeMail,
    answer(call) {
      const folder = folderOf(call)
      return ok(folderBody(call, copyInto(targetOf(call, folder), folder, mailboxOf(call))))
    },
  },
  {
    method: 'POST',
    paths: [`${one}/permanentDelete`],
    workload,
    permissions: writeMail,
    answer(call) {
      eraseFolder(mailboxOf(call), folderOf(call))
      return noContent
    },
  },
]

/** Where a folder shall go; refuses what is in the folder itself, and where there is one of its name. */
function targetOf(call: Call, folder: MailFolder): MailFolder {
  const { folders } = mailboxOf(call)
  const target = folders.find(String(member(readJson(call), 'destinationId') ?? ''))
  if (folders.below(folder).includes(target) || target.search !== undefined) refuse(cannotMove)
  requireFolderName(folder.displayName, target)
  return target
}

function copyInto(target: MailFolder, folder: MailFolder, mailbox: Mailbox): MailFolder {
  const { children, messages, search, displayName, isHidden } = folder
  const [inside, contents] = [[...children], search === undefined ? [...messages] : []]
  const copy = mailbox.folders.create(displayName, target, { isHidden, search })
  for (const { serial, entry, folder: _, version, ...content } of contents)
    mailbox.messages.add({ ...content, attachments: [...content.attachments] }, copy)
  for (const child of inside) copyInto(copy, child, mailbox)
  return copy
}
