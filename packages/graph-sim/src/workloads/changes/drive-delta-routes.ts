import { answerDelta, type DeltaSource } from '../../delta/answer-delta.ts'
import { driveDelta } from '../../delta/delta-dress.ts'
import { notSimulated } from '../../errors/catalog.ts'
import { GraphProblem, refuse } from '../../errors/graph-problem.ts'
import { type Answer, ok } from '../../gateway/answer.ts'
import type { Call } from '../../gateway/call.ts'
import type { SystemOption } from '../../odata/query.ts'
import { readSelection } from '../../odata/selection.ts'
import { writeEntity } from '../../odata/write-entity.ts'
import type { Route } from '../../routing/route.ts'
import { within } from '../drive/drive.ts'
import { itemEntityOf, itemExpanders, itemOf } from '../drive/drive-call.ts'
import { sizeOf } from '../drive/drive-entity.ts'
import type { DriveItem } from '../drive/drive-item.ts'
import { driveOf } from '../drive/drive-of.ts'
import { itemPaths } from '../drive/drive-paths.ts'
import { readFiles } from '../drive/drive-permissions.ts'

const unsupported: readonly (readonly [SystemOption, string])[] = [
  ['filter', 'Filter'],
  ['orderby', 'OrderBy'],
  ['search', 'Search'],
  ['skip', 'Skip'],
]

/** What changes leave out in a business drive (Graph rule 22). */
const leftOut: readonly string[] = ['cTag', 'lastModifiedBy']

/** Changes of all that is in a drive. */
export const driveDeltaRoutes: readonly Route[] = [
  {
    method: 'GET',
    paths: itemPaths.flatMap((path) => [
      `${path}/delta`,
      `${path}/delta()`,
      `${path}/delta(token='{token}')`,
    ]),
    workload: 'drive',
    permissions: readFiles,
    answer(call) {
      if (itemOf(call) !== driveOf(call).root) refuse(notSimulated('delta on a folder other than the root'))
      const since = timeOf(call.params['token'] ?? call.query.parameter('token') ?? '')
      return since === undefined ? answerDelta(call, driveDelta, driveChanges) : changesSince(call, since)
    },
  },
]

/** A moment that stands in the place of a token; `undefined` for a token. */
function timeOf(token: string): number | undefined {
  const written = token.replace(' ', '+').replace(/([+-])(\d:\d\d)$/, '$10$2')
  const time = /^\d{4}-\d\d-\d\d(T|$)/.test(token) ? Date.parse(written) : Number.NaN
  return Number.isNaN(time) ? undefined : time
}

/** What has changed since a moment, with the link to what changes from now on. */
function changesSince(call: Call, since: number): Answer {
  const source = driveChanges(call)
  const { root, bin } = driveOf(call)
  const rows = within(root).filter((row) => Date.parse(row.lastModifiedDateTime) > since)
  const place = { key: '', place: '' }
  const present = rows.map((row) => source.present(row, { ...place, kind: 'updated', row }))
  const gone = bin
    .filter(({ at }) => at > since)
    .map(({ item: row }) => source.absent({ ...source.trace(row), kind: 'deleted', row }))
  const { json } = answerDelta(
    { ...call, params: { ...call.params, token: 'latest' } },
    driveDelta,
    driveChanges,
  )
  return ok({ ...(json as object), value: [...gone, ...present] })
}

function driveChanges(call: Call): DeltaSource<DriveItem> {
  refuseOptions(call)
  const drive = driveOf(call)
  const { ids } = drive
  const alone = call.headers.has('deltaexcludeparent')
  const entity = itemEntityOf(call)
  const expand = itemExpanders(call)
  const selection = readSelection(call.query, entity, Object.keys(expand))
  return {
    owner: drive,
    aspect: alone ? 'items alone' : 'items',
    scope: ids.drive,
    identity: 'key',
    context: 'Collection(driveItem)',
    pageSize: 200,
    largestPage: 1000,
    rows: within(drive.root),
    trace: (item) => {
      const id = ids.item(item.number)
      return { key: id, place: id, version: alone ? ownVersionOf(item) : versionOf(item) }
    },
    present: (item) => trimmed(writeEntity(item, entity, selection, call.view, expand)),
    absent: ({ key, row }) => ({
      '@odata.type': '#microsoft.graph.driveItem',
      id: key,
      parentReference: {
        driveType: drive.home.driveType,
        driveId: ids.drive,
        ...(row.parent === undefined ? {} : { id: ids.item(row.parent.number) }),
      },
      deleted: { state: 'deleted' },
    }),
  }
}

/** A path would be wrong as soon as a folder above is renamed: changes name the parent by its id only. */
function trimmed(json: Record<string, unknown>): Record<string, unknown> {
  const { parentReference, ...rest } = json
  const kept = Object.entries(rest).filter(([name]) => !leftOut.includes(name))
  return {
    '@odata.type': '#microsoft.graph.driveItem',
    ...Object.fromEntries(kept),
    ...(parentReference === undefined ? {} : { parentReference: { ...parentReference, path: undefined } }),
  }
}

/** A folder changes with what is in it. */
function versionOf(item: DriveItem): string {
  return JSON.stringify([ownVersionOf(item), item.children?.size, sizeOf(item)])
}

function ownVersionOf({ version, contentVersion, name, parent, grants }: DriveItem): string {
  const shared = grants.map(({ id, roles, grantees }) => [id, roles, grantees.length])
  return JSON.stringify([version, contentVersion, name, parent?.number, shared])
}

function refuseOptions(call: Call): void {
  const bad = unsupported.find(([option]) => call.query.option(option) !== undefined)
  if (bad === undefined) return
  throw new GraphProblem({
    status: 400,
    code: 'invalidRequest',
    message: `The query specified in the URI is not valid. Query option '${bad[1]}' is not allowed. To allow it, set the 'AllowedQueryOptions' property on EnableQueryAttribute or QueryValidationSettings.`,
  })
}
