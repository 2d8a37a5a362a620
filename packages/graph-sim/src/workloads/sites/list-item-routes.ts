import { notSimulated } from '../../errors/catalog.ts'
import { refuse } from '../../errors/graph-problem.ts'
import { created, noContent, ok } from '../../gateway/answer.ts'
import type { Call } from '../../gateway/call.ts'
import { member } from '../../gateway/parse-json.ts'
import { readJson } from '../../gateway/read-body.ts'
import { entityBody } from '../../odata/answer-entity.ts'
import { answerList } from '../../odata/answer-list.ts'
import type { Expander } from '../../odata/write-entity.ts'
import type { Permissions, Route } from '../../routing/route.ts'
import { siteOf } from '../drive/drive-of.ts'
import { driveListRules } from '../drive/drive-rules.ts'
import { fieldsOf, listItemEntity } from './list-item-entity.ts'
import type { ListItem } from './site.ts'
import { actorOf, listOf, readFields, requireRowTag, rowOf } from './site-call.ts'

const workload = 'drive'
const read = ['Sites.Read.All', 'Sites.ReadWrite.All']
const write = ['Sites.ReadWrite.All']
const readRows: Permissions = { delegated: read, shared: read, application: read }
const writeRows: Permissions = { delegated: write, shared: write, application: write }
const rows = '/sites/{site}/lists/{list}/items'

/** The rows of lists. */
export const listItemRoutes: readonly Route[] = [
  { method: 'GET', paths: [rows], workload, permissions: readRows, answer: listRows },
  {
    method: 'GET',
    paths: [`${rows}/{row}`],
    workload,
    permissions: readRows,
    answer: (call) => ok(rowBody(call, rowOf(call))),
  },
  {
    method: 'GET',
    paths: [`${rows}/{row}/fields`],
    workload,
    permissions: readRows,
    answer: (call) => ok(fieldsBody(call, rowOf(call))),
  },
  {
    method: 'POST',
    paths: [rows],
    workload,
    permissions: writeRows,
    answer(call) {
      const list = listOf(call)
      const fields = readFields(list, member(readJson(call), 'fields') ?? {})
      const item = call.tenant.sites().addItem(list, fields, actorOf(call))
      return created({ ...rowBody(call, item), fields: fieldsOf(item, undefined) })
    },
  },
  {
    method: 'PATCH',
    paths: [`${rows}/{row}`],
    workload,
    permissions: writeRows,
    answer(call) {
      const item = change(call, member(readJson(call), 'fields') ?? {})
      return ok({ ...rowBody(call, item), fields: fieldsOf(item, undefined) })
    },
  },
  {
    method: 'PATCH',
    paths: [`${rows}/{row}/fields`],
    workload,
    permissions: writeRows,
    answer: (call) => ok(fieldsBody(call, change(call, readJson(call)))),
  },
  {
    method: 'DELETE',
    paths: [`${rows}/{row}`],
    workload,
    permissions: writeRows,
    answer(call) {
      const item = rowOf(call)
      requireRowTag(call, item)
      call.tenant.sites().removeItem(listOf(call), item)
      return noContent
    },
  },
]

const expand: Readonly<Record<string, Expander<ListItem>>> = {
  fields: (item, { query }) => fieldsOf(item, query.option('select')),
}

function listRows(call: Call): ReturnType<Route['answer']> {
  for (const option of ['filter', 'orderby'] as const)
    if (/\bfields\//i.test(call.query.option(option) ?? ''))
      refuse(notSimulated(`$${option} over the fields of a list`))
  const list = listOf(call)
  return answerList(call, {
    entity: listItemEntity(siteOf(call), list),
    rules: driveListRules,
    rows: [...list.items.values()],
    context: rowsContext(call),
    expand,
  })
}

function rowBody(call: Call, row: ListItem): Record<string, unknown> {
  const entity = listItemEntity(siteOf(call), listOf(call))
  return entityBody(call, { entity, row, context: rowsContext(call), expand })
}

function fieldsBody(call: Call, row: ListItem): Record<string, unknown> {
  const context = `${call.base}/$metadata#${rowsContext(call)}('${row.number}')/fields/$entity`
  return { '@odata.context': context, ...fieldsOf(row, call.query.option('select')) }
}

function rowsContext(call: Call): string {
  return `sites('${encodeURIComponent(siteOf(call).id)}')/lists('${listOf(call).id}')/items`
}

function change(call: Call, json: unknown): ListItem {
  const list = listOf(call)
  const item = rowOf(call)
  requireRowTag(call, item)
  call.tenant.sites().changeItem(list, item, readFields(list, json), actorOf(call))
  return item
}
