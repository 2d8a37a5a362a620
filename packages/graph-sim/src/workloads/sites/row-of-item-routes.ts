import { badRequest } from '../../errors/catalog.ts'
import { refuse } from '../../errors/graph-problem.ts'
import { ok } from '../../gateway/answer.ts'
import type { Call } from '../../gateway/call.ts'
import { readJson } from '../../gateway/read-body.ts'
import { entityBody } from '../../odata/answer-entity.ts'
import type { Route } from '../../routing/route.ts'
import { itemOf, requireWritable } from '../drive/drive-call.ts'
import { driveOf } from '../drive/drive-of.ts'
import { itemPaths } from '../drive/drive-paths.ts'
import { readFiles, writeFiles } from '../drive/drive-permissions.ts'
import { findList } from './find-list.ts'
import { libraryRow } from './library-row.ts'
import { rowExpanders } from './list-item-body.ts'
import { fieldsOf, listItemEntity } from './list-item-entity.ts'
import type { ListItem, Site, SiteList } from './site.ts'
import { actorOf, readFields } from './site-call.ts'
import { listEntity, siteEntity } from './site-entity.ts'
import { readSites } from './site-permissions.ts'

const workload = 'drive'
const rows = itemPaths.map((path) => `${path}/listItem`)
const fields = rows.map((path) => `${path}/fields`)

/** Files and folders as the rows that they are in their library, and where a shared one is. */
export const rowOfItemRoutes: readonly Route[] = [
  {
    method: 'GET',
    paths: [...rows, '/shares/{share}/listItem'],
    workload,
    permissions: readFiles,
    answer(call) {
      const { site, list, row } = libraryOf(call)
      const context = `sites('${encodeURIComponent(site.id)}')/lists('${list.id}')/items`
      return ok(
        entityBody(call, { entity: listItemEntity(site, list), row, context, expand: rowExpanders(call) }),
      )
    },
  },
  {
    method: 'GET',
    paths: ['/shares/{share}/list'],
    workload,
    permissions: readSites,
    answer(call) {
      const { site, list } = libraryOf(call)
      const context = `sites('${encodeURIComponent(site.id)}')/lists`
      return ok(entityBody(call, { entity: listEntity(site), row: list, context }))
    },
  },
  {
    method: 'GET',
    paths: ['/shares/{share}/site'],
    workload,
    permissions: readSites,
    answer: (call) =>
      ok(entityBody(call, { entity: siteEntity, row: libraryOf(call).site, context: 'sites' })),
  },
  { method: 'GET', paths: fields, workload, permissions: readFiles, answer: (call) => ok(fieldsBody(call)) },
  {
    method: 'PATCH',
    paths: fields,
    workload,
    permissions: writeFiles,
    answer(call) {
      const { list, row } = libraryOf(call)
      requireWritable(call, itemOf(call))
      call.tenant.sites().changeItem(list, row, readFields(list, readJson(call)), actorOf(call))
      return ok(fieldsBody(call))
    },
  },
]

interface InLibrary {
  readonly site: Site
  readonly list: SiteList
  readonly row: ListItem
}

function libraryOf(call: Call): InLibrary {
  const drive = driveOf(call)
  const item = itemOf(call)
  if (item.parent === undefined) refuse(badRequest('The root of a drive is no item of its list.'))
  const site = call.tenant.sites().find(drive.home.siteId)
  return { site, list: findList(site, drive.home.listId), row: libraryRow(item, drive) }
}

function fieldsBody(call: Call): object {
  const { site, list, row } = libraryOf(call)
  const set = `sites('${encodeURIComponent(site.id)}')/lists('${list.id}')/items('${row.number}')/fields`
  return {
    '@odata.context': `${call.base}/$metadata#${set}/$entity`,
    ...fieldsOf(row, call.query.option('select')),
  }
}
