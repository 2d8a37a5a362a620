import { defineTool } from '@graphkeep/core'
import { z } from 'zod'

import { graphQuery } from '../client/graph-query.ts'
import { getJson } from '../client/read-json.ts'
import { visibleLine } from '../text/visible-text.ts'
import { ownUser } from './user-tags.ts'

const output = z.object({
  id: z.string(),
  name: z.string(),
  address: z.string().optional().describe('The main mail address; absent without a mailbox.'),
  signInName: z.string().optional(),
  jobTitle: z.string().optional(),
  office: z.string().optional(),
  language: z.string().optional().describe('Preferred, e.g. nb-NO.'),
})

/** Tells whose data the tools work on. */
export const userWhoami = defineTool({
  name: 'user_whoami',
  title: 'Who am I',
  description:
    'Tells whose mailbox, calendar and files the tools work on: name, mail address and job of the signed-in user. Use it to resolve "me" and "my".',
  effect: 'read',
  openWorld: false,
  permissions: { delegated: ['User.Read'], application: ['User.ReadBasic.All'] },
  input: z.strictObject({}),
  output,
  cache: { resource: 'people', tags: () => [ownUser] },

  async run(_input, context) {
    const user = await getJson<GraphUser>(context, `/me${graphQuery({ $select: properties })}`)
    const { id, displayName, mail, userPrincipalName, jobTitle, officeLocation, preferredLanguage } = user
    return {
      id,
      name: visibleLine(displayName ?? ''),
      ...(mail && { address: mail }),
      ...(userPrincipalName && { signInName: userPrincipalName }),
      ...(jobTitle && { jobTitle: visibleLine(jobTitle) }),
      ...(officeLocation && { office: visibleLine(officeLocation) }),
      ...(preferredLanguage && { language: preferredLanguage }),
    }
  },
})

const properties = [
  'id',
  'displayName',
  'mail',
  'userPrincipalName',
  'jobTitle',
  'officeLocation',
  'preferredLanguage',
]

interface GraphUser {
  readonly id: string
  readonly displayName?: string | null
  readonly mail?: string | null
  readonly userPrincipalName?: string | null
  readonly jobTitle?: string | null
  readonly officeLocation?: string | null
  readonly preferredLanguage?: string | null
}
