import type { View } from '../../odata/entity.ts'
import type { Attachment } from './attachment.ts'

/** What attachments hang on: a message or an event. */
export interface AttachmentOwner {
  /** In the order in which they were attached; changed in place. */
  readonly attachments: Attachment[]
  /** Its id in the form that a view asks for. */
  idIn(view: View): string
  /** Its place in `@odata.context`, e.g. `users('…')/messages('…')`. */
  readonly context: string
  /** What Outlook's own addresses call its collection. */
  readonly collection: 'Messages' | 'Events'
  /** Notes that something was attached or taken away. */
  changed(): void
}
