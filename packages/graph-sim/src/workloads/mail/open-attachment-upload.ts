import { accessDenied, badBody } from '../../errors/catalog.ts'
import { type Problem, refuse } from '../../errors/graph-problem.ts'
import type { Answer } from '../../gateway/answer.ts'
import { created } from '../../gateway/answer.ts'
import type { Call } from '../../gateway/call.ts'
import { isObject, type JsonObject, member } from '../../gateway/parse-json.ts'
import { readJson, readMembers } from '../../gateway/read-body.ts'
import { flag, int64, oneOf, text } from '../../odata/property-type.ts'
import { timestamp } from '../../time/timestamp.ts'
import { mimeTypeOf } from '../drive/mime-type.ts'
import type { Attachment } from './attachment.ts'
import { largestDirect } from './attachment-from.ts'
import { attachmentNumbers } from './attachment-numbers.ts'
import type { AttachmentOwner } from './attachment-owner.ts'
import type { AttachmentGoal } from './attachment-uploads.ts'

const largest = 150 * 1024 * 1024

const attachmentItem = {
  name: 'attachmentItem',
  properties: {
    attachmentType: oneOf('attachmentType', 'file', 'item', 'reference'),
    contentId: text,
    contentType: text,
    isInline: flag,
    name: text,
    size: int64,
  },
} as const

/** Opens an upload session for a file of 3 to 150 MB on a message or an event (Graph rule 34). */
export function openAttachmentUpload(call: Call, owner: AttachmentOwner): Answer {
  const { principal, user, tenant, base } = call
  if (principal.kind === 'delegated' && principal.user !== user) refuse(accessDenied.outlook)
  const file = fileFrom(member(readJson(call), 'attachmentItem'), timestamp(tenant.clock.now()))
  const place = `Users('${user.id}@${tenant.id}')/${owner.collection}('${owner.idIn(call.view)}')`
  const upload = tenant.attachmentUploads.open({
    owner,
    file,
    address: `${hostOf(base)}/api/v2.0/${place}`,
    context: `https://outlook.office.com/api/v2.0/$metadata#${encodeURIComponent(place).replaceAll('%2F', '/')}`,
    idOf: idsOf(call, owner),
  })
  return created({
    '@odata.context': `${base}/$metadata#microsoft.graph.uploadSession`,
    uploadUrl: upload.url,
    expirationDateTime: timestamp(upload.expires),
    nextExpectedRanges: ['0-'],
  })
}

/** In process Outlook's own host, over HTTP the server that was asked. */
function hostOf(base: string): string {
  const { origin, hostname } = new URL(base)
  return hostname === 'graph.microsoft.com' ? 'https://outlook.office.com' : origin
}

function idsOf({ view, tenant, user }: Call, owner: AttachmentOwner): AttachmentGoal['idOf'] {
  const { ids } = tenant.mailbox(user)
  return (attachment) => {
    const at = owner.attachments.indexOf(attachment)
    return ids.attachment(owner.idIn(view), attachmentNumbers(owner.attachments)[at] ?? 0)
  }
}

function fileFrom(given: unknown, now: string): AttachmentGoal['file'] {
  const json: JsonObject = isObject(given)
    ? given
    : refuse(badBody("The parameter 'AttachmentItem' is required."))
  const { attachmentType, name, size, contentType, contentId, isInline } = readMembers(json, attachmentItem)
  if (String(attachmentType).toLowerCase() !== 'file' || typeof name !== 'string')
    refuse(badBody("An AttachmentItem needs the attachmentType 'file', a name and a size."))
  if (typeof size !== 'number') refuse(badBody("An AttachmentItem needs the property 'size'."))
  if (size < largestDirect) refuse(tooSmall)
  if (size > largest) refuse(tooBig)
  return {
    name,
    size,
    contentType: typeof contentType === 'string' ? contentType : (mimeTypeOf(name) ?? null),
    contentId: typeof contentId === 'string' ? contentId : undefined,
    isInline: isInline === true,
    lastModifiedDateTime: now,
  } satisfies Omit<Attachment, 'bytes' | 'kind' | 'item'>
}

const tooSmall: Problem = {
  status: 400,
  code: 'ErrorAttachmentSizeShouldNotBeLessThanMinimumSize',
  message: 'The attachment has less than 3 MB: post it to the attachments of the item.',
}

const tooBig: Problem = {
  status: 400,
  code: 'ErrorAttachmentSizeLimitExceeded',
  message: 'The attachment has more than 150 MB.',
}
