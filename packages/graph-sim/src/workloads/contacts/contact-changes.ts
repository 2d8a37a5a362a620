import type { ChangedThing } from '../../change-feed/changed-thing.ts'
import { contentOf } from '../../change-feed/changed-thing.ts'
import type { User } from '../directory/user.ts'
import type { OutlookIds } from '../outlook/outlook-ids.ts'
import type { Contact } from './contact.ts'
import { contactEntity } from './contact-entity.ts'

/** Says which subscriptions hear of a contact: those to all contacts, and those to its folder. */
export function changedContact(contact: Contact, owner: User, ids: OutlookIds): ChangedThing {
  const place = `users/${owner.id}/contacts`
  return {
    type: 'contact',
    audiences: [place, `users/${owner.id}/contactFolders/${ids.folder(contact.folder.number)}/contacts`],
    place,
    id: ids.item(contact.folder.number, contact.serial),
    immutableId: ids.immutable(contact.serial),
    etag: `W/"${ids.changeKey(contact.version)}"`,
    owner,
    content: contentOf(contactEntity(ids), contact),
  }
}
