import { badRequest, driveItemNotFound, nameAlreadyExists } from '../../errors/catalog.ts'
import { refuse } from '../../errors/graph-problem.ts'
import { created, noContent, ok } from '../../gateway/answer.ts'
import type { Call } from '../../gateway/call.ts'
import { readJson } from '../../gateway/read-body.ts'
import { entityBody } from '../../odata/answer-entity.ts'
import { answerList } from '../../odata/answer-list.ts'
import type { Route } from '../../routing/route.ts'
import { siteOf } from '../drive/drive-of.ts'
import { driveListRules } from '../drive/drive-rules.ts'
import { type Column, fieldName, libraryColumns, systemColumns } from './column.ts'
import { changeColumn, readColumn } from './column-from.ts'
import { contentTypeEntity, contentTypesOf, siteContentTypes } from './content-types.ts'
import { rowsOf } from './library-row.ts'
import type { SiteList } from './site.ts'
import { actorOf, listOf } from './site-call.ts'
import { columnEntity } from './site-entity.ts'
import { manageSites, readSites } from './site-permissions.ts'

const workload = 'drive'
const columns = '/sites/{site}/lists/{list}/columns'
const types = ['/sites/{site}/contentTypes', '/sites/{site}/lists/{list}/contentTypes']

/** The columns of lists, and the content types of lists and sites. */
export const columnRoutes: readonly Route[] = [
  {
    method: 'GET',
    paths: [columns],
    workload,
    permissions: readSites,
    answer: (call) =>
      answerList(call, {
        entity: columnEntity,
        rules: driveListRules,
        rows: allColumns(listOf(call)),
        context: columnsContext(call),
      }),
  },
  {
    method: 'GET',
    paths: [`${columns}/{column}`],
    workload,
    permissions: readSites,
    answer: (call) => ok(columnBody(call, columnOf(call))),
  },
  { method: 'POST', paths: [columns], workload, permissions: manageSites, answer: addColumn },
  {
    method: 'PATCH',
    paths: [`${columns}/{column}`],
    workload,
    permissions: manageSites,
    answer(call) {
      const column = ownColumn(call)
      changeColumn(column, readJson(call))
      call.tenant.sites().touchList(listOf(call), actorOf(call))
      return ok(columnBody(call, column))
    },
  },
  {
    method: 'DELETE',
    paths: [`${columns}/{column}`],
    workload,
    permissions: manageSites,
    answer: dropColumn,
  },
  {
    method: 'GET',
    paths: types,
    workload,
    permissions: readSites,
    answer: (call) =>
      answerList(call, { entity: contentTypeEntity, rules: driveListRules, ...typeSource(call) }),
  },
  {
    method: 'GET',
    paths: types.map((path) => `${path}/{contentType}`),
    workload,
    permissions: readSites,
    answer(call) {
      const { rows, context } = typeSource(call)
      const row = rows.find(({ id }) => id === call.params['contentType']) ?? refuse(driveItemNotFound)
      return ok(entityBody(call, { entity: contentTypeEntity, row, context }))
    },
  },
]

/** The columns of a list, those that the service fills after those of clients. */
export function allColumns({ columns: own, library }: SiteList): readonly Column[] {
  return [...own, ...(library === undefined ? [] : libraryColumns), ...systemColumns]
}

function addColumn(call: Call): ReturnType<Route['answer']> {
  const list = listOf(call)
  const column = readColumn(call, readJson(call))
  const taken = allColumns(list).some(({ name }) => name.toLowerCase() === column.name.toLowerCase())
  if (taken) refuse(nameAlreadyExists)
  list.columns.push(column)
  call.tenant.sites().touchList(list, actorOf(call))
  return created(columnBody(call, column))
}

function dropColumn(call: Call): ReturnType<Route['answer']> {
  const list = listOf(call)
  const column = ownColumn(call)
  list.columns.splice(list.columns.indexOf(column), 1)
  for (const { fields } of rowsOf(list)) fields.delete(fieldName(column))
  call.tenant.sites().touchList(list, actorOf(call))
  return noContent
}

function columnOf(call: Call): Column {
  const wanted = call.params['column']?.toLowerCase()
  const found = allColumns(listOf(call)).find(
    ({ id, name }) => id === wanted || name.toLowerCase() === wanted,
  )
  return found ?? refuse(driveItemNotFound)
}

/** A column that a client made. */
function ownColumn(call: Call): Column {
  const column = columnOf(call)
  const own = listOf(call).columns.includes(column)
  return own && !column.readOnly ? column : refuse(badRequest('A column of the service cannot be changed.'))
}

function columnBody(call: Call, row: Column): Record<string, unknown> {
  return entityBody(call, { entity: columnEntity, row, context: columnsContext(call) })
}

function columnsContext(call: Call): string {
  return `sites('${encodeURIComponent(siteOf(call).id)}')/lists('${listOf(call).id}')/columns`
}

function typeSource(call: Call) {
  const site = `sites('${encodeURIComponent(siteOf(call).id)}')`
  if (call.params['list'] === undefined) return { rows: siteContentTypes, context: `${site}/contentTypes` }
  const list = listOf(call)
  return { rows: contentTypesOf(list), context: `${site}/lists('${list.id}')/contentTypes` }
}
