import type { ItemBody } from '../workloads/mail/message-content.ts'

/** A body that is written out whenever somebody reads it, so that a mailbox of any size fits into memory. */
export function lateBody(contentType: ItemBody['contentType'], write: () => string): ItemBody {
  return {
    contentType,
    get content() {
      return write()
    },
  }
}
