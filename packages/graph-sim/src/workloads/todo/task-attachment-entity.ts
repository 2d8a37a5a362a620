import type { Entity } from '../../odata/entity.ts'
import { binary, int32, moment, text } from '../../odata/property-type.ts'
import type { Attachment } from '../mail/attachment.ts'
import { attachmentNumbers } from '../mail/attachment-numbers.ts'
import type { OutlookIds } from '../outlook/outlook-ids.ts'
import type { TodoTask } from './todo-task.ts'

/** An attachment of a task and its id. */
export interface TaskAttachment {
  readonly id: string
  readonly attachment: Attachment
}

const properties = {
  id: text,
  lastModifiedDateTime: moment,
  name: text,
  contentType: text,
  size: int32,
  contentBytes: binary,
} as const

/** Attachments of tasks as Graph describes them; their bytes are only in an attachment that is asked for by itself. */
export const taskAttachmentEntity: Entity<TaskAttachment> = {
  name: 'taskFileAttachment',
  properties,
  navigation: [],
  defaults: Object.keys(properties).filter((name) => name !== 'contentBytes'),
  always: ['id'],
  annotations: () => ({ '@odata.type': '#microsoft.graph.taskFileAttachment' }),
  read({ id, attachment }, property) {
    if (property === 'id') return id
    if (property === 'contentBytes') return base64Of(attachment)
    return attachment[property as 'lastModifiedDateTime' | 'name' | 'contentType' | 'size']
  },
}

/** The bytes of an attachment as JSON holds them. */
export function base64Of(attachment: Attachment): string {
  return Buffer.from(attachment.bytes()).toString('base64')
}

/** The attachments of a task under their ids. */
export function attachmentsOf(
  { attachments, list, number }: TodoTask,
  ids: OutlookIds,
): readonly TaskAttachment[] {
  const numbers = attachmentNumbers(attachments)
  const owner = ids.item(list.number, number)
  return attachments.map((attachment, i) => ({ attachment, id: ids.attachment(owner, numbers[i] ?? i) }))
}
