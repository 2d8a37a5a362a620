import { badRequest } from '../../errors/catalog.ts'
import { refuse } from '../../errors/graph-problem.ts'
import type { JsonObject } from '../../gateway/parse-json.ts'
import { compileFilter } from '../../odata/compile-filter.ts'
import { parseFilter } from '../../odata/parse-filter.ts'
import type { Mailbox } from '../outlook/mailbox.ts'
import type { FolderSearch, MailFolder, Message } from './mail-folder.ts'
import { messageEntity } from './message-entity.ts'

/** Whether a body is about a folder that shows what a search finds. */
export function isSearchFolder(json: JsonObject): boolean {
  return /^#?microsoft\.graph\.mailSearchFolder$/i.test(String(json['@odata.type']))
}

/** What a folder shall find, as a client says; what it leaves out stays as it was. Refuses broken filters and unknown folders. */
export function folderSearchFrom(
  members: JsonObject,
  mailbox: Mailbox,
  present: FolderSearch | undefined,
): FolderSearch {
  const { filterQuery, sourceFolderIds, includeNestedFolders } = members
  const query = typeof filterQuery === 'string' ? filterQuery : present?.filterQuery
  const sources = Array.isArray(sourceFolderIds) ? sourceFolderIds.map(String) : present?.sourceFolderIds
  if (query === undefined || sources === undefined || sources.length === 0)
    return refuse(badRequest('A mailSearchFolder needs filterQuery and sourceFolderIds.'))
  const { matches } = compileFilter<Message>(parseFilter(query), messageEntity(mailbox.ids))
  const nested =
    typeof includeNestedFolders === 'boolean'
      ? includeNestedFolders
      : (present?.includeNestedFolders ?? false)
  const roots = sources.map((id) => mailbox.folders.find(id))
  const searched = (): ReadonlySet<MailFolder> =>
    new Set(nested ? roots.flatMap((folder) => mailbox.folders.below(folder)) : roots)
  return {
    filterQuery: query,
    sourceFolderIds: sources,
    includeNestedFolders: nested,
    find() {
      const folders = searched()
      return mailbox.messages.all.filter((message) => folders.has(message.folder) && matches(message))
    },
  }
}
