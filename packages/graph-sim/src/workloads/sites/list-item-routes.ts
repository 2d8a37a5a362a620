import { badRequest, driveItemNotFound } from '../../errors/catalog.ts'
import { refuse } from '../../errors/graph-problem.ts'
import { created, noContent, ok } from '../../gateway/answer.ts'
import type { Call } from '../../gateway/call.ts'
import { member } from '../../gateway/parse-json.ts'
import { readJson } from '../../gateway/read-body.ts'
import { entityBody } from '../../odata/answer-entity.ts'
import { answerList } from '../../odata/answer-list.ts'
import type { Route } from '../../routing/route.ts'
import { siteOf } from '../drive/drive-of.ts'
import { rowsOf } from './library-row.ts'
import { fieldsBody, rowBody, rowExpanders, rowsContext } from './list-item-body.ts'
import { fieldsOf, listItemEntity } from './list-item-entity.ts'
import { rowRules } from './list-item-rules.ts'
import { versionSource } from './row-versions.ts'
import type { ListItem, RowVersion } from './site.ts'
import { actorOf, listOf, readFields, requireRowTag, rowOf } from './site-call.ts'
import { readSites, writeSites } from './site-permissions.ts'

const workload = 'drive'
const rows = '/sites/{site}/lists/{list}/items'

/** The rows of lists. */
export const listItemRoutes: readonly Route[] = [
  { method: 'GET', paths: [rows], workload, permissions: readSites, answer: listRows },
  {
    method: 'GET',
    paths: [`${rows}/{row}`],
    workload,
    permissions: readSites,
    answer: (call) => ok(rowBody(call, rowOf(call))),
  },
  {
    method: 'GET',
    paths: [`${rows}/{row}/fields`],
    workload,
    permissions: readSites,
    answer: (call) => ok(fieldsBody(call, rowOf(call))),
  },
  {
    method: 'POST',
    paths: [rows],
    workload,
    permissions: writeSites,
    answer(call) {
      const list = listOf(call)
      if (list.library !== undefined)
        refuse(badRequest('The rows of a document library are made by uploading files.'))
      const fields = readFields(list, member(readJson(call), 'fields') ?? {})
      const item = call.tenant.sites().addItem(list, fields, actorOf(call))
      return created({ ...rowBody(call, item), fields: fieldsOf(item, undefined) })
    },
  },
  {
    method: 'PATCH',
    paths: [`${rows}/{row}`],
    workload,
    permissions: writeSites,
    answer(call) {
      const item = change(call, member(readJson(call), 'fields') ?? {})
      return ok({ ...rowBody(call, item), fields: fieldsOf(item, undefined) })
    },
  },
  {
    method: 'PATCH',
    paths: [`${rows}/{row}/fields`],
    workload,
    permissions: writeSites,
    answer: (call) => ok(fieldsBody(call, change(call, readJson(call)))),
  },
  {
    method: 'DELETE',
    paths: [`${rows}/{row}`],
    workload,
    permissions: writeSites,
    answer(call) {
      const item = rowOf(call)
      requireRowTag(call, item)
      call.tenant.sites().removeItem(listOf(call), item)
      return noContent
    },
  },
  {
    method: 'GET',
    paths: [`${rows}/{row}/versions`],
    workload,
    permissions: readSites,
    answer: (call) => answerList(call, versionSource(call)),
  },
  {
    method: 'GET',
    paths: [`${rows}/{row}/versions/{version}`],
    workload,
    permissions: readSites,
    answer: (call) => ok(entityBody(call, { ...versionSource(call), row: versionOf(call) })),
  },
  {
    method: 'POST',
    paths: [`${rows}/{row}/versions/{version}/restoreVersion`],
    workload,
    permissions: writeSites,
    answer(call) {
      const item = rowOf(call)
      const version = versionOf(call)
      if (!item.history.some(({ number }) => number === version.number))
        refuse(badRequest('The current version cannot be restored.'))
      call.tenant.sites().restoreVersion(listOf(call), item, version, actorOf(call))
      return noContent
    },
  },
]

function listRows(call: Call): ReturnType<Route['answer']> {
  const list = listOf(call)
  return answerList(call, {
    entity: listItemEntity(siteOf(call), list),
    rules: rowRules(call, list),
    rows: rowsOf(list),
    context: rowsContext(call),
    expand: rowExpanders(call),
  })
}

/** A version by its id, which has to be a former one to be brought back. */
function versionOf(call: Call): RowVersion {
  const { rows: versions, entity } = versionSource(call)
  const found = versions.find((version) => entity.read(version, 'id', call.view) === call.params['version'])
  return found ?? refuse(driveItemNotFound)
}

function change(call: Call, json: unknown): ListItem {
  const list = listOf(call)
  const item = rowOf(call)
  requireRowTag(call, item)
  call.tenant.sites().changeItem(list, item, readFields(list, json), actorOf(call))
  return item
}
