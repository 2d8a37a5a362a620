import { defineTool, InvalidInput } from '@graphkeep/core'
import { z } from 'zod'

import { type ContinuedList, readCursor } from '../answer/cursor.ts'
import { listEnd, listFields } from '../answer/list-answer.ts'
import { graphPath } from '../client/graph-path.ts'
import { graphQuery, odataString } from '../client/graph-query.ts'
import { getPage } from '../client/pages.ts'
import { emailAddress } from '../input/email-address.ts'
import { graphId } from '../input/graph-id.ts'
import { moment } from '../input/moment.ts'
import { cursor, top } from '../input/page-arguments.ts'
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
    const list = listOf(input, context)
    const { page: path } = await readCursor(list, input.cursor)
    const page = await getPage<GraphMessageRow>(context, path)
    const folderId = page.items[0]?.parentFolderId
    return {
      messages: page.items.map(rowFrom),
      ...(folderId && { folderId }),
      ...(await listEnd(list, page)),
    }
  },
})

function unknownFolder(folder: string): readonly string[] {
  return isWellKnown(folder) ? [emailUnknownFolder] : []
}

function listOf(asked: z.infer<typeof input>, context: ContinuedList['context']): ContinuedList {
  const $filter = filterOf(asked)
  const query = graphQuery({
    $select: rowProperties,
    $filter,
    $orderby: 'receivedDateTime desc',
    $top: asked.top,
    $count: true,
  })
  return { context, path: `${graphPath`/me/mailFolders/${asked.folder}/messages`}${query}` }
}

/** What is sorted by has to be filtered by, and before anything else (Graph rule 2). */
function filterOf({ unreadOnly, from, since, until }: z.infer<typeof input>): string | undefined {
  if (since !== undefined && until !== undefined && Date.parse(until) <= Date.parse(since)) {
    throw new InvalidInput(['until: it has to be later than since'])
  }
  const others = [
    ...(until === undefined ? [] : [`receivedDateTime lt ${utc(until)}`]),
    ...(unreadOnly ? ['isRead eq false'] : []),
    ...(from === undefined ? [] : [`from/emailAddress/address eq ${odataString(from)}`]),
  ]
  if (since === undefined && others.length === 0) return undefined
  return [`receivedDateTime ge ${utc(since ?? '1970-01-01')}`, ...others].join(' and ')
}

function utc(text: string): string {
  return new Date(text).toISOString()
}
