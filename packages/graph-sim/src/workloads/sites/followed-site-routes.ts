import { badRequest } from '../../errors/catalog.ts'
import { GraphProblem, refuse } from '../../errors/graph-problem.ts'
import { type Answer, noContent, ok } from '../../gateway/answer.ts'
import type { Call } from '../../gateway/call.ts'
import { isObject, member } from '../../gateway/parse-json.ts'
import { readJson } from '../../gateway/read-body.ts'
import { answerList } from '../../odata/answer-list.ts'
import { writeEntity } from '../../odata/write-entity.ts'
import type { Permissions, Route } from '../../routing/route.ts'
import { driveListRules } from '../drive/drive-rules.ts'
import type { Site } from './site.ts'
import { siteEntity } from './site-entity.ts'
import { readSites } from './site-permissions.ts'

const workload = 'drive'
const followed = '/users/{user}/followedSites'
const write = ['Sites.ReadWrite.All']
const followSites: Permissions = { delegated: write, shared: write, application: write }

/** The sites that people follow. */
export const followedSiteRoutes: readonly Route[] = [
  {
    method: 'GET',
    paths: [followed],
    workload,
    permissions: readSites,
    answer: (call) =>
      answerList(call, {
        entity: siteEntity,
        rules: driveListRules,
        rows: call.tenant.sites().followed(call.user),
        context: 'sites',
      }),
  },
  {
    method: 'POST',
    paths: [`${followed}/add`, '/sites/add'],
    workload,
    permissions: followSites,
    answer: (call) => change(call, 'too'),
  },
  {
    method: 'POST',
    paths: [`${followed}/remove`, '/sites/remove'],
    workload,
    permissions: followSites,
    answer: (call) => change(call, 'not'),
  },
]

/** Those that are not there do not keep the others from being followed: 207 tells which is which. */
function change(call: Call, whether: 'too' | 'not'): Answer {
  const user =
    call.params['user'] === undefined && call.principal.kind === 'delegated' ? call.principal.user : call.user
  const list = member(readJson(call), 'value')
  if (!Array.isArray(list)) refuse(badRequest('The body needs a list of sites in "value".'))
  const results = list.map((entry: unknown) => {
    const id = isObject(entry) ? member(entry, 'id') : undefined
    const site = typeof id === 'string' ? findSite(call, id) : undefined
    if (site !== undefined) call.tenant.sites().follow(user, whether, site)
    return site === undefined ? { id, error: unknownSite } : siteJson(call, site)
  })
  const failed = results.some((result) => 'error' in result)
  if (!failed && whether === 'not') return noContent
  const body = { '@odata.context': `${call.base}/$metadata#sites`, value: results }
  return failed ? { status: 207, json: body } : ok(body)
}

const message = 'The site Id information that is provided in the request is incorrect'

const unknownSite = {
  '@odata.type': '#oneDrive.error',
  code: 'invalidRequest',
  message,
  innerError: { code: 'invalidRequest', errorType: 'expected', message, stackTrace: '', throwSite: '' },
}

function siteJson(call: Call, site: Site): Record<string, unknown> {
  const properties = ['id', 'webUrl', 'name', 'displayName', 'sharepointIds', 'siteCollection']
  return writeEntity(site, siteEntity, { properties, asked: undefined, expanded: [] }, call.view)
}

function findSite(call: Call, id: string): Site | undefined {
  try {
    return call.tenant.sites().find(id)
  } catch (error) {
    if (error instanceof GraphProblem) return undefined
    throw error
  }
}
