import { defineTool } from '@graphkeep/core'
import { z } from 'zod'

import { listFields, readList } from '../answer/list-answer.ts'
import { cursor, top } from '../input/page-arguments.ts'
import { driveItems } from '../query/entities.ts'
import { query } from '../query/query.ts'
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
    const asked = query(driveItems, itemPath({ id, path }, 'children'), { select: fileProperties, top })
    const { rows, end } = await readList<GraphFile>(context, asked, cursor)
    return { files: rows.map(fileFrom), ...end }
  },
})
