import { defineTool } from '@graphkeep/core'
import { z } from 'zod'

import { listFields, readList } from '../answer/list-answer.ts'
import { graphPath } from '../client/graph-path.ts'
import { graphId } from '../input/graph-id.ts'
import { cursor, top } from '../input/page-arguments.ts'
import { mailFolders } from '../query/entities.ts'
import { query } from '../query/query.ts'
import { folderFrom, folderProperties, folderRow, type GraphFolder } from './folder-row.ts'
import { allFolders } from './folder-tags.ts'

const input = z.strictObject({
  parent: graphId.optional().describe('Id or well-known name, e.g. inbox. Default: the top of the mailbox.'),
  top: top(100, 50),
  cursor,
})

const output = z.object({ folders: z.array(folderRow), ...listFields })

/** Lists the mail folders on one level. */
export const folderList = defineTool({
  name: 'folder_list',
  title: 'List mail folders',
  description:
    'Lists the mail folders on one level, with ids and counts: those at the top, or those in one folder. For all levels at once use folder_get_tree.',
  effect: 'read',
  openWorld: false,
  permissions: { delegated: ['Mail.ReadBasic'], application: ['Mail.ReadBasic.All'] },
  input,
  output,
  cache: { resource: 'mail.folders', tags: () => [allFolders] },

  async run({ parent, top, cursor }, context) {
    const place = parent === undefined ? '/me/mailFolders' : graphPath`/me/mailFolders/${parent}/childFolders`
    const asked = query(mailFolders, place, { select: folderProperties, top, count: true })
    const { rows, end } = await readList<GraphFolder>(context, asked, cursor)
    return { folders: rows.map(folderFrom), ...end }
  },
})
