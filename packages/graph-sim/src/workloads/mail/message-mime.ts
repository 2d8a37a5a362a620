import { writeMime } from '../../mime/write-mime.ts'
import type { MessageContent } from './message-content.ts'
import { headersOf } from './message-headers.ts'

/** The message as MIME: as it came when it was imported, otherwise written from its properties. */
export function mimeOf(message: MessageContent): Uint8Array {
  if (message.raw !== undefined) return message.raw
  const text = writeMime({
    headers: headersOf(message),
    body: message.body,
    boundary: `_000_${message.internetMessageId.replace(/[^a-z0-9]/gi, '').slice(0, 40)}_`,
    parts: message.attachments.map((attachment) => ({
      name: attachment.name,
      contentType:
        attachment.kind === 'item'
          ? 'message/rfc822'
          : (attachment.contentType ?? 'application/octet-stream'),
      disposition: attachment.isInline ? 'inline' : 'attachment',
      contentId: attachment.contentId,
      bytes: attachment.bytes(),
    })),
  })
  return Buffer.from(text, 'latin1')
}
