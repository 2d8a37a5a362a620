import { isObject, type JsonObject, member } from '../../gateway/parse-json.ts'
import { readMembers } from '../../gateway/read-body.ts'
import type { Mailbox } from '../outlook/mailbox.ts'
import type { ContactContent } from './contact.ts'
import { contactEntity } from './contact-entity.ts'

const readOnly: readonly string[] = [
  'id',
  'createdDateTime',
  'lastModifiedDateTime',
  'changeKey',
  'parentFolderId',
]

/** Checks the members of a contact in a request body; refuses unknown ones and wrong types. */
export function readContactMembers(json: JsonObject, mailbox: Mailbox): JsonObject {
  return readMembers(json, contactEntity(mailbox.ids), ['extensions', 'singleValueExtendedProperties'])
}

/** A contact with what a client says about it; names that are missing are made of those that are there. */
export function contactFrom(members: JsonObject): ContactContent {
  const contact: ContactContent = {
    givenName: null,
    surname: null,
    middleName: null,
    nickName: null,
    displayName: '',
    fileAs: '',
    title: null,
    jobTitle: null,
    companyName: null,
    department: null,
    profession: null,
    birthday: null,
    personalNotes: '',
    emailAddresses: [],
    homePhones: [],
    businessPhones: [],
    mobilePhone: null,
    businessAddress: {},
    homeAddress: {},
    otherAddress: {},
    categories: [],
  }
  changeContact(contact, members)
  const names = [contact.givenName, contact.surname].filter((name) => name !== null)
  contact.displayName ||= names.join(' ')
  contact.fileAs ||= names.length === 2 ? `${contact.surname}, ${contact.givenName}` : contact.displayName
  return contact
}

/** Makes a client's changes to a contact. */
export function changeContact(contact: ContactContent, members: JsonObject): void {
  const target = contact as unknown as Record<string, unknown>
  for (const [name, value] of Object.entries(members)) {
    if (readOnly.includes(name)) continue
    target[name] = name === 'emailAddresses' ? addressesFrom(value) : value
  }
}

function addressesFrom(value: unknown): ContactContent['emailAddresses'] {
  if (!Array.isArray(value)) return []
  return value.filter(isObject).map((each) => {
    const address = String(member(each, 'address') ?? '')
    return { name: String(member(each, 'name') ?? address), address }
  })
}
