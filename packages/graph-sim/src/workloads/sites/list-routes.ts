import { badRequest, nameAlreadyExists, notSimulated } from '../../errors/catalog.ts'
import { refuse } from '../../errors/graph-problem.ts'
import { created, noContent, ok } from '../../gateway/answer.ts'
import type { Call } from '../../gateway/call.ts'
import { isObject, type JsonObject, member } from '../../gateway/parse-json.ts'
import { readJson } from '../../gateway/read-body.ts'
import { entityBody } from '../../odata/answer-entity.ts'
import { answerList } from '../../odata/answer-list.ts'
import { readSelection } from '../../odata/selection.ts'
import { type Expander, writeEntity } from '../../odata/write-entity.ts'
import type { Route } from '../../routing/route.ts'
import { driveOf, siteOf } from '../drive/drive-of.ts'
import { drivePaths } from '../drive/drive-paths.ts'
import { driveEntity } from '../drive/drive-resource.ts'
import { driveListRules } from '../drive/drive-rules.ts'
import { readColumn } from './column-from.ts'
import { allColumns } from './column-routes.ts'
import { contentTypeEntity, contentTypesOf } from './content-types.ts'
import { findList } from './find-list.ts'
import { rowsOf } from './library-row.ts'
import { rowExpanders } from './list-item-body.ts'
import { listItemEntity } from './list-item-entity.ts'
import type { Site, SiteList } from './site.ts'
import { actorOf, listOf } from './site-call.ts'
import { columnEntity, listEntity } from './site-entity.ts'
import { manageSites, readSites } from './site-permissions.ts'

const workload = 'drive'
const lists = '/sites/{site}/lists'
const one = `${lists}/{list}`

/** What lists can be made as. */
const templates: readonly string[] = [
  'genericList',
  'documentLibrary',
  'announcements',
  'contacts',
  'events',
  'links',
  'survey',
  'tasks',
]

/** The lists of sites. */
export const listRoutes: readonly Route[] = [
  {
    method: 'GET',
    paths: [lists],
    workload,
    permissions: readSites,
    answer(call) {
      const site = siteOf(call)
      return answerList(call, {
        entity: listEntity(site),
        rules: driveListRules,
        rows: site.lists,
        context: listsContext(site),
        expand: listExpanders(call, site),
      })
    },
  },
  {
    method: 'POST',
    paths: [lists],
    workload,
    permissions: manageSites,
    answer: (call) => created(listBody(call, siteOf(call), makeList(call))),
  },
  {
    method: 'GET',
    paths: [one],
    workload,
    permissions: readSites,
    answer: (call) => ok(listBody(call, siteOf(call), listOf(call))),
  },
  {
    method: 'GET',
    paths: drivePaths.map((path) => `${path}/list`),
    workload,
    permissions: readSites,
    answer(call) {
      const { home } = driveOf(call)
      const site = call.tenant.sites().find(home.siteId)
      return ok(listBody(call, site, findList(site, home.listId)))
    },
  },
  {
    method: 'PATCH',
    paths: [one],
    workload,
    permissions: manageSites,
    answer(call) {
      const list = listOf(call)
      const json = readJson(call)
      const displayName = member(json, 'displayName')
      const description = member(json, 'description')
      if (typeof displayName === 'string') list.displayName = requireFree(siteOf(call), displayName, list)
      if (typeof description === 'string') list.description = description
      call.tenant.sites().touchList(list, actorOf(call))
      return ok(listBody(call, siteOf(call), list))
    },
  },
  {
    method: 'DELETE',
    paths: [one],
    workload,
    permissions: manageSites,
    answer(call) {
      call.tenant.sites().removeList(siteOf(call), listOf(call))
      return noContent
    },
  },
]

function makeList(call: Call): SiteList {
  const site = siteOf(call)
  const json = readJson(call)
  const displayName = member(json, 'displayName') ?? member(json, 'name')
  if (typeof displayName !== 'string' || displayName === '') refuse(badRequest('A list needs a displayName.'))
  const description = member(json, 'description')
  const columns = member(json, 'columns') ?? []
  if (!Array.isArray(columns) || !columns.every(isObject))
    refuse(badRequest('The columns have to be a list of objects.'))
  const content = {
    displayName: requireFree(site, displayName),
    description: typeof description === 'string' ? description : '',
    template: readTemplate(json),
    columns: columns.map((column: JsonObject) => readColumn(call, column)),
  }
  return call.tenant.sites().addList(site, content, actorOf(call))
}

function readTemplate(json: JsonObject): string {
  const facet = member(json, 'list')
  const wanted = (isObject(facet) ? member(facet, 'template') : undefined) ?? 'genericList'
  if (typeof wanted === 'string' && templates.includes(wanted)) return wanted
  return refuse(notSimulated(`lists of the template ${String(wanted).slice(0, 40)}`))
}

function requireFree({ lists: present }: Site, displayName: string, own?: SiteList): string {
  const wanted = displayName.toLowerCase()
  const taken = present.some(
    (list) => list !== own && [list.name, list.displayName].some((name) => name.toLowerCase() === wanted),
  )
  return taken ? refuse(nameAlreadyExists) : displayName
}

function listBody(call: Call, site: Site, row: SiteList): Record<string, unknown> {
  return entityBody(call, {
    entity: listEntity(site),
    row,
    context: listsContext(site),
    expand: listExpanders(call, site),
  })
}

function listExpanders(call: Call, site: Site): Readonly<Record<string, Expander<SiteList>>> {
  return {
    columns: (list, { query }) =>
      allColumns(list).map((column) =>
        writeEntity(column, columnEntity, readSelection(query, columnEntity, []), call.view),
      ),
    contentTypes: (list, { query }) =>
      contentTypesOf(list).map((type) =>
        writeEntity(type, contentTypeEntity, readSelection(query, contentTypeEntity, []), call.view),
      ),
    drive: ({ library }, { query }) =>
      library && writeEntity(library.open(), driveEntity, readSelection(query, driveEntity, []), call.view),
    items(list, { query }) {
      const entity = listItemEntity(site, list)
      const expand = rowExpanders(call)
      const selection = readSelection(query, entity, Object.keys(expand))
      return rowsOf(list)
        .slice(0, 200)
        .map((row) => writeEntity(row, entity, selection, call.view, expand))
    },
  }
}

/** The entity set of a site's lists, for `@odata.context`. */
export function listsContext({ id }: Site): string {
  return `sites('${encodeURIComponent(id)}')/lists`
}
