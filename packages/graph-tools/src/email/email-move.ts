import { defineTool } from '@graphkeep/core'
import { z } from 'zod'

import { graphPath } from '../client/graph-path.ts'
import { sendJson } from '../client/read-json.ts'
import { allFolders } from '../folder/folder-tags.ts'
import { graphId } from '../input/graph-id.ts'
import { emailFolder, emailItem, emailLists, emailSearches, emailUnknownFolder } from './email-tags.ts'

const input = z.strictObject({
  id: graphId.describe('Id of the message.'),
  destination: graphId.describe('Folder id, or inbox, archive, deleteditems, junkemail, drafts.'),
})

const output = z.object({
  id: z.string().describe('Its id from now on.'),
  folderId: z.string().describe('The folder it is in now.'),
})

/** Moves a message to another folder. */
export const emailMove = defineTool({
  name: 'email_move',
  title: 'Move mail',
  description:
    'Moves one message to another folder, e.g. to archive it or to put it in the bin (deleteditems). Folder ids come from folder_list and folder_get_tree.',
  effect: 'write',
  openWorld: false,
  permissions: { delegated: ['Mail.ReadWrite'], application: ['Mail.ReadWrite'] },
  input,
  output,
  invalidates: ({ id, destination }, output) => [
    emailItem(id),
    emailLists,
    emailSearches,
    emailUnknownFolder,
    emailFolder(destination),
    allFolders,
    ...(output ? [emailItem(output.id), emailFolder(output.folderId)] : []),
  ],

  async run({ id, destination }, context) {
    const path = graphPath`/me/messages/${id}/move`
    const init = { lookAt: 'Read the message with email_get: folderId says where it is.' }
    const body = { destinationId: destination }
    const moved = await sendJson<{ id: string; parentFolderId: string }>(context, path, body, init)
    return { id: moved.id, folderId: moved.parentFolderId }
  },
})
