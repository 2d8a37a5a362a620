import { driveItemNotFound } from '../../errors/catalog.ts'
import { refuse } from '../../errors/graph-problem.ts'
import { type Answer, noContent } from '../../gateway/answer.ts'
import type { Incoming } from '../../gateway/incoming.ts'
import { plainView } from '../../odata/entity.ts'
import { writeEntity } from '../../odata/write-entity.ts'
import type { TenantState } from '../../tenant/tenant-state.ts'
import { timestamp } from '../../time/timestamp.ts'
import { checkPart, type PartRules } from '../../uploads/check-part.ts'
import { commitUpload } from './commit-upload.ts'
import { driveItemEntity } from './drive-entity.ts'
import type { DriveItem } from './drive-item.ts'
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
    case 'POST':
      return finish(session, tenant)
    default:
      return { status: 405 }
  }
}

const tokenNotWanted = {
  status: 401,
  code: 'unauthenticated',
  message: 'The address of an upload session is its own authorization: leave out the Authorization header.',
}

function progressOf({ expires, next, total }: UploadSession): object {
  const missing = next === total ? [] : [`${next}-`]
  return { expirationDateTime: timestamp(expires), nextExpectedRanges: missing }
}

function takePart(part: Incoming, session: UploadSession, tenant: TenantState): Answer {
  const { uploads } = tenant.driveServices
  if (session.next !== session.total) {
    const total = checkPart(part, session, partRules)
    uploads.take(session, Uint8Array.from(part.body), total)
  }
  if (session.next !== session.total || session.commit === 'when asked')
    return { status: 202, json: progressOf(session) }
  return finish(session, tenant)
}

/** Makes the file; a name that is taken leaves the session as it is. */
function finish(session: UploadSession, tenant: TenantState): Answer {
  if (session.next !== session.total) refuse(incomplete)
  const { item, status } = commitUpload(session)
  tenant.driveServices.uploads.close(session)
  return { status, json: itemJson(item, session, tenant) }
}

const incomplete = { status: 400, code: 'invalidRequest', message: 'The upload is not complete.' }

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

function itemJson(item: DriveItem, { base, drive }: UploadSession, { downloads }: TenantState): object {
  const entity = driveItemEntity(drive, (each) => downloads.urlFor(base, drive, each))
  const selection = { properties: entity.defaults, asked: undefined, expanded: [] }
  return writeEntity(item, entity, selection, { ...plainView, base })
}
