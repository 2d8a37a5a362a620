import { customExpanders } from '../../custom-data/expand-custom-data.ts'
import type { Call } from '../../gateway/call.ts'
import type { Entity, View } from '../../odata/entity.ts'
import { binary, flag, int32, moment, text } from '../../odata/property-type.ts'
import type { Query } from '../../odata/query.ts'
import { readSelection } from '../../odata/selection.ts'
import { type Expander, writeEntity } from '../../odata/write-entity.ts'
import type { OutlookIds } from '../outlook/outlook-ids.ts'
import type { Attachment } from './attachment.ts'
import { attachmentNumbers } from './attachment-numbers.ts'
import type { Message } from './mail-folder.ts'
import { messageId } from './message-entity.ts'

const properties = {
  id: text,
  lastModifiedDateTime: moment,
  name: text,
  contentType: text,
  size: int32,
  isInline: flag,
  contentId: text,
  contentLocation: text,
  contentBytes: binary,
} as const

/** An attachment and the id of what it hangs on. */
export interface Attached {
  readonly attachment: Attachment
  readonly id: string
}

/** Attachments as Graph describes them; the bytes are only in file attachments. */
export const attachmentEntity: Entity<Attached> = {
  name: 'attachment',
  properties,
  navigation: ['item'],
  defaults: Object.keys(properties),
  always: ['id'],
  annotations: ({ attachment }) => ({
    '@odata.type': `#microsoft.graph.${attachment.kind}Attachment`,
    ...(attachment.kind === 'file' ? { '@odata.mediaContentType': attachment.contentType } : {}),
  }),
  read: (row, property) => readProperty(row, property),
}

/** Attachments under ids that are made of their owner's. */
export function attachedTo(
  attachments: readonly Attachment[],
  owner: string,
  ids: OutlookIds,
): readonly Attached[] {
  const numbers = attachmentNumbers(attachments)
  return attachments.map((attachment, i) => ({ attachment, id: ids.attachment(owner, numbers[i] ?? i) }))
}

/** What may be expanded on an attachment: the item that it is; nothing for files. */
export const attachmentExpanders: Readonly<Record<string, Expander<Attached>>> = {
  item: ({ attachment }) => attachment.item,
}

/** What may be expanded on a message. */
export function messageExpanders(call: Call, ids: OutlookIds): Readonly<Record<string, Expander<Message>>> {
  return {
    ...customExpanders((message: Message) => message),
    attachments: (message, { query }) =>
      expandedAttachments(
        attachedTo(message.attachments, messageId(message, call.view, ids), ids),
        query,
        call.view,
      ),
  }
}

/** Attachments as `$expand` writes them on their owner. */
export function expandedAttachments(
  rows: readonly Attached[],
  query: Query,
  view: View,
): readonly Record<string, unknown>[] {
  const selection = readSelection(query, attachmentEntity, Object.keys(attachmentExpanders))
  return rows.map((row) => writeEntity(row, attachmentEntity, selection, view, attachmentExpanders))
}

function readProperty({ attachment, id }: Attached, property: string): unknown {
  switch (property) {
    case 'id':
      return id
    case 'contentId':
      return attachment.kind === 'file' ? (attachment.contentId ?? null) : undefined
    case 'contentLocation':
      return attachment.kind === 'file' ? null : undefined
    case 'contentBytes':
      return attachment.kind === 'file' ? Buffer.from(attachment.bytes()).toString('base64') : undefined
    default:
      return (attachment as unknown as Readonly<Record<string, unknown>>)[property]
  }
}
