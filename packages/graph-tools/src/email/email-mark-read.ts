import { defineTool } from '@graphkeep/core'
import { z } from 'zod'

import { graphPath } from '../client/graph-path.ts'
import { sendJson } from '../client/read-json.ts'
import { allFolders } from '../folder/folder-tags.ts'
import { graphId } from '../input/graph-id.ts'
import { emailItem, emailUnreadLists } from './email-tags.ts'

const input = z.strictObject({
  id: graphId.describe('Id of the message.'),
  read: z.boolean().default(true).describe('false marks it as unread.'),
})

const output = z.object({ id: z.string(), unread: z.boolean() })

/** Marks a message as read or unread. */
export const emailMarkRead = defineTool({
  name: 'email_mark_read',
  title: 'Mark mail as read',
  description:
    'Marks one message as read, or as unread with read: false. Doing it twice changes nothing more.',
  effect: 'write',
  idempotent: true,
  openWorld: false,
  permissions: { delegated: ['Mail.ReadWrite'], application: ['Mail.ReadWrite'] },
  input,
  output,
  invalidates: ({ id }, output) => [
    emailItem(id),
    ...(output && output.id !== id ? [emailItem(output.id)] : []),
    emailUnreadLists,
    allFolders,
  ],

  async run({ id, read }, context) {
    const path = graphPath`/me/messages/${id}`
    const init = { method: 'PATCH', repeatable: true }
    const changed = await sendJson<{ id: string; isRead?: boolean }>(context, path, { isRead: read }, init)
    return { id: changed.id, unread: changed.isRead === false }
  },
})
