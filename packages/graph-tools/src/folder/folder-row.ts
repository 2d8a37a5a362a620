import { z } from 'zod'

import { visibleLine } from '../text/visible-text.ts'

/** What is asked of Graph for a folder. */
export const folderProperties = [
  'id',
  'displayName',
  'parentFolderId',
  'childFolderCount',
  'unreadItemCount',
  'totalItemCount',
] as const

/** A folder in a list. */
export const folderRow = z.object({
  id: z.string(),
  name: z.string(),
  unread: z.number(),
  total: z.number().describe('Messages in the folder itself.'),
  folders: z.number().optional().describe('How many folders are in it; absent for none.'),
})

/** A folder as Graph lists it. */
export interface GraphFolder {
  readonly id: string
  readonly displayName?: string | null
  readonly childFolderCount?: number | null
  readonly unreadItemCount?: number | null
  readonly totalItemCount?: number | null
  readonly childFolders?: readonly GraphFolder[] | null
}

/** Writes a folder as a row. */
export function folderFrom(folder: GraphFolder): z.infer<typeof folderRow> {
  const { id, displayName, childFolderCount, unreadItemCount, totalItemCount } = folder
  return {
    id,
    name: visibleLine(displayName ?? ''),
    unread: unreadItemCount ?? 0,
    total: totalItemCount ?? 0,
    ...(childFolderCount && { folders: childFolderCount }),
  }
}
