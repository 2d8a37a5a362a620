import { customMembers, requireCustomData } from '../../custom-data/custom-data-from.ts'
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
  ...customMembers,
]

/** Checks the members of a contact in a request body; refuses unknown ones and wrong types. */
export function readContactMembers(json: JsonObject, mailbox: Mailbox): JsonObject {
  return requireCustomData(readMembers(json, contactEntity(mailbox.ids), customMembers))
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
  contact.displayName ||= displayNameOf(contact)
  contact.fileAs ||= names.length === 2 ? `${contact.surname}, ${contact.givenName}` : contact.displayName
  return contact
}

/** What a display name is made of, in its order. */
const nameParts = ['givenName', 'middleName', 'surname'] as const

/** Makes a client's changes to a contact; other names make another display name unless one is given. */
export function changeContact(contact: ContactContent, members: JsonObject): void {
  const target = contact as unknown as Record<string, unknown>
  for (const [name, value] of Object.entries(members)) {
    if (readOnly.includes(name)) continue
    target[name] = name === 'emailAddresses' ? addressesFrom(value) : value
  }
  if (nameParts.some((part) => part in members) && !('displayName' in members))
    contact.displayName = displayNameOf(contact) || contact.displayName
}

function displayNameOf(contact: ContactContent): string {
  return nameParts.flatMap((part) => contact[part] ?? []).join(' ')
}

function addressesFrom(value: unknown): ContactContent['emailAddresses'] {
  if (!Array.isArray(value)) return []
  return value.filter(isObject).map((each) => {
    const address = String(member(each, 'address') ?? '')
    return { name: String(member(each, 'name') ?? address), address }
  })
}
