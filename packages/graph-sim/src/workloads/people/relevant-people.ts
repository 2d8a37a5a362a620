import { createRandom } from '../../random/random.ts'
import type { TenantState } from '../../tenant/tenant-state.ts'
import type { Contact } from '../contacts/contact.ts'
import { hasMailbox } from '../directory/has-mailbox.ts'
import type { User } from '../directory/user.ts'
import { type Group, isUnified } from '../groups/group.ts'
import type { Mailbox } from '../outlook/mailbox.ts'
import type { Person } from './person.ts'

/** Everybody with whom a user writes, works or whom they know, the most relevant first. */
export function relevantPeople(tenant: TenantState, user: User): readonly Person[] {
  const mailbox = tenant.mailbox(user)
  const people = new Map<string, Person>()
  const add = (person: Person): void => {
    if (!people.has(person.address.toLowerCase())) people.set(person.address.toLowerCase(), person)
  }
  const letters = countLetters(mailbox)
  for (const colleague of tenant.directory.users)
    if (colleague !== user && hasMailbox(colleague)) add(fromDirectory(colleague, user, letters))
  for (const group of tenant.groups().groupsOf(user)) if (isUnified(group)) add(fromGroup(group, letters))
  for (const contact of contactsOf(mailbox)) for (const person of fromContact(contact, letters)) add(person)
  const own = user.mail?.toLowerCase()
  for (const [address, { name, count }] of letters) if (address !== own) add(fromMail(address, name, count))
  return [...people.values()].sort((a, b) => b.score - a.score || (a.displayName < b.displayName ? -1 : 1))
}

type Letters = ReadonlyMap<string, { readonly name: string; readonly count: number }>

/** How many messages there are with each address, those sent counting three times; junk does not count. */
function countLetters({ messages, owner }: Mailbox): Letters {
  const letters = new Map<string, { name: string; count: number }>()
  for (const { from, toRecipients, ccRecipients, folder } of messages.all) {
    if (folder.wellKnown === 'junkemail') continue
    const isOwn = from?.emailAddress.address.toLowerCase() === owner.mail?.toLowerCase()
    const others = isOwn ? [...toRecipients, ...ccRecipients] : from === null ? [] : [from]
    for (const { emailAddress } of others) {
      const key = emailAddress.address.toLowerCase()
      const known = letters.get(key) ?? { name: emailAddress.name, count: 0 }
      letters.set(key, { name: known.name, count: known.count + (isOwn ? 3 : 1) })
    }
  }
  return letters
}

function contactsOf({ contacts }: Mailbox): readonly Contact[] {
  return [contacts.main, ...contacts.folders].flatMap((folder) => folder.contacts)
}

function fromDirectory(colleague: User, user: User, letters: Letters): Person {
  const address = colleague.mail ?? colleague.userPrincipalName
  const near = colleague.department === user.department || colleague.id === user.managerId
  return {
    id: colleague.id,
    displayName: colleague.displayName,
    givenName: colleague.givenName,
    surname: colleague.surname,
    jobTitle: colleague.jobTitle,
    companyName: colleague.companyName,
    department: colleague.department,
    officeLocation: colleague.officeLocation,
    userPrincipalName: colleague.userPrincipalName,
    address,
    phones: phonesOf(colleague.businessPhones, colleague.mobilePhone),
    subclass: 'OrganizationUser',
    score: (letters.get(address.toLowerCase())?.count ?? 0) + (near ? 20 : 5),
  }
}

/** A Microsoft 365 group is written to as a person is. */
function fromGroup({ id, displayName, mail }: Group, letters: Letters): Person {
  const address = mail ?? id
  return {
    ...strangerAt(address),
    id,
    displayName,
    subclass: 'UnifiedGroup',
    score: (letters.get(address.toLowerCase())?.count ?? 0) + 3,
  }
}

function fromContact(contact: Contact, letters: Letters): readonly Person[] {
  return contact.emailAddresses.slice(0, 1).map(({ address }) => ({
    ...strangerAt(address),
    displayName: contact.displayName,
    givenName: contact.givenName,
    surname: contact.surname,
    jobTitle: contact.jobTitle,
    companyName: contact.companyName,
    department: contact.department,
    phones: phonesOf(contact.businessPhones, contact.mobilePhone),
    subclass: 'PersonalContact',
    score: (letters.get(address.toLowerCase())?.count ?? 0) + 2,
  }))
}

function fromMail(address: string, name: string, count: number): Person {
  return { ...strangerAt(address), displayName: name || address, subclass: 'ImplicitContact', score: count }
}

/** What is known of everybody with an address; the id is made of it, so that it stays. */
function strangerAt(address: string): Omit<Person, 'displayName' | 'subclass' | 'score'> {
  return {
    id: createRandom(`person ${address.toLowerCase()}`).guid(),
    givenName: null,
    surname: null,
    jobTitle: null,
    companyName: null,
    department: null,
    officeLocation: null,
    userPrincipalName: '',
    address,
    phones: [],
  }
}

function phonesOf(business: readonly string[], mobile: string | null): Person['phones'] {
  const phones: Person['phones'] = business.map((number) => ({ type: 'business', number }))
  return mobile === null ? phones : [...phones, { type: 'mobile', number: mobile }]
}
