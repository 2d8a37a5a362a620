import { keepCustomData, requireCustomData } from '../../custom-data/custom-data-from.ts'
import { created, noContent, ok } from '../../gateway/answer.ts'
import type { Call } from '../../gateway/call.ts'
import { member } from '../../gateway/parse-json.ts'
import { readJson } from '../../gateway/read-body.ts'
import { answerList, countRows, type ListSource } from '../../odata/answer-list.ts'
import type { Route } from '../../routing/route.ts'
import { deleteFolder } from './delete-folder.ts'
import { childrenOf, folderBody, folderContext, folderExpanders, requireFolderName } from './folder-body.ts'
import { folderEntity } from './folder-entity.ts'
import { folderListRules } from './folder-rules.ts'
import { folderOf, mailboxOf } from './mail-call.ts'
import type { MailFolder } from './mail-folder.ts'
import { readMailBasic, writeMail } from './mail-permissions.ts'
import { folderSearchFrom, isSearchFolder } from './search-folder.ts'

const workload = 'outlook'

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
      const json = requireCustomData(readJson(call))
      const name = requireFolderName(member(json, 'displayName'), parent)
      const search = isSearchFolder(json) ? folderSearchFrom(json, mailboxOf(call), undefined) : undefined
      const folder = folders.create(name, parent, { isHidden: member(json, 'isHidden') === true, search })
      keepCustomData(folder, json)
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
      const json = requireCustomData(readJson(call))
      const name = member(json, 'displayName')
      if (folder.search !== undefined) folder.search = folderSearchFrom(json, mailboxOf(call), folder.search)
      if (name !== undefined && name !== folder.displayName)
        folder.displayName = requireFolderName(name, folder.parent ?? folder)
      keepCustomData(folder, json)
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
]

function folderSource(call: Call, parent: MailFolder): ListSource<MailFolder> {
  const { ids } = mailboxOf(call)
  const hidden = /^true$/i.test(call.query.parameter('includeHiddenFolders') ?? '')
  return {
    entity: folderEntity(ids),
    rules: folderListRules,
    rows: childrenOf(parent, hidden ? 'all' : 'visible'),
    context: folderContext(call),
    expand: folderExpanders(call),
  }
}
