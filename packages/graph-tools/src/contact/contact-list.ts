import { defineTool } from '@graphkeep/core'
import { z } from 'zod'

import { listFields, readList } from '../answer/list-answer.ts'
import { cursor, top } from '../input/page-arguments.ts'
import { contacts } from '../query/entities.ts'
import { query } from '../query/query.ts'
import { visibleLine } from '../text/visible-text.ts'
import { allContacts } from './contact-tags.ts'

const input = z.strictObject({ top: top(100, 25), cursor })

const contactRow = z.object({
  id: z.string(),
  name: z.string(),
  company: z.string().optional(),
  jobTitle: z.string().optional(),
  addresses: z.array(z.string()).optional().describe('Mail addresses, the main one first.'),
  phones: z.array(z.string()).optional().describe('Mobile first.'),
})

const output = z.object({ contacts: z.array(contactRow), ...listFields })

/** Lists the user's own contacts. */
export const contactList = defineTool({
  name: 'contact_list',
  title: 'List contacts',
  description:
    "Lists the user's own contacts in order of their names, with company, mail addresses and phone numbers. Colleagues who were never saved as contacts are not among them.",
  effect: 'read',
  openWorld: false,
  permissions: { delegated: ['Contacts.Read'], application: ['Contacts.Read'] },
  input,
  output,
  cache: { resource: 'contacts', tags: () => [allContacts] },

  async run({ top, cursor }, context) {
    const asked = { select: properties, orderBy: 'displayName', top, count: true } as const
    const { rows, end } = await readList<GraphContact>(
      context,
      query(contacts, '/me/contacts', asked),
      cursor,
    )
    return { contacts: rows.map(contactFrom), ...end }
  },
})

const properties = [
  'id',
  'displayName',
  'companyName',
  'jobTitle',
  'emailAddresses',
  'businessPhones',
  'mobilePhone',
] as const

interface GraphContact {
  readonly id: string
  readonly displayName?: string | null
  readonly companyName?: string | null
  readonly jobTitle?: string | null
  readonly emailAddresses?: readonly { readonly address?: string | null }[] | null
  readonly businessPhones?: readonly string[] | null
  readonly mobilePhone?: string | null
}

function contactFrom(contact: GraphContact): z.infer<typeof contactRow> {
  const { id, displayName, companyName, jobTitle, emailAddresses, businessPhones, mobilePhone } = contact
  const [company, title] = [companyName, jobTitle].map((text) => visibleLine(text ?? ''))
  const addresses = lines(emailAddresses?.map(({ address }) => address))
  const phones = lines([mobilePhone, ...(businessPhones ?? [])])
  return {
    id,
    name: visibleLine(displayName ?? ''),
    ...(company && { company }),
    ...(title && { jobTitle: title }),
    ...(addresses.length > 0 && { addresses }),
    ...(phones.length > 0 && { phones }),
  }
}

function lines(values: readonly (string | null | undefined)[] = []): string[] {
  return [...new Set(values.map((value) => visibleLine(value ?? '')))].filter((value) => value !== '')
}
