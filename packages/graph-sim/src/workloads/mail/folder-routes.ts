import { GraphProblem, type Problem, refuse } from '../../errors/graph-problem.ts'
import { created, noContent, ok } from '../../gateway/answer.ts'
import type { Call } from '../../gateway/call.ts'
import { member } from '../../gateway/parse-json.ts'
import { readJson } from '../../gateway/read-body.ts'
import { entityBody } from '../../odata/answer-entity.ts'
import { answerList, countRows, type ListSource } from '../../odata/answer-list.ts'
import { readSelection } from '../../odata/selection.ts'
import type { Expander } from '../../odata/write-entity.ts'
import { writeEntity } from '../../odata/write-entity.ts'
import type { Route } from '../../routing/route.ts'
import { deleteFolder } from './delete-folder.ts'
import { folderEntity } from './folder-entity.ts'
import { folderListRules } from './folder-rules.ts'
import { folderOf, mailboxOf } from './mail-call.ts'
import type { MailFolder } from './mail-folder.ts'
import { readMailBasic, writeMail } from './mail-permissions.ts'

const workload = 'outlook'

const cannotMove: Problem = {
  status: 400,
  code: 'ErrorMoveCopyFailed',
  message: 'The move or copy operation failed.',
}
const one = '/users/{user}/mailFolders/{folder}'

/** Mail folders: the tree of a mailbox and changes to it. */
export const folderRoutes: readonly Route[] = [
  {
    method: 'GET',
    paths: ['/users/{user}/mailFolders'],
    workload,
    permissions: readMailBasic,
    answer: (call) => answerList(call, folderSource(call, mailboxOf(call).folders.root)),
  },
  {
    method: 'GET',
    paths: [`${one}/childFolders`],
    workload,
    permissions: readMailBasic,
    answer: (call) => answerList(call, folderSource(call, folderOf(call))),
  },
  {
    method: 'GET',
    paths: ['/users/{user}/mailFolders/$count', `${one}/childFolders/$count`],
    workload,
    permissions: readMailBasic,
    answer(call) {
      const parent = call.params['folder'] === undefined ? mailboxOf(call).folders.root : folderOf(call)
      const count = countRows(call, folderSource(call, parent))
      return { status: 200, bytes: String(count), headers: { 'Content-Type': 'text/plain' } }
    },
  },
  {
    method: 'GET',
    paths: [one],
    workload,
    permissions: readMailBasic,
    answer: (call) => ok(folderBody(call, folderOf(call))),
  },
  {
    method: 'POST',
    paths: ['/users/{user}/mailFolders', `${one}/childFolders`],
    workload,
    permissions: writeMail,
    answer(call) {
      const { folders } = mailboxOf(call)
      const parent = call.params['folder'] === undefined ? folders.root : folderOf(call)
      const json = readJson(call)
      const name = requireName(member(json, 'displayName'), parent)
      const folder = folders.create(name, parent, { isHidden: member(json, 'isHidden') === true })
      return created(folderBody(call, folder))
    },
  },
  {
    method: 'PATCH',
    paths: [one],
    workload,
    permissions: writeMail,
    answer(call) {
      const folder = folderOf(call)
      const name = member(readJson(call), 'displayName')
      if (name !== undefined && name !== folder.displayName)
        folder.displayName = requireName(name, folder.parent ?? folder)
      return ok(folderBody(call, folder))
    },
  },
  {
    method: 'DELETE',
    paths: [one],
    workload,
    permissions: writeMail,
    answer(call) {
      deleteFolder(mailboxOf(call), folderOf(call))
      return noContent
    },
  },
  {
    method: 'POST',
    paths: [`${one}/move`],
    workload,
    permissions: writeMail,
    answer(call) {
      const { folders } = mailboxOf(call)
      const folder = folderOf(call)
      const target = folders.find(String(member(readJson(call), 'destinationId') ?? ''))
      if (folder.wellKnown !== undefined || folders.below(folder).includes(target)) refuse(cannotMove)
      requireName(folder.displayName, target)
      folders.move(folder, target)
      return created(folderBody(call, folder))
    },
  },
]

function folderSource(call: Call, parent: MailFolder): ListSource<MailFolder> {
  const { ids } = mailboxOf(call)
  const hidden = /^true$/i.test(call.query.parameter('includeHiddenFolders') ?? '')
  return {
    entity: folderEntity(ids),
    rules: folderListRules,
    rows: visible(parent, hidden ? 'all' : 'visible'),
    context: contextOf(call),
    expand: expanders(call),
  }
}

function visible({ children }: MailFolder, which: 'all' | 'visible'): readonly MailFolder[] {
  return children
    .filter(({ isHidden }) => which === 'all' || !isHidden)
    .toSorted((a, b) => a.displayName.localeCompare(b.displayName, 'en'))
}

function folderBody(call: Call, folder: MailFolder): Record<string, unknown> {
  return entityBody(call, {
    entity: folderEntity(mailboxOf(call).ids),
    row: folder,
    context: contextOf(call),
    expand: expanders(call),
  })
}

function contextOf(call: Call): string {
  const { folder } = call.params
  const owner = `users('${call.user.id}')/mailFolders`
  return folder === undefined || !/childFolders/i.test(call.path)
    ? owner
    : `${owner}('${encodeURIComponent(folder)}')/childFolders`
}

function expanders(call: Call): Readonly<Record<string, Expander<MailFolder>>> {
  const entity = folderEntity(mailboxOf(call).ids)
  return {
    childFolders: (folder, { query }) => {
      const selection = readSelection(query, entity, [])
      return visible(folder, 'visible').map((child) => writeEntity(child, entity, selection, call.view))
    },
  }
}

function requireName(name: unknown, parent: MailFolder): string {
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
