import { documentOf } from '../../documents/make-document.ts'
import { badRequest, nameAlreadyExists, notSimulated } from '../../errors/catalog.ts'
import { refuse } from '../../errors/graph-problem.ts'
import { created, notModified, ok } from '../../gateway/answer.ts'
import type { Call } from '../../gateway/call.ts'
import type { Route } from '../../routing/route.ts'
import type { Rendition } from './downloads.ts'
import { freeName } from './drive.ts'
import { actorOf, isUnchanged, itemBody, itemOf, requireWritable } from './drive-call.ts'
import type { DriveItem, FileContent } from './drive-item.ts'
import { driveOf } from './drive-of.ts'
import { itemPaths } from './drive-paths.ts'
import { readFiles, writeFiles } from './drive-permissions.ts'
import { mimeTypeOf } from './mime-type.ts'
import { canBePdf, pdfOf } from './pdf-of.ts'
import { placeOf } from './place-of.ts'

const workload = 'drive'
const contents = itemPaths.flatMap((path) => [`${path}/content`, `${path}/contentStream`])

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
      if (isUnchanged(call, item)) return notModified
      const location = call.tenant.downloads.urlFor(call.base, drive, item, renditionOf(call, item))
      return { status: 302, headers: { Location: location } }
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

/** The file itself, or as the PDF that `format` asks for. */
function renditionOf(call: Call, item: DriveItem): Rendition {
  const format = call.query.parameter('format')?.toLowerCase()
  if (format === undefined) return ''
  if (format !== 'pdf') refuse(notSimulated(`the format ${format.slice(0, 20)} of a file`))
  if (!canBePdf(item)) refuse(notConvertible)
  return pdfOf(item) === undefined ? refuse(notSimulated('PDFs of Office files that a client wrote')) : 'pdf'
}

const notConvertible = {
  status: 406,
  code: 'notSupported',
  message: 'The file cannot be converted into the requested format.',
}

function upload(call: Call): ReturnType<Route['answer']> {
  const drive = driveOf(call)
  const { parent, name, present } = placeOf(call, drive)
  const content = contentFrom(call, name)
  if (present === undefined)
    return created(itemBody(call, drive.addFile(name, parent, content, actorOf(call))))
  requireWritable(call, present)
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
