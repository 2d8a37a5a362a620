import { InvalidInput } from '@graphkeep/core'

import { getJson, sendJson } from '../client/read-json.ts'
import { type Resumable, sendParts, type UploadTarget } from './send-parts.ts'
import type { TransferContext } from './transfer-context.ts'
import { type OpenSource, openSource, type UploadSource } from './upload-source.ts'

/** What is known of a file that is attached. */
export interface AttachmentFile {
  /** With its ending. */
  readonly name: string

  /** Its MIME type. Default: Outlook tells by the name. */
  readonly contentType?: string

  /** Whether the text shows it, under its `contentId`. Default `false`. */
  readonly isInline?: boolean
  readonly contentId?: string
}

/**
 * From here on a file goes in parts (Graph rule 34). In millions: 3 MiB are more than the 4 MiB of a request hold as
 * base64, while parts are taken from 2 MiB on.
 */
const smallestInParts = 3_000_000
const largest = 150 * 1024 * 1024

/** Less than 4 MB, which is the most that Outlook takes at once. */
const partBytes = 12 * 320 * 1024

/**
 * Attaches a file to a message or an event: below 3 MB in one request, up to 150 MiB in parts, of which one at a time is
 * in memory.
 *
 * @param path Of the message or the event, e.g. `/me/messages/{id}`.
 * @throws {@link GraphFailure} with status 403 for parts to a mailbox of somebody else; {@link InvalidInput} for a file
 * that is too large, a source that is not as long as it said, or a token that is not of this upload.
 *
 * @example
 * ```ts
 * await uploadAttachment(context, graphPath`/me/messages/${draftId}`, './plan.pdf', { name: 'plan.pdf' })
 * ```
 */
export async function uploadAttachment(
  context: TransferContext,
  path: string,
  source: UploadSource,
  { keep, resume, ...file }: AttachmentFile & Resumable,
): Promise<{ readonly id: string }> {
  await using opened = await openSource(source)
  if (opened.size > largest)
    throw new InvalidInput(['The file is larger than the 150 MB that Outlook attaches (Graph rule 34)'])
  if (opened.size < smallestInParts) return await attachAtOnce(context, path, opened, file)
  return await sendParts(context, targetOf(context, path, opened.size, file), opened, {
    ...(keep && { keep }),
    resume,
  })
}

async function attachAtOnce(
  context: TransferContext,
  path: string,
  source: OpenSource,
  file: AttachmentFile,
): Promise<{ readonly id: string }> {
  const bytes = await source.read(0, source.size)
  const attachment = {
    '@odata.type': '#microsoft.graph.fileAttachment',
    ...file,
    contentBytes: Buffer.from(bytes).toString('base64'),
  }
  const lookAt = 'Look at the attachments before attaching it again.'
  const { id } = await sendJson<{ id: string }>(context, `${path}/attachments`, attachment, { lookAt })
  context.progress?.(source.size, source.size)
  return { id }
}

interface ListedAttachment {
  readonly id: string
  readonly name: string
  readonly lastModifiedDateTime: string
}

function targetOf(
  context: TransferContext,
  path: string,
  size: number,
  file: AttachmentFile,
): UploadTarget<{ readonly id: string }> {
  async function find(openedAt: string): Promise<{ readonly id: string } | undefined> {
    const list = `${path}/attachments?$select=id,name,lastModifiedDateTime`
    const { value } = await getJson<{ value: readonly ListedAttachment[] }>(context, list)
    const found = value.find(
      ({ name, lastModifiedDateTime }) =>
        name === file.name && Date.parse(lastModifiedDateTime) >= Date.parse(openedAt),
    )
    return found && { id: found.id }
  }
  return {
    path: `${path}/attachments/createUploadSession`,
    body: { AttachmentItem: { attachmentType: 'file', size, ...file } },
    partBytes,
    result({ headers }) {
      const [, id = ''] = /\/Attachments\('([^']+)'\)/i.exec(headers.get('location') ?? '') ?? []
      return { id: decodeURIComponent(id) }
    },
    find,
  }
}
