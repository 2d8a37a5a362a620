import { defineTool, InvalidInput } from '@graphkeep/core'
import { z } from 'zod'

import { listFields, readList } from '../answer/list-answer.ts'
import { graphPath } from '../client/graph-path.ts'
import { graphId } from '../input/graph-id.ts'
import { day } from '../input/moment.ts'
import { cursor, top } from '../input/page-arguments.ts'
import { messages } from '../query/entities.ts'
import { kql } from '../query/kql.ts'
import { type Query, query } from '../query/query.ts'
import { emailItem, emailLists, emailSearches, emailUnreadLists } from './email-tags.ts'
import { type GraphMessageRow, messageRow, rowFrom, rowProperties } from './message-row.ts'

const words = z.string().trim().min(1).max(400)

const input = z.strictObject({
  text: words
    .optional()
    .describe('Words that all occur in sender, subject or text; "a phrase" in double quotes.'),
  from: words.optional().describe('Name or address of the sender, or a part of it.'),
  subject: words.optional().describe('Words of the subject.'),
  after: day.optional().describe('First day, e.g. 2026-11-01.'),
  before: day.optional().describe('Day after the last.'),
  hasAttachments: z.boolean().optional(),
  unreadOnly: z.boolean().default(false),
  folder: graphId
    .optional()
    .describe('Only in this folder: id or well-known name. Default: the whole mailbox.'),
  top: top(50, 10),
  cursor,
})

const output = z.object({ messages: z.array(messageRow), ...listFields })

/** Searches the mailbox for words, senders and days. */
export const emailSearch = defineTool({
  name: 'email_search',
  title: 'Search mail',
  description:
    'Finds messages by words anywhere in the mailbox, best for "the mail about X". Combines words, sender, subject, days and attachments; newest sent first, at most 1,000 results, and new mail may take a minute to be found. For the newest mail of one folder use email_list.',
  effect: 'read',
  permissions: { delegated: ['Mail.Read'], application: ['Mail.Read'] },
  input,
  output,
  cache: {
    resource: 'mail.search',
    tags: ({ messages }, { unreadOnly }) => [
      emailLists,
      emailSearches,
      ...(unreadOnly ? [emailUnreadLists] : []),
      ...messages.map(({ id }) => emailItem(id)),
    ],
  },

  async run(input, context) {
    const { rows, end } = await readList<GraphMessageRow>(context, queryOf(input), input.cursor)
    return { messages: rows.map(rowFrom), ...end }
  },
})

function queryOf({ folder, top, unreadOnly, cursor, ...search }: z.infer<typeof input>): Query {
  if (kql(search) === undefined) {
    throw new InvalidInput([
      'Say what to search for: at least one of text, from, subject, after, before, hasAttachments',
    ])
  }
  const place = folder === undefined ? '/me/messages' : graphPath`/me/mailFolders/${folder}/messages`
  const where = { isRead: { eq: unreadOnly ? false : undefined } }
  return query(messages, place, { select: rowProperties, search, where, top })
}
