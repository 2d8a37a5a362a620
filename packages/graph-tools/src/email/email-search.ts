import { defineTool, InvalidInput } from '@graphkeep/core'
import { z } from 'zod'

import { type ContinuedList, readCursor } from '../answer/cursor.ts'
import { listEnd, listFields } from '../answer/list-answer.ts'
import { graphPath } from '../client/graph-path.ts'
import { graphQuery } from '../client/graph-query.ts'
import { getPage } from '../client/pages.ts'
import { graphId } from '../input/graph-id.ts'
import { day } from '../input/moment.ts'
import { cursor, top } from '../input/page-arguments.ts'
import { kql } from '../query/kql.ts'
import { emailItem, emailLists, emailSearches } from './email-tags.ts'
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
    tags: ({ messages }) => [emailLists, emailSearches, ...messages.map(({ id }) => emailItem(id))],
  },

  async run(input, context) {
    const list = searchOf(input, context)
    const { page: path } = await readCursor(list, input.cursor)
    const page = await getPage<GraphMessageRow>(context, path)
    return { messages: page.items.map(rowFrom), ...(await listEnd(list, page)) }
  },
})

function searchOf(asked: z.infer<typeof input>, context: ContinuedList['context']): ContinuedList {
  const $search = kql(asked)
  if ($search === undefined) {
    throw new InvalidInput([
      'Say what to search for: at least one of text, from, subject, after, before, hasAttachments',
    ])
  }
  const { folder, top: $top } = asked
  const place = folder === undefined ? '/me/messages' : graphPath`/me/mailFolders/${folder}/messages`
  return { context, path: `${place}${graphQuery({ $search, $select: rowProperties, $top })}` }
}
