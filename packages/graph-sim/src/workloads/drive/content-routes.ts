import { documentOf } from '../../documents/make-document.ts'
import { badRequest, nameAlreadyExists } from '../../errors/catalog.ts'
import { refuse } from '../../errors/graph-problem.ts'
import { created, ok } from '../../gateway/answer.ts'
import type { Call } from '../../gateway/call.ts'
import type { Route } from '../../routing/route.ts'
import { freeName } from './drive.ts'
import { actorOf, itemBody, itemOf, requireEtag } from './drive-call.ts'
import type { FileContent } from './drive-item.ts'
import { driveOf } from './drive-of.ts'
import { itemPaths } from './drive-paths.ts'
import { readFiles, writeFiles } from './drive-permissions.ts'
import { mimeTypeOf } from './mime-type.ts'
import { placeOf } from './place-of.ts'

const workload = 'drive'
const contents = itemPaths.map((path) => `${path}/content`)

/** The bytes of files: down over an address without a token, up in one request. */
export const contentRoutes: readonly Route[] = [
  {
    method: 'GET',
    paths: contents,
    workload,
    permissions: readFiles,
    answer(call) {
      const drive = driveOf(call)
      const item = itemOf(call)
      if (item.content === undefined) refuse(badRequest('A folder has no content.'))
      return { status: 302, headers: { Location: call.tenant.downloads.urlFor(call.base, drive, item) } }
    },
  },
  {
    method: 'PUT',
    paths: contents,
    workload,
    permissions: writeFiles,
    answer: upload,
  },
]

function upload(call: Call): ReturnType<Route['answer']> {
  const drive = driveOf(call)
  const { parent, name, present } = placeOf(call, drive)
  const content = contentFrom(call, name)
  if (present === undefined)
    return created(itemBody(call, drive.addFile(name, parent, content, actorOf(call))))
  requireEtag(call, present)
  const behavior = call.query.parameter('@microsoft.graph.conflictBehavior')?.toLowerCase() ?? 'replace'
  if (behavior === 'fail') refuse(nameAlreadyExists)
  if (behavior === 'rename')
    return created(itemBody(call, drive.addFile(freeName(parent, name), parent, content, actorOf(call))))
  if (present.children !== undefined) refuse(nameAlreadyExists)
  drive.write(present, content, actorOf(call))
  return ok(itemBody(call, present))
}

function contentFrom(call: Call, name: string): FileContent {
  const bytes = Uint8Array.from(call.body)
  const given = call.headers.get('content-type')
  const mimeType = mimeTypeOf(name) ?? given ?? 'application/octet-stream'
  return documentOf(bytes, mimeType)
}
