import { GraphFailure } from '@graphkeep/core'

import type { GraphRequestInit } from '../client/graph-call.ts'
import { getJson } from '../client/read-json.ts'
import { belowItem } from './below-item.ts'
import { type Resumable, sendParts, type UploadTarget } from './send-parts.ts'
import type { TransferContext } from './transfer-context.ts'
import { readAnswer } from './upload-session.ts'
import { type OpenSource, openSource, type UploadSource } from './upload-source.ts'

/** A file of a drive, as Graph answers it after it was written. */
export interface WrittenFile {
  readonly id: string
  readonly name: string

  /** In bytes. More than was sent where SharePoint adds properties of its own to Office files. */
  readonly size: number
  readonly webUrl?: string
  readonly eTag?: string
  readonly cTag?: string
}

/** How a file is uploaded. */
export interface UploadFileOptions extends Resumable {
  /** What to do when the name is taken. Default `fail`: nothing is overwritten unasked. */
  readonly ifExists?: 'fail' | 'replace' | 'rename'

  /** The `eTag` that the file has to have still; where it has another, the upload fails with status 412. Default: any. */
  readonly ifMatch?: string

  /** How long a part is: a multiple of 320 KiB below 60 MiB (Graph rule 35). Default 5 MiB. */
  readonly partBytes?: number
}

const step = 320 * 1024
const defaultPart = 16 * step

/** The largest file that goes in one request. */
const largestAtOnce = 4 * 1024 * 1024

/**
 * Uploads a file to a drive: in one request up to 4 MiB, else in parts, of which one at a time is in memory. What
 * breaks is gone on with; what Graph has is not sent again.
 *
 * @param path Of the file, e.g. `/me/drive/root:/Reports/June.pdf` or `/me/drive/items/{folder}:/June.pdf`; of a file that is there also `/me/drive/items/{id}`.
 * @throws {@link GraphFailure} with status 409 when the name is taken, 412 when the file has another `eTag`, 507 when it
 * does not fit; {@link InvalidInput} when the source is not as long as it said, or a token is not of this upload.
 *
 * @example
 * ```ts
 * const path = `/me/drive/root:/${drivePath('Reports/June.pdf')}`
 * const { id } = await uploadFile(context, path, './June.pdf', { keep: (token) => writeFile('upload.token', token) })
 * ```
 */
export async function uploadFile(
  context: TransferContext,
  path: string,
  source: UploadSource,
  options: UploadFileOptions = {},
): Promise<WrittenFile> {
  const { partBytes = defaultPart } = options
  if (partBytes % step !== 0 || partBytes <= 0 || partBytes >= 60 * 1024 * 1024) {
    throw new TypeError('partBytes is a multiple of 320 KiB below 60 MiB')
  }
  await using opened = await openSource(source)
  if (opened.size <= largestAtOnce) return await sendAtOnce(context, path, opened, options)
  return await sendParts(context, targetOf(context, path, opened, { ...options, partBytes }), opened, options)
}

async function sendAtOnce(
  { fetch, signal, progress }: TransferContext,
  path: string,
  source: OpenSource,
  { ifExists = 'fail', ifMatch }: UploadFileOptions,
): Promise<WrittenFile> {
  const init: GraphRequestInit = {
    method: 'PUT',
    body: await source.read(0, source.size),
    headers: {
      'content-type': 'application/octet-stream',
      ...(ifMatch !== undefined && { 'if-match': ifMatch }),
    },
    ...(ifExists === 'replace' && ifMatch === undefined
      ? { repeatable: true }
      : { repeatable: false, lookAt: whereToLook[ifMatch === undefined ? ifExists : 'replace'] }),
    signal,
  }
  const answer = await fetch(
    `${belowItem(path, 'content')}?@microsoft.graph.conflictBehavior=${ifExists}`,
    init,
  )
  const file = written(await readAnswer(answer), answer.status, source.size)
  progress?.(source.size, source.size)
  return file
}

const whereToLook = {
  fail: 'Look whether the file is there before uploading it again.',
  rename:
    'Look for the file in its folder, where it may have a number after its name, before uploading it again.',
  replace:
    'Look at the file before uploading it again: an upload that took effect has given it another eTag.',
}

function targetOf(
  context: TransferContext,
  path: string,
  { size }: OpenSource,
  { ifExists = 'fail', ifMatch, partBytes }: UploadFileOptions & { readonly partBytes: number },
): UploadTarget<WrittenFile> {
  return {
    path: belowItem(path, 'createUploadSession'),
    body: { item: { '@microsoft.graph.conflictBehavior': ifExists, fileSize: size } },
    ...(ifMatch !== undefined && { headers: { 'if-match': ifMatch } }),
    partBytes,
    result: ({ status }, body) => written(body, status, size),
    async find(openedAt) {
      const select = '$select=id,name,size,webUrl,eTag,cTag,lastModifiedDateTime'
      const item = await getJson<WrittenFile & { lastModifiedDateTime: string }>(
        context,
        `${path}?${select}`,
      ).catch(absent)
      const isNew = item !== undefined && Date.parse(item.lastModifiedDateTime) >= Date.parse(openedAt)
      return isNew && item.size >= size ? written(item, 200, size) : undefined
    },
  }
}

function absent(error: unknown): undefined {
  if (error instanceof GraphFailure && error.status === 404) return undefined
  throw error
}

/** Takes over what is known of the file. One that is smaller than what was sent is not whole. */
function written(body: object, status: number, sent: number): WrittenFile {
  const { id, name, size, webUrl, eTag, cTag } = body as Partial<WrittenFile>
  if (typeof id !== 'string' || typeof name !== 'string' || typeof size !== 'number' || size < sent) {
    throw new GraphFailure(
      'Microsoft Graph says that the upload has ended, and shows no whole file. Look at the file before uploading it again.',
      { status, outcomeUnknown: true },
    )
  }
  return {
    id,
    name,
    size,
    ...(webUrl !== undefined && { webUrl }),
    ...(eTag !== undefined && { eTag }),
    ...(cTag !== undefined && { cTag }),
  }
}
