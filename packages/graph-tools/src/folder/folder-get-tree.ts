import { defineTool } from '@graphkeep/core'
import { z } from 'zod'

import { graphId } from '../input/graph-id.ts'
import { folderFrom, folderRow } from './folder-row.ts'
import { allFolders } from './folder-tags.ts'
import { readTree } from './read-tree.ts'

/** With more, an answer would no longer fit into what hosts hand to a model. */
const mostRows = 150

const input = z.strictObject({
  under: graphId
    .optional()
    .describe('Only below this folder: id or well-known name. Default: the whole mailbox.'),
})

const output = z.object({
  folders: z.array(
    folderRow.extend({
      depth: z.number().describe('0 at the top; a folder is in the nearest one above it with one less.'),
    }),
  ),
  total: z.number().describe('How many folders there are in all.'),
  unread: z.number().describe('Unread messages in all of them.'),
  more: z.boolean().describe('Whether there are more folders than these.'),
  note: z.string().optional(),
})

/** Reads the tree of mail folders. */
export const folderGetTree = defineTool({
  name: 'folder_get_tree',
  title: 'Tree of mail folders',
  description:
    'Reads all mail folders of the mailbox at once as a tree, each followed by those in it, with ids, depths and counts. Use it to find a folder by name, e.g. before email_list or email_move.',
  effect: 'read',
  openWorld: false,
  permissions: { delegated: ['Mail.ReadBasic'], application: ['Mail.ReadBasic.All'] },
  input,
  output,
  cache: { resource: 'mail.folders', tags: () => [allFolders] },

  async run({ under }, context) {
    const tree = await readTree(context, under)
    const rows = tree.map(({ folder, depth }) => ({ ...folderFrom(folder), depth }))
    const more = rows.length > mostRows
    const note = `Only the first ${mostRows} of ${rows.length} folders. For the rest call it with under set to a folder at the top.`
    return {
      folders: rows.slice(0, mostRows),
      total: rows.length,
      unread: rows.reduce((sum, { unread }) => sum + unread, 0),
      more,
      ...(more && { note }),
    }
  },
})
