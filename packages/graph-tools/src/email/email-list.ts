import { defineTool, InvalidInput } from '@graphkeep/core'
import { z } from 'zod'

import { listFields, readList } from '../answer/list-answer.ts'
import { graphPath } from '../client/graph-path.ts'
import { emailAddress } from '../input/email-address.ts'
import { graphId } from '../input/graph-id.ts'
import { moment } from '../input/moment.ts'
import { cursor, top } from '../input/page-arguments.ts'
import { messages } from '../query/entities.ts'
import { type Query, query } from '../query/query.ts'
import {
  emailFolder,
  emailItem,
  emailLists,
  emailUnknownFolder,
  emailUnreadLists,
  isWellKnown,
} from './email-tags.ts'
import { type GraphMessageRow, messageRow, rowFrom, rowProperties } from './message-row.ts'

const input = z.strictObject({
  folder: graphId
    .default('inbox')
    .describe('Folder id, or inbox, sentitems, drafts, archive, deleteditems, junkemail.'),
  top: top(50, 10),
  unreadOnly: z.boolean().default(false),
  from: emailAddress.optional().describe("The sender's exact address."),
  since: moment.optional().describe('Received at or after; a day begins at 00:00 UTC.'),
  until: moment.optional().describe('Received before.'),
  cursor,
})

const output = z.object({
  messages: z.array(messageRow),
  folderId: z.string().optional().describe('The folder they are in; absent when there are none.'),
  ...listFields,
})

/** Lists the messages of a folder, the newest first. */
export const emailList = defineTool({
  name: 'email_list',
  title: 'List mail',
  description:
    'Lists the messages of one mail folder, newest first, with sender, subject and a preview. Use it for "my latest mail", unread mail, mail of a sender or of a time. To find words in mail use email_search; to read a whole message use email_get with its id.',
  effect: 'read',
  permissions: { delegated: ['Mail.Read'], application: ['Mail.Read'] },
  input,
  output,
  cache: {
    resource: 'mail.list',
    tags: ({ messages, folderId }, { folder, unreadOnly }) => [
      emailLists,
      emailFolder(folder),
      ...(unreadOnly ? [emailUnreadLists] : []),
      ...(folderId === undefined ? unknownFolder(folder) : [emailFolder(folderId)]),
      ...messages.map(({ id }) => emailItem(id)),
    ],
  },

  async run(input, context) {
    const { rows, end } = await readList<GraphMessageRow>(context, queryOf(input), input.cursor)
    const folderId = rows[0]?.parentFolderId
    return { messages: rows.map(rowFrom), ...(folderId && { folderId }), ...end }
  },
})

function unknownFolder(folder: string): readonly string[] {
  return isWellKnown(folder) ? [emailUnknownFolder] : []
}

function queryOf({ folder, top, unreadOnly, from, since, until }: z.infer<typeof input>): Query {
  if (since !== undefined && until !== undefined && Date.parse(until) <= Date.parse(since)) {
    throw new InvalidInput(['until: it has to be later than since'])
  }
  return query(messages, graphPath`/me/mailFolders/${folder}/messages`, {
    select: rowProperties,
    where: {
      receivedDateTime: { ge: since, lt: until },
      isRead: { eq: unreadOnly ? false : undefined },
      'from/emailAddress/address': { eq: from },
    },
    orderBy: 'receivedDateTime desc',
    top,
    count: true,
  })
}
