import { badRequest, driveItemNotFound, etagMismatch, nameAlreadyExists } from '../../errors/catalog.ts'
import { refuse } from '../../errors/graph-problem.ts'
import { type Answer, ok } from '../../gateway/answer.ts'
import type { Call } from '../../gateway/call.ts'
import { isObject, type JsonObject, member } from '../../gateway/parse-json.ts'
import { readJson } from '../../gateway/read-body.ts'
import type { Route } from '../../routing/route.ts'
import { timestamp } from '../../time/timestamp.ts'
import { commitUpload } from './commit-upload.ts'
import { conflictBehaviorOf } from './conflict-behavior.ts'
import { actorOf, isUnchanged, itemBody, itemOf, requireEtag, requireWritable } from './drive-call.ts'
import { sizeOf } from './drive-entity.ts'
import { driveOf } from './drive-of.ts'
import { itemPaths } from './drive-paths.ts'
import { writeFiles } from './drive-permissions.ts'
import { driveCapacity } from './drive-resource.ts'
import { placeOf } from './place-of.ts'

/** Files that are too large for one request: where their parts go to. */
export const uploadRoutes: readonly Route[] = [
  {
    method: 'POST',
    paths: itemPaths.map((path) => `${path}/createUploadSession`),
    workload: 'drive',
    permissions: writeFiles,
    answer: openUpload,
  },
  { method: 'PUT', paths: itemPaths, workload: 'drive', permissions: writeFiles, answer: redirectUpload },
]

function openUpload(call: Call): ReturnType<Route['answer']> {
  const json = readJson(call)
  const wish = wishOf(json)
  const drive = driveOf(call)
  const { parent, name, present } = placeOf(call, drive)
  if (present?.children !== undefined) refuse(badRequest('A folder cannot be uploaded: name a file in it.'))
  if (present !== undefined) requireWritable(call, present)
  if (present !== undefined && isUnchanged(call, present)) refuse(etagMismatch)
  const byPath = (call.params['item'] ?? '').includes(':/')
  const behavior = byPath ? conflictBehaviorOf(wish['@microsoft.graph.conflictBehavior']) : 'replace'
  if (behavior === 'fail' && present !== undefined) refuse(nameAlreadyExists)
  if (Number(member(wish, 'fileSize') ?? 0) > driveCapacity - sizeOf(drive.root)) refuse(quotaReached)
  const description = member(wish, 'description')
  const session = call.tenant.driveServices.uploads.open({
    base: call.base,
    drive,
    parent,
    name,
    behavior,
    by: actorOf(call),
    description: typeof description === 'string' ? description : undefined,
    commit: member(json, 'deferCommit') === true ? 'when asked' : 'at once',
  })
  return ok({
    '@odata.context': `${call.base}/$metadata#microsoft.graph.uploadSession`,
    expirationDateTime: timestamp(session.expires),
    nextExpectedRanges: ['0-'],
    uploadUrl: session.url,
  })
}

/** Ends an upload under another name or in another folder, after its own was taken. */
function redirectUpload(call: Call): Answer {
  const json = readJson(call)
  const url = json['@microsoft.graph.sourceUrl']
  if (typeof url !== 'string' || !URL.canParse(url))
    refuse(badRequest('A PUT of an item needs the address of an upload in @microsoft.graph.sourceUrl.'))
  const { uploads } = call.tenant.driveServices
  const session = uploads.find(new URL(url)) ?? refuse(driveItemNotFound)
  if (session.next !== session.total) refuse(badRequest('The upload is not complete.'))
  const parent = itemOf(call)
  if (parent.children === undefined) refuse(driveItemNotFound)
  requireEtag(call, parent)
  const name = member(json, 'name')
  const { item, status } = commitUpload({
    ...session,
    drive: driveOf(call),
    parent,
    name: typeof name === 'string' ? name : session.name,
    behavior: conflictBehaviorOf(json['@microsoft.graph.conflictBehavior']),
  })
  uploads.close(session)
  return { status, json: itemBody(call, item) }
}

const quotaReached = { status: 507, code: 'quotaLimitReached', message: 'Insufficient Space Available' }

function wishOf(json: JsonObject): JsonObject {
  const item = member(json, 'item')
  if (item === undefined) return {}
  return isObject(item) ? item : refuse(badRequest('The item of an upload session has to be an object.'))
}
