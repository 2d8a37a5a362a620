import { z } from 'zod'

/** What Outlook itself says of a message. */
export const messageHead = z.object({
  id: z.string(),
  received: z.string().optional().describe('When it came, or was last saved if it is a draft; UTC.'),
  unread: z.boolean(),
  importance: z.enum(['low', 'high']).optional().describe('Absent when normal.'),
  draft: z.boolean().optional().describe('Only when true.'),
})

/** What is asked of Graph for a head. */
export const headProperties = [
  'id',
  'receivedDateTime',
  'isRead',
  'importance',
  'isDraft',
  'parentFolderId',
] as const

/** A message as Graph writes it, as far as a head needs it. */
export interface GraphMessageHead {
  readonly id: string
  readonly receivedDateTime?: string | null
  readonly isRead?: boolean | null
  readonly importance?: string | null
  readonly isDraft?: boolean | null
  readonly parentFolderId?: string | null
}

/** Writes what Outlook says of a message, without what is usual. */
export function headFrom(message: GraphMessageHead): z.infer<typeof messageHead> {
  const { id, receivedDateTime, isRead, importance, isDraft } = message
  return {
    id,
    ...(receivedDateTime && { received: receivedDateTime }),
    unread: isRead === false,
    ...((importance === 'low' || importance === 'high') && { importance }),
    ...(isDraft && { draft: true }),
  }
}
