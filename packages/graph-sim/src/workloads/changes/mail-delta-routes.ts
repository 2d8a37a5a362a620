import { answerDelta, type DeltaSource } from '../../delta/answer-delta.ts'
import { outlookDelta } from '../../delta/delta-dress.ts'
import { refuse } from '../../errors/graph-problem.ts'
import type { Call } from '../../gateway/call.ts'
import { compileFilter } from '../../odata/compile-filter.ts'
import { parseFilter } from '../../odata/parse-filter.ts'
import type { Route } from '../../routing/route.ts'
import { messageExpanders } from '../mail/attachment-entity.ts'
import { folderEntity } from '../mail/folder-entity.ts'
import { folderOf, mailboxOf } from '../mail/mail-call.ts'
import type { MailFolder, Message } from '../mail/mail-folder.ts'
import { readMailBasic } from '../mail/mail-permissions.ts'
import { messageEntity } from '../mail/message-entity.ts'
import { invalidUrlQuery, outlookChanges, outlookPages, refuseOptions } from './outlook-delta.ts'

const folders = '/users/{user}/mailFolders'
const messages = `${folders}/{folder}/messages`

/** Changes of mail folders, and of the messages in each of them. */
export const mailDeltaRoutes: readonly Route[] = [
  {
    method: 'GET',
    paths: [`${folders}/delta`, `${folders}/delta()`],
    workload: 'outlook',
    permissions: readMailBasic,
    answer: (call) => answerDelta(call, outlookDelta, folderChanges),
  },
  {
    method: 'GET',
    paths: [`${messages}/delta`, `${messages}/delta()`],
    workload: 'outlook',
    permissions: readMailBasic,
    answer: (call) => answerDelta(call, outlookDelta, messageChanges),
  },
]

function folderChanges(call: Call): DeltaSource<MailFolder> {
  refuseOptions(call, 'MailFolders', ['orderby', 'filter', 'search'])
  const { ids, folders: tree } = mailboxOf(call)
  const entity = folderEntity(ids)
  const withHidden = call.query.parameter('includeHiddenFolders')?.toLowerCase() === 'true'
  return {
    ...outlookPages,
    ...outlookChanges(call, entity, { idOf: ({ row }) => ids.folder(row.number) }),
    owner: tree,
    aspect: withHidden ? 'all folders' : 'visible folders',
    scope: `${call.user.id} mailFolders`,
    rows: tree.below(tree.root).filter((folder) => folder !== tree.root && (withHidden || !folder.isHidden)),
    trace: (folder) => ({
      ...sameThroughout(folder.number),
      version: JSON.stringify(entity.defaults.map((name) => entity.read(folder, name, call.view))),
    }),
  }
}

/** Graph rule 20; a moved message is deleted here and created there. */
function messageChanges(call: Call): DeltaSource<Message> {
  refuseOptions(call, 'Messages', ['search', 'skip'])
  const { ids, messages: store } = mailboxOf(call)
  const folder = folderOf(call)
  const immutable = call.view.ids === 'immutable'
  const kind = readChangeType(call)
  const entity = messageEntity(ids)
  const filter = readFilter(call)
  const matches =
    filter === undefined ? undefined : compileFilter<Message>(parseFilter(filter), entity).matches
  const newestFirst = readsNewestFirst(call)
  return {
    ...outlookPages,
    ...outlookChanges(call, entity, {
      idOf: ({ key, place }) =>
        immutable ? ids.immutable(Number(key)) : ids.item(folder.number, Number(place)),
      expand: messageExpanders(call, ids),
    }),
    identity: immutable ? 'key' : 'place',
    owner: folder,
    aspect: 'messages',
    scope: `${call.user.id} messages ${folder.number}`,
    rows: folder.messages,
    revision: store.revision,
    trace: ({ serial, entry, version }) => ({
      key: String(serial),
      place: String(entry),
      version: String(version),
    }),
    passes: (change) =>
      (kind === undefined || change.kind === kind) &&
      (change.kind === 'deleted' || matches === undefined || matches(change.row)),
    order: (changes) =>
      newestFirst
        ? changes.toSorted((a, b) => Date.parse(b.row.receivedDateTime) - Date.parse(a.row.receivedDateTime))
        : changes,
  }
}

function readFilter(call: Call): string | undefined {
  const filter = call.query.option('filter')
  if (filter === undefined || /^\s*receivedDateTime\s+(ge|gt)\s+[\d:.TZ+-]+\s*$/i.test(filter)) return filter
  return refuse(
    invalidUrlQuery(
      "The '$filter' parameter value is not supported for 'Messages' resource; only a value of 'receivedDateTime ge value' is supported.",
    ),
  )
}

function readsNewestFirst(call: Call): boolean {
  const order = call.query.option('orderby')
  if (order === undefined) return false
  if (/^\s*receivedDateTime\s+desc\s*$/i.test(order)) return true
  return refuse(
    invalidUrlQuery(
      "The '$orderby' parameter value is not supported for 'Messages' resource; only a value of 'receivedDateTime desc' is supported.",
    ),
  )
}

function readChangeType(call: Call): string | undefined {
  const wanted = call.query.parameter('changeType')?.toLowerCase()
  if (wanted === undefined || ['created', 'updated', 'deleted'].includes(wanted)) return wanted
  return refuse(invalidUrlQuery("The value of 'changeType' has to be created, updated or deleted."))
}

function sameThroughout(number: number): { readonly key: string; readonly place: string } {
  return { key: String(number), place: String(number) }
}
