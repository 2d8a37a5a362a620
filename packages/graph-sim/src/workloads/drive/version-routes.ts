import { badRequest, driveItemNotFound } from '../../errors/catalog.ts'
import { refuse } from '../../errors/graph-problem.ts'
import { noContent, ok } from '../../gateway/answer.ts'
import type { Call } from '../../gateway/call.ts'
import { entityBody } from '../../odata/answer-entity.ts'
import { answerList, type ListSource } from '../../odata/answer-list.ts'
import type { Entity } from '../../odata/entity.ts'
import { int64, moment, openComplex, text } from '../../odata/property-type.ts'
import type { Route } from '../../routing/route.ts'
import { actorOf, itemContext, itemOf, requireWritable } from './drive-call.ts'
import type { DriveItem, FileVersion } from './drive-item.ts'
import { driveOf } from './drive-of.ts'
import { identity } from './drive-owner.ts'
import { itemPaths } from './drive-paths.ts'
import { readFiles, writeFiles } from './drive-permissions.ts'
import { driveListRules } from './drive-rules.ts'

const workload = 'drive'
const versions = itemPaths.map((path) => `${path}/versions`)
const one = versions.map((path) => `${path}/{version}`)

/** What files were before: the versions, their bytes, and going back to one. */
export const versionRoutes: readonly Route[] = [
  {
    method: 'GET',
    paths: versions,
    workload,
    permissions: readFiles,
    answer: (call) => answerList(call, versionSource(call)),
  },
  {
    method: 'GET',
    paths: one,
    workload,
    permissions: readFiles,
    answer(call) {
      const { entity, context } = versionSource(call)
      return ok(entityBody(call, { entity, context, row: versionOf(call) }))
    },
  },
  {
    method: 'GET',
    paths: one.map((path) => `${path}/content`),
    workload,
    permissions: readFiles,
    answer(call) {
      const { number } = formerOf(call)
      const url = call.tenant.downloads.urlFor(call.base, driveOf(call), itemOf(call), `v${number}`)
      return { status: 302, headers: { Location: url } }
    },
  },
  {
    method: 'POST',
    paths: one.map((path) => `${path}/restoreVersion`),
    workload,
    permissions: writeFiles,
    answer(call) {
      const item = itemOf(call)
      requireWritable(call, item)
      driveOf(call).write(item, formerOf(call).content, actorOf(call))
      return noContent
    },
  },
]

const versionEntity: Entity<FileVersion> = {
  name: 'driveItemVersion',
  properties: {
    id: text,
    lastModifiedBy: openComplex('identitySet'),
    lastModifiedDateTime: moment,
    size: int64,
  },
  navigation: [],
  defaults: ['id', 'lastModifiedBy', 'lastModifiedDateTime', 'size'],
  always: [],
  annotations: () => ({}),
  read(version, property) {
    switch (property) {
      case 'id':
        return idOf(version)
      case 'lastModifiedBy':
        return identity(version.lastModifiedBy)
      case 'lastModifiedDateTime':
        return version.lastModifiedDateTime
      default:
        return version.content.size
    }
  },
}

function idOf({ number }: FileVersion): string {
  return `${number}.0`
}

function versionSource(call: Call): ListSource<FileVersion> {
  const item = itemOf(call)
  const id = encodeURIComponent(driveOf(call).ids.item(item.number))
  return {
    entity: versionEntity,
    rules: driveListRules,
    rows: [presentOf(item), ...item.history.toReversed()],
    context: itemContext(call, `items('${id}')/versions`),
  }
}

/** The present content as a version. */
function presentOf({
  content,
  contentVersion,
  lastModifiedDateTime,
  lastModifiedBy,
}: DriveItem): FileVersion {
  if (content === undefined) refuse(badRequest('A folder has no versions.'))
  return { number: contentVersion, content, lastModifiedDateTime, lastModifiedBy }
}

function versionOf(call: Call): FileVersion {
  const wanted = call.params['version']
  const { rows } = versionSource(call)
  if (wanted === 'current') return rows[0] ?? refuse(driveItemNotFound)
  return rows.find((version) => idOf(version) === wanted) ?? refuse(driveItemNotFound)
}

/** A version that is not the present one, which has no content of its own and cannot be restored. */
function formerOf(call: Call): FileVersion {
  const version = versionOf(call)
  if (version.number !== itemOf(call).contentVersion) return version
  return refuse(badRequest('This is the current version: use the item itself for its content.'))
}
