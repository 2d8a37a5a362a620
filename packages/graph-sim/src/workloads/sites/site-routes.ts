import { ok } from '../../gateway/answer.ts'
import type { Call } from '../../gateway/call.ts'
import { entityBody } from '../../odata/answer-entity.ts'
import { answerList } from '../../odata/answer-list.ts'
import type { Route } from '../../routing/route.ts'
import { siteOf } from '../drive/drive-of.ts'
import { driveListRules } from '../drive/drive-rules.ts'
import { columnRoutes } from './column-routes.ts'
import { followedSiteRoutes } from './followed-site-routes.ts'
import { listItemRoutes } from './list-item-routes.ts'
import { listRoutes } from './list-routes.ts'
import { pageRoutes } from './page-routes.ts'
import { rowOfItemRoutes } from './row-of-item-routes.ts'
import { isSubsite, type Site } from './site.ts'
import { siteEntity } from './site-entity.ts'
import { siteGrantRoutes } from './site-grant-routes.ts'
import { readAllSites, readSites } from './site-permissions.ts'

const workload = 'drive'
const site = '/sites/{site}'

const ownRoutes: readonly Route[] = [
  {
    method: 'GET',
    paths: ['/sites'],
    workload,
    permissions: readSites,
    answer: (call) => answerSites(call, searched(call)),
  },
  {
    method: 'GET',
    paths: ['/sites/getAllSites', '/sites/getAllSites()'],
    workload,
    permissions: readAllSites,
    answer: (call) =>
      answerSites(call, [
        ...call.tenant.sites().all.filter((one) => !isSubsite(one)),
        ...call.tenant.sites().personal(),
      ]),
  },
  {
    method: 'GET',
    paths: [site],
    workload,
    permissions: readSites,
    answer: (call) => ok(entityBody(call, { entity: siteEntity, row: siteOf(call), context: 'sites' })),
  },
  {
    method: 'GET',
    paths: [`${site}/sites`],
    workload,
    permissions: readSites,
    answer: (call) => answerSites(call, subsitesOf(call)),
  },
  ...listRoutes,
  ...columnRoutes,
  ...listItemRoutes,
  ...rowOfItemRoutes,
  ...pageRoutes,
  ...siteGrantRoutes,
  ...followedSiteRoutes,
]

/** Sites, their lists with columns and rows, their pages, and who follows them; those of groups are found by the group, too. */
export const siteRoutes: readonly Route[] = ownRoutes.map((route) => ({
  ...route,
  paths: route.paths.flatMap((path) => (path.startsWith(site) ? [path, `/groups/{group}${path}`] : [path])),
}))

function answerSites(call: Call, rows: readonly Site[]): ReturnType<Route['answer']> {
  return answerList(call, { entity: siteEntity, rules: driveListRules, rows, context: 'sites' })
}

/** The sites directly below the one that a path names; other site collections are not below the root. */
function subsitesOf(call: Call): readonly Site[] {
  const { host, path } = siteOf(call)
  return call.tenant
    .sites()
    .all.filter((one) => isSubsite(one) && one.host === host && one.path.replace(/\/[^/]*$/, '') === path)
}

/** The sites whose names or descriptions have every word of `search`; all for `*` and without it. */
function searched(call: Call): readonly Site[] {
  const text = call.query.parameter('search') ?? call.query.option('search') ?? '*'
  const words = text.toLowerCase().match(/[^\s"*]+/g) ?? []
  return call.tenant.sites().all.filter(({ displayName, description, path }) => {
    const all = `${displayName} ${description} ${path}`.toLowerCase()
    return words.every((word) => all.includes(word))
  })
}
