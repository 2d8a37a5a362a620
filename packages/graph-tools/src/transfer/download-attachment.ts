import type { GraphRequestInit } from '../client/graph-call.ts'
import { getJson } from '../client/read-json.ts'
import { type Download, resumingStream } from './resuming-stream.ts'
import type { TransferContext } from './transfer-context.ts'

/**
 * Opens the bytes of a message's or an event's attachment for reading, not as base64. Outlook gives no parts out: after
 * a line has broken it is read from the start again, and what has come already is passed over. Attachments never change.
 *
 * @param path Of the attachment, e.g. `/me/messages/{id}/attachments/{id}`.
 *
 * @example
 * ```ts
 * const { stream } = await downloadAttachment(context, graphPath`/me/messages/${message}/attachments/${id}`)
 * await saveDownload(stream, 'plan.pdf')
 * ```
 */
export async function downloadAttachment(context: TransferContext, path: string): Promise<Download> {
  const { name } = await getJson<{ name: string }>(context, `${path}?$select=id,name`)
  const init: GraphRequestInit = { answer: 'streamed', headers: { accept: '*/*' }, signal: context.signal }

  async function open(offset: number): Promise<AsyncIterable<Uint8Array>> {
    const { body } = await context.fetch(`${path}/$value`, init)
    return passingOver(offset, body ?? new Blob([]).stream())
  }

  return { name, size: undefined, stream: resumingStream(context, { size: undefined, open }) }
}

async function* passingOver(
  bytes: number,
  chunks: AsyncIterable<Uint8Array>,
): AsyncGenerator<Uint8Array, void> {
  let left = bytes
  for await (const chunk of chunks) {
    if (left < chunk.length) yield chunk.subarray(left)
    left = Math.max(0, left - chunk.length)
  }
}
