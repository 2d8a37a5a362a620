import { documentOf } from '../../documents/make-document.ts'
import { driveItemNotFound } from '../../errors/catalog.ts'
import { refuse } from '../../errors/graph-problem.ts'
import { type Answer, noContent } from '../../gateway/answer.ts'
import type { Incoming } from '../../gateway/incoming.ts'
import { plainView } from '../../odata/entity.ts'
import { writeEntity } from '../../odata/write-entity.ts'
import type { TenantState } from '../../tenant/tenant-state.ts'
import { timestamp } from '../../time/timestamp.ts'
import { checkPart, type PartRules } from '../../uploads/check-part.ts'
import { freeName } from './drive.ts'
import { driveItemEntity } from './drive-entity.ts'
import type { DriveItem, FileContent } from './drive-item.ts'
import { mimeTypeOf } from './mime-type.ts'
import type { UploadSession } from './upload-sessions.ts'

/** Answers a request at the address of an upload: a part, the state of things, or the end of it (Graph rule 35). */
export function continueUpload(incoming: Incoming, tenant: TenantState): Answer {
  const { uploads } = tenant.driveServices
  if (incoming.headers.has('authorization')) refuse(tokenNotWanted)
  const session = uploads.find(incoming.url) ?? refuse(driveItemNotFound)
  switch (incoming.method) {
    case 'GET':
      return { status: 200, json: progressOf(session) }
    case 'DELETE':
      uploads.close(session)
      return noContent
    case 'PUT':
      return takePart(incoming, session, tenant)
    default:
      return { status: 405 }
  }
}

const tokenNotWanted = {
  status: 401,
  code: 'unauthenticated',
  message: 'The address of an upload session is its own authorization: leave out the Authorization header.',
}

function progressOf({ expires, next }: UploadSession): object {
  return { expirationDateTime: timestamp(expires), nextExpectedRanges: [`${next}-`] }
}

function takePart(part: Incoming, session: UploadSession, tenant: TenantState): Answer {
  const { uploads } = tenant.driveServices
  if (session.next !== session.total) {
    const total = checkPart(part, session, partRules)
    uploads.take(session, Uint8Array.from(part.body), total)
  }
  if (session.next !== session.total) return { status: 202, json: progressOf(session) }
  const { item, status } = commit(session)
  uploads.close(session)
  return { status, json: itemJson(item, session, tenant) }
}

const partRules: PartRules = {
  tooLarge: 60 * 1024 * 1024,
  step: 320 * 1024,
  refuse(fault, next) {
    if (fault === 'overlap')
      refuse({ ...outOfPlace, message: 'Uploaded fragment overlaps with existing data.' })
    if (fault === 'gap') refuse({ ...outOfPlace, message: `The next part has to begin at byte ${next}.` })
    refuse({ status: 400, code: 'invalidRequest', message: partFaults[fault] })
  },
}

const outOfPlace = { status: 416, code: 'invalidRange' }

const partFaults = {
  range: 'Content-Range has to be "bytes first-last/size", with the same size for every part.',
  length: 'The length of the part is not that of its Content-Range.',
  size: 'A part has to be smaller than 60 MiB.',
  step: 'The length of every part but the last has to be a multiple of 320 KiB.',
}

interface Committed {
  readonly item: DriveItem
  readonly status: 200 | 201
}

function commit({ drive, parent, name, behavior, parts, by, description }: UploadSession): Committed {
  const content = contentOf(name, parts)
  const present = drive.child(parent, name)
  if (present === undefined || behavior === 'rename') {
    const item = drive.addFile(present === undefined ? name : freeName(parent, name), parent, content, by)
    item.description = description
    return { item, status: 201 }
  }
  if (behavior === 'fail' || present.children !== undefined) refuse(nameConflict)
  drive.write(present, content, by)
  present.description = description ?? present.description
  return { item: present, status: 200 }
}

const nameConflict = {
  status: 409,
  code: 'upload_name_conflict',
  message:
    'Another file exists with the same name as the uploaded session. You can redirect the upload session to use a new filename by calling PUT with the new metadata and @microsoft.graph.sourceUrl attribute.',
}

function contentOf(name: string, parts: readonly Uint8Array[]): FileContent {
  return documentOf(Buffer.concat(parts), mimeTypeOf(name) ?? 'application/octet-stream')
}

function itemJson(item: DriveItem, { base, drive }: UploadSession, { downloads }: TenantState): object {
  const entity = driveItemEntity(drive, (each) => downloads.urlFor(base, drive, each))
  const selection = { properties: entity.defaults, asked: undefined, expanded: [] }
  return writeEntity(item, entity, selection, { ...plainView, base })
}
