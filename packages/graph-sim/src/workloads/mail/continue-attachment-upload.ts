import { itemNotFound, tooLarge, unauthenticated } from '../../errors/catalog.ts'
import { refuse } from '../../errors/graph-problem.ts'
import { type Answer, noContent } from '../../gateway/answer.ts'
import type { Incoming } from '../../gateway/incoming.ts'
import type { TenantState } from '../../tenant/tenant-state.ts'
import { timestamp } from '../../time/timestamp.ts'
import { checkPart, type PartFault, type PartRules } from '../../uploads/check-part.ts'
import type { Upload } from '../../uploads/uploads.ts'
import type { Attachment } from './attachment.ts'
import { typeOf } from './attachment-from.ts'
import type { AttachmentUpload } from './attachment-uploads.ts'

/** Answers a request at the address of an attachment's upload: a part, the state of things, or the end of it (Graph rule 34). */
export function continueAttachmentUpload(incoming: Incoming, tenant: TenantState): Answer {
  const { attachmentUploads: uploads } = tenant
  if (incoming.headers.has('authorization')) refuse(tokenNotWanted)
  const upload = uploads.find(incoming.url) ?? refuse(itemNotFound)
  switch (incoming.method) {
    case 'GET':
      return { status: 200, json: progressOf(upload) }
    case 'DELETE':
      uploads.close(upload)
      return noContent
    case 'PUT':
      return takePart(incoming, upload, tenant)
    default:
      return { status: 405 }
  }
}

const tokenNotWanted = {
  ...unauthenticated.foreign,
  message: `${unauthenticated.foreign.message} Invalid audience.`,
}

function progressOf(upload: AttachmentUpload): object {
  return {
    '@odata.context': `${upload.context}/AttachmentSessions/$entity`,
    ...expectedOf(upload),
  }
}

/** How far an upload to Exchange has come, in the spelling of its own interface. */
export function expectedOf({ expires, next }: Upload): object {
  return { ExpirationDateTime: timestamp(expires), NextExpectedRanges: [String(next)] }
}

function takePart(
  part: Incoming,
  upload: AttachmentUpload,
  { attachmentUploads, clock }: TenantState,
): Answer {
  const { file } = upload
  const total = checkPart(part, { ...upload, total: file.size }, outlookParts)
  attachmentUploads.take(upload, Uint8Array.from(part.body), total)
  if (upload.next !== total) return { status: 200, json: progressOf(upload) }
  attachmentUploads.close(upload)
  const bytes = Buffer.concat(upload.parts)
  const attachment: Attachment = {
    ...file,
    kind: 'file',
    contentType: file.contentType ?? typeOf(file.name, bytes),
    lastModifiedDateTime: timestamp(clock.now()),
    bytes: () => bytes,
    item: undefined,
  }
  upload.owner.attachments.push(attachment)
  upload.owner.changed()
  const id = upload.idOf(attachment)
  return { status: 201, headers: { Location: `${upload.address}/Attachments('${id}')` } }
}

/** What Exchange asks of parts: 4 MB at most, in order. */
export const outlookParts: PartRules = {
  tooLarge: 4 * 1024 * 1024 + 1,
  step: 1,
  refuse(fault, next) {
    if (fault === 'size') refuse(tooLarge)
    if (fault === 'overlap' || fault === 'gap')
      refuse({ status: 416, code: 'InvalidRange', message: `The next part has to begin at byte ${next}.` })
    refuse({ status: 400, code: 'ErrorInvalidRequest', message: faults[fault] })
  },
}

const faults: Readonly<Record<Exclude<PartFault, 'size' | 'overlap' | 'gap'>, string>> = {
  range: 'Content-Range has to be "bytes first-last/size", with the size that the session was opened for.',
  length: 'The length of the part is not that of its Content-Range.',
  step: 'The length of the part is not allowed.',
}
