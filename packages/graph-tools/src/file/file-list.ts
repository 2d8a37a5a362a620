import { defineTool } from '@graphkeep/core'
import { z } from 'zod'

import { readCursor } from '../answer/cursor.ts'
import { listEnd, listFields } from '../answer/list-answer.ts'
import { graphQuery } from '../client/graph-query.ts'
import { getPage } from '../client/pages.ts'
import { cursor, top } from '../input/page-arguments.ts'
import { itemPath, placeFields } from './file-place.ts'
import { fileFrom, fileProperties, fileRow, type GraphFile } from './file-row.ts'
import { fileItem, fileLists } from './file-tags.ts'

const input = z.strictObject({ ...placeFields, top: top(200, 50), cursor })

const output = z.object({ files: z.array(fileRow), ...listFields })

/** Lists what is in a folder of the user's drive. */
export const fileList = defineTool({
  name: 'file_list',
  title: 'List files',
  description:
    "Lists the files and folders in one folder of the user's OneDrive, named by id or by path; without either, at the top. It does not look into the folders below. For one file use file_get.",
  effect: 'read',
  permissions: { delegated: ['Files.Read'], application: ['Files.Read.All'] },
  input,
  output,
  cache: { resource: 'files', tags: ({ files }) => [fileLists, ...files.map(({ id }) => fileItem(id))] },

  async run({ id, path, top, cursor }, context) {
    const query = graphQuery({ $select: fileProperties, $top: top })
    const list = { context, path: `${itemPath({ id, path }, 'children')}${query}` }
    const { page: start } = await readCursor(list, cursor)
    const page = await getPage<GraphFile>(context, start)
    return { files: page.items.map(fileFrom), ...(await listEnd(list, page)) }
  },
})
