import { badBody, badRequest, notSimulated } from '../../errors/catalog.ts'
import { refuse } from '../../errors/graph-problem.ts'
import { type JsonObject, member } from '../../gateway/parse-json.ts'
import type { Attachment } from './attachment.ts'

/** From here on a file has to go through an upload session (Graph rule 34), in bytes. */
const largestDirect = 3 * 1024 * 1024

/** Makes an attachment of what a client posts; refuses a missing type, bad base64 and files of 3 MB or more. */
export function attachmentFrom(json: JsonObject, timestamp: string): Attachment {
  const type = String(json['@odata.type'] ?? '').replace(/^#/, '')
  if (type === 'microsoft.graph.itemAttachment' || type === 'microsoft.graph.referenceAttachment')
    refuse(notSimulated(`creating a ${type} by POST`))
  if (type !== 'microsoft.graph.fileAttachment')
    refuse(badRequest('An attachment needs "@odata.type", e.g. "#microsoft.graph.fileAttachment".'))
  const name = member(json, 'name')
  if (typeof name !== 'string') refuse(badBody("The attachment needs the property 'name'."))
  const bytes = decodeBase64(member(json, 'contentBytes'))
  const contentType = member(json, 'contentType')
  const contentId = member(json, 'contentId')
  return {
    kind: 'file',
    name,
    contentType: typeof contentType === 'string' ? contentType : 'application/octet-stream',
    size: bytes.length,
    isInline: member(json, 'isInline') === true,
    lastModifiedDateTime: timestamp,
    contentId: typeof contentId === 'string' ? contentId : undefined,
    bytes: () => bytes,
    item: undefined,
  }
}

function decodeBase64(value: unknown): Uint8Array {
  const text = typeof value === 'string' ? value.trim() : ''
  if (!/^[A-Za-z0-9+/]*={0,2}$/.test(text) || text.length % 4 === 1)
    refuse(badBody(`Cannot convert the literal '${text.slice(0, 80)}' to the expected type 'Edm.Binary'.`))
  const bytes = Buffer.from(text, 'base64')
  if (bytes.length < largestDirect) return bytes
  return refuse({
    status: 413,
    code: 'RequestEntityTooLarge',
    message: 'The attachment has 3 MB or more: create an upload session for it.',
  })
}
