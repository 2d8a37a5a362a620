import { answerDelta, type DeltaSource } from '../../delta/answer-delta.ts'
import { driveDelta } from '../../delta/delta-dress.ts'
import type { Call } from '../../gateway/call.ts'
import { readSelection } from '../../odata/selection.ts'
import { writeEntity } from '../../odata/write-entity.ts'
import type { Route } from '../../routing/route.ts'
import { siteOf } from '../drive/drive-of.ts'
import { contentTypeOf } from '../sites/content-types.ts'
import { rowsOf } from '../sites/library-row.ts'
import { rowExpanders } from '../sites/list-item-body.ts'
import { listItemEntity } from '../sites/list-item-entity.ts'
import type { ListItem, Site } from '../sites/site.ts'
import { listOf } from '../sites/site-call.ts'
import { siteEntity } from '../sites/site-entity.ts'
import { readAllSites, readSites } from '../sites/site-permissions.ts'

const workload = 'drive'

/** Changes of the rows of lists, and of the sites of an organization. */
export const siteDeltaRoutes: readonly Route[] = [
  {
    method: 'GET',
    paths: ['/sites/{site}/lists/{list}/items/delta', '/sites/{site}/lists/{list}/items/delta()'],
    workload,
    permissions: readSites,
    answer: (call) => answerDelta(call, driveDelta, rowChanges),
  },
  {
    method: 'GET',
    paths: ['/sites/delta', '/sites/delta()'],
    workload,
    permissions: readAllSites,
    answer: (call) => answerDelta(call, driveDelta, siteChanges),
  },
]

function rowChanges(call: Call): DeltaSource<ListItem> {
  const list = listOf(call)
  const site = siteOf(call)
  const entity = listItemEntity(site, list)
  const expand = rowExpanders(call)
  const selection = readSelection(call.query, entity, Object.keys(expand))
  return {
    owner: list,
    aspect: 'rows',
    scope: list.id,
    identity: 'key',
    context: 'Collection(listItem)',
    pageSize: 200,
    largestPage: 1000,
    rows: rowsOf(list),
    trace: ({ number, version }) => ({
      key: String(number),
      place: String(number),
      version: String(version),
    }),
    present: (row) => writeEntity(row, entity, selection, call.view, expand),
    absent: ({ key, row }) => ({
      '@odata.type': '#microsoft.graph.listItem',
      id: key,
      parentReference: { siteId: site.id },
      contentType: contentTypeOf(row),
      deleted: { state: 'deleted' },
    }),
  }
}

function siteChanges(call: Call): DeltaSource<Site> {
  const store = call.tenant.sites()
  const selection = readSelection(call.query, siteEntity, [])
  return {
    owner: store,
    aspect: 'sites',
    scope: 'sites',
    identity: 'key',
    context: 'sites',
    pageSize: 200,
    largestPage: 1000,
    rows: store.all,
    trace: ({ id, displayName, description }) => ({
      key: id,
      place: id,
      version: `${displayName}/${description}`,
    }),
    present: (row) => writeEntity(row, siteEntity, selection, call.view),
    absent: ({ key, row }) => ({
      '@odata.type': '#microsoft.graph.site',
      id: key,
      name: row.path.slice(row.path.lastIndexOf('/') + 1),
      deleted: { state: 'deleted' },
    }),
  }
}
