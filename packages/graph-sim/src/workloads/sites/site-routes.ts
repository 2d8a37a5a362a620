import { driveItemNotFound } from '../../errors/catalog.ts'
import { refuse } from '../../errors/graph-problem.ts'
import { ok } from '../../gateway/answer.ts'
import type { Call } from '../../gateway/call.ts'
import { entityBody } from '../../odata/answer-entity.ts'
import { answerList } from '../../odata/answer-list.ts'
import type { Permissions, Route } from '../../routing/route.ts'
import { siteOf } from '../drive/drive-of.ts'
import { driveListRules } from '../drive/drive-rules.ts'
import { listItemRoutes } from './list-item-routes.ts'
import type { Site } from './site.ts'
import { listOf } from './site-call.ts'
import { columnEntity, listEntity, siteEntity } from './site-entity.ts'

const workload = 'drive'
const read = ['Sites.Read.All', 'Sites.ReadWrite.All']
const readSites: Permissions = { delegated: read, shared: read, application: read }

/** Sites, their lists with columns, and the rows of the lists. */
export const siteRoutes: readonly Route[] = [
  {
    method: 'GET',
    paths: ['/sites'],
    workload,
    permissions: readSites,
    answer: (call) =>
      answerList(call, { entity: siteEntity, rules: driveListRules, rows: searched(call), context: 'sites' }),
  },
  {
    method: 'GET',
    paths: ['/sites/{site}'],
    workload,
    permissions: readSites,
    answer: (call) => ok(entityBody(call, { entity: siteEntity, row: siteOf(call), context: 'sites' })),
  },
  {
    method: 'GET',
    paths: ['/sites/{site}/lists'],
    workload,
    permissions: readSites,
    answer(call) {
      const site = siteOf(call)
      const rows = site.lists
      return answerList(call, {
        entity: listEntity(site),
        rules: driveListRules,
        rows,
        context: listsContext(site),
      })
    },
  },
  {
    method: 'GET',
    paths: ['/sites/{site}/lists/{list}'],
    workload,
    permissions: readSites,
    answer(call) {
      const site = siteOf(call)
      return ok(
        entityBody(call, { entity: listEntity(site), row: listOf(call), context: listsContext(site) }),
      )
    },
  },
  {
    method: 'GET',
    paths: ['/sites/{site}/lists/{list}/columns'],
    workload,
    permissions: readSites,
    answer(call) {
      const rows = listOf(call).columns
      return answerList(call, {
        entity: columnEntity,
        rules: driveListRules,
        rows,
        context: columnsContext(call),
      })
    },
  },
  {
    method: 'GET',
    paths: ['/sites/{site}/lists/{list}/columns/{column}'],
    workload,
    permissions: readSites,
    answer(call) {
      const wanted = call.params['column']
      const row = listOf(call).columns.find(({ id, name }) => id === wanted || name === wanted)
      if (row === undefined) refuse(driveItemNotFound)
      return ok(entityBody(call, { entity: columnEntity, row, context: columnsContext(call) }))
    },
  },
  ...listItemRoutes,
]

/** The sites whose names or descriptions have every word of `search`; all for `*` and without it. */
function searched(call: Call): readonly Site[] {
  const text = call.query.parameter('search') ?? call.query.option('search') ?? '*'
  const words = text.toLowerCase().match(/[^\s"*]+/g) ?? []
  return call.tenant.sites().all.filter(({ displayName, description, path }) => {
    const all = `${displayName} ${description} ${path}`.toLowerCase()
    return words.every((word) => all.includes(word))
  })
}

function listsContext({ id }: Site): string {
  return `sites('${encodeURIComponent(id)}')/lists`
}

function columnsContext(call: Call): string {
  return `${listsContext(siteOf(call))}('${listOf(call).id}')/columns`
}
