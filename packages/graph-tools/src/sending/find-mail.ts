import { GraphFailure, type ToolContext } from '@graphkeep/core'

import { graphPath } from '../client/graph-path.ts'
import { graphQuery, odataString } from '../client/graph-query.ts'
import { getPage } from '../client/pages.ts'
import { getJson } from '../client/read-json.ts'

/** Where a mail is that was made as a draft. */
export interface FoundMail {
  readonly id: string
  readonly state: 'draft' | 'sent'

  /** In milliseconds since the epoch. */
  readonly createdAt: number
}

/** By what a mail is known: the immutable id of its draft, and its Message-ID. */
export interface KnownMail {
  readonly id: string
  readonly marker: string
}

type Reading = Pick<ToolContext, 'fetch' | 'signal'>

interface MailRow {
  readonly id: string
  readonly isDraft?: boolean
  readonly createdDateTime?: string
}

const $select = ['id', 'isDraft', 'createdDateTime']

/** Looks for a mail by its immutable id, then by its Message-ID; `undefined` while it is on its way from Drafts to Sent Items, or gone. */
export async function findMail(context: Reading, { id, marker }: KnownMail): Promise<FoundMail | undefined> {
  try {
    return foundIn(await getJson<MailRow>(context, graphPath`/me/messages/${id}` + graphQuery({ $select })))
  } catch (error) {
    if (!(error instanceof GraphFailure) || error.status !== 404) throw error
    return findMarked(context, marker)
  }
}

/**
 * Looks for a mail by its Message-ID where only the sender's own copies are; what was sent goes before what was not.
 * A mail to oneself is in the Inbox under the same Message-ID.
 */
export async function findMarked(context: Reading, marker: string): Promise<FoundMail | undefined> {
  const query = graphQuery({ $filter: `internetMessageId eq ${odataString(marker)}`, $select })
  const [sent, drafts] = await Promise.all([
    getPage<MailRow>(context, `/me/mailFolders/sentitems/messages${query}`),
    getPage<MailRow>(context, `/me/mailFolders/drafts/messages${query}`),
  ])
  const rows = [...sent.items, ...drafts.items].map(foundIn)
  return rows.find(({ state }) => state === 'sent') ?? rows[0]
}

function foundIn({ id, isDraft, createdDateTime }: MailRow): FoundMail {
  return { id, state: isDraft === true ? 'draft' : 'sent', createdAt: Date.parse(createdDateTime ?? '') }
}
