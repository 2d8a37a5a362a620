import { z } from 'zod'

import { visibleLine } from '../text/visible-text.ts'

/** An attachment by its name; never its content. */
export const attachmentRow = z.object({
  name: z.string(),
  type: z.string().optional(),
  bytes: z.number().optional(),
  inline: z.boolean().optional().describe('Only when true: shown inside the text.'),
})

/** An attachment as Graph lists it. */
export interface GraphAttachmentRow {
  readonly name?: string | null
  readonly contentType?: string | null
  readonly size?: number | null
  readonly isInline?: boolean | null
}

/** Writes an attachment as a row. */
export function attachmentFrom(attachment: GraphAttachmentRow): z.infer<typeof attachmentRow> {
  const { name, contentType, size, isInline } = attachment
  return {
    name: visibleLine(name ?? ''),
    ...(contentType && { type: visibleLine(contentType) }),
    ...(typeof size === 'number' && { bytes: size }),
    ...(isInline && { inline: true }),
  }
}
