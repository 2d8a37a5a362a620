import { customCollections } from '../../custom-data/expand-custom-data.ts'
import { invalidFilterNodes } from '../../errors/catalog.ts'
import type { ListRules, Refusal } from '../../odata/list-rules.ts'
import type { Permissions } from '../../routing/route.ts'
import { outlookFilterRefusal } from '../outlook/outlook-rules.ts'

/** To read contacts and their folders. */
export const readContacts: Permissions = {
  delegated: ['Contacts.Read', 'Contacts.ReadWrite'],
  shared: ['Contacts.Read.Shared', 'Contacts.ReadWrite.Shared'],
  application: ['Contacts.Read', 'Contacts.ReadWrite'],
}

/** To create, change and delete contacts and their folders. */
export const writeContacts: Permissions = {
  delegated: ['Contacts.ReadWrite'],
  shared: ['Contacts.ReadWrite.Shared'],
  application: ['Contacts.ReadWrite'],
}

/** Addresses are looked for as they are; nothing else about them can be asked. */
const addressRefusal: Refusal = {
  source: 'api-reference/v1.0/api/user-list-contacts.md',
  when: ({ filter }) =>
    filter.some(
      ({ property, inner = [] }) =>
        property === 'emailAddresses' &&
        inner.some((use) => use.operator !== 'eq' || !/(^|\/)address$/.test(use.property)),
    ),
  problem: () => invalidFilterNodes,
}

/** How contacts and their folders may be listed; `any` works on the addresses. */
export const contactListRules: ListRules = {
  pageSize: 10,
  largestPage: 1000,
  paging: 'skip',
  counts: () => true,
  refusals: [outlookFilterRefusal(['emailAddresses', 'categories', ...customCollections]), addressRefusal],
}
