import { GraphFailure, InvalidInput } from '@graphkeep/core'

import type { GraphRequestInit } from '../client/graph-call.ts'
import { getJson } from '../client/read-json.ts'
import { belowItem } from './below-item.ts'
import { type Download, resumingStream } from './resuming-stream.ts'
import type { TransferContext } from './transfer-context.ts'

/** A file of a drive, as far as its content is concerned. */
interface Item {
  readonly name: string
  readonly size: number
  readonly cTag?: string
  readonly file?: object
  readonly '@microsoft.graph.downloadUrl'?: string
}

/**
 * Opens a file of a drive for reading. A line that breaks is taken up where it broke, and only while the file is the
 * same; the stream fails when it was changed meanwhile, or is not as long as Graph says.
 *
 * @param path Of the file, e.g. `/me/drive/items/{id}` or `/me/drive/root:/Reports/June.pdf`.
 * @throws {@link InvalidInput} for a folder; {@link GraphFailure} when there is no such file.
 *
 * @example
 * ```ts
 * const { name, stream } = await downloadFile(context, graphPath`/me/drive/items/${id}`)
 * await saveDownload(stream, join('downloads', basename(name)))
 * ```
 */
export async function downloadFile(context: TransferContext, path: string): Promise<Download> {
  const item = await readItem(context, path)
  const { name, size } = item
  return { name, size, stream: resumingStream(context, { size, ...contentOf(context, path, item) }) }
}

function contentOf(context: TransferContext, path: string, item: Item) {
  let known: Item | undefined = item
  let etag: string | undefined

  async function current(): Promise<Item> {
    const now = known ?? (await readItem(context, path))
    known = undefined
    if (now.cTag !== item.cTag || now.size !== item.size) throw changed()
    return now
  }

  async function open(offset: number): Promise<ReadableStream<Uint8Array>> {
    const { '@microsoft.graph.downloadUrl': at } = await current()
    const headers =
      offset === 0 ? {} : { range: `bytes=${offset}-`, ...(etag !== undefined && { 'if-range': etag }) }
    const init: GraphRequestInit = { at: at ?? '', answer: 'streamed', headers, signal: context.signal }
    const answer = await context.fetch(belowItem(path, 'content'), init)
    const tag = strongTag(answer)
    if (!continues(answer, offset, item.size) || (etag !== undefined && tag !== etag)) {
      await answer.body?.cancel()
      throw changed()
    }
    etag = tag
    return answer.body ?? new Blob([]).stream()
  }

  return { open, confirm: async () => void (await current()) }
}

async function readItem(context: TransferContext, path: string): Promise<Item> {
  const item = await getJson<Item>(context, path)
  if (item.file === undefined)
    throw new InvalidInput(['This is a folder, or something else without content. Name a file.'])
  if (item['@microsoft.graph.downloadUrl'] === undefined) {
    throw new GraphFailure(
      'Microsoft Graph gives this file out to nobody here. Its owner may have blocked downloads.',
      { status: 200 },
    )
  }
  return item
}

/** Whether an answer holds the bytes from an offset to the end of a file of that size, as far as it says. */
function continues({ status, headers }: Response, offset: number, size: number): boolean {
  if (offset > 0)
    return status === 206 && headers.get('content-range') === `bytes ${offset}-${size - 1}/${size}`
  const stated = headers.has('content-encoding') ? null : headers.get('content-length')
  return status === 200 && (stated === null || Number(stated) === size)
}

/** Weak tags stand for what looks alike, not for the same bytes (RFC 9110, 8.8.1). */
function strongTag({ headers }: Response): string | undefined {
  const tag = headers.get('etag') ?? 'W/'
  return tag.startsWith('W/') ? undefined : tag
}

function changed(): GraphFailure {
  return new GraphFailure(
    'The file was changed while it was read, and what was read of it is of no use. Download it again.',
    {
      status: 412,
      retryable: true,
    },
  )
}
