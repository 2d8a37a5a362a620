import type { FileContent } from '../workloads/drive/drive-item.ts'
import type { MessageContent, Recipient } from '../workloads/mail/message-content.ts'

/** A made-up message before it is put into a folder; what is left out is ordinary. */
export type MadeMessage = Partial<MessageContent> &
  Pick<MessageContent, 'subject' | 'body' | 'from' | 'toRecipients' | 'internetMessageId' | 'thread'> & {
    /** When it was received, in milliseconds. */
    readonly at: number
    /** The path of the folder that its reader has put it in; one of the mailbox's own by its well-known name. */
    readonly folder: string
    readonly files?: readonly MadeFile[]
  }

/** A file to attach. */
export interface MadeFile {
  readonly name: string
  readonly content: FileContent
  readonly isInline?: boolean
  readonly contentId?: string
}

/** Completes a made-up message. */
export function complete(made: MadeMessage, timestamp: (moment: number) => string): MessageContent {
  const { at, folder, files = [], ...given } = made
  const time = timestamp(at)
  const sent = folder === 'sentitems'
  return {
    uniqueBody: undefined,
    sender: given.from,
    ccRecipients: [],
    bccRecipients: [],
    replyTo: [],
    receivedDateTime: time,
    sentDateTime: sent ? time : timestamp(at - 2000),
    references: [],
    depth: 0,
    importance: 'normal',
    inferenceClassification: 'focused',
    isRead: true,
    isDraft: false,
    isReadReceiptRequested: false,
    isDeliveryReceiptRequested: null,
    categories: [],
    flag: { flagStatus: 'notFlagged' },
    extraHeaders: [],
    meeting: undefined,
    raw: undefined,
    ...given,
    attachments: files.map(({ name, content, isInline = false, contentId }) => ({
      kind: 'file',
      name,
      contentType: content.mimeType,
      size: content.size,
      isInline,
      lastModifiedDateTime: time,
      contentId,
      bytes: content.bytes,
      item: undefined,
    })),
  }
}

/** Somebody who takes part in mail. */
export interface Correspondent {
  readonly name: string
  readonly given: string
  readonly address: string
  readonly signature: readonly string[]
}

/** A correspondent as a recipient. */
export function asRecipient({ name, address }: Correspondent): Recipient {
  return { emailAddress: { name, address } }
}
