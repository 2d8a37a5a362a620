import type { JsonObject } from '../gateway/parse-json.ts'
import { contactEntity } from '../workloads/contacts/contact-entity.ts'
import { contactFrom, readContactMembers } from '../workloads/contacts/contact-from.ts'
import type { JsonPlace, TakenThing } from './json-place.ts'
import { knownMembers } from './known-members.ts'

/** Takes a contact into the folder that every mailbox has. */
export function takeContact(json: JsonObject, { mailbox }: JsonPlace): TakenThing {
  const { known, notes } = knownMembers(json, contactEntity(mailbox.ids).properties)
  const contact = mailbox.contacts.add(contactFrom(readContactMembers(known, mailbox)), mailbox.contacts.main)
  return { id: mailbox.ids.item(contact.folder.number, contact.serial), notes }
}
