import type { ChangedThing } from '../../change-feed/changed-thing.ts'
import { contentOf } from '../../change-feed/changed-thing.ts'
import type { User } from '../directory/user.ts'
import type { OutlookIds } from '../outlook/outlook-ids.ts'
import type { CalendarEvent } from './event.ts'
import { eventEntity } from './event-entity.ts'
import { asListed } from './occurrences.ts'

/** Says which subscriptions hear of an event: those to the events of its owner, a person or a group. */
export function changedEvent(event: CalendarEvent, owner: User, ids: OutlookIds): ChangedThing {
  const place = `${owner.purpose === 'group' ? 'groups' : 'users'}/${owner.id}/events`
  return {
    type: 'event',
    audiences: [place],
    place,
    id: ids.item(event.calendar.number, event.serial),
    immutableId: ids.immutable(event.serial),
    etag: `W/"${ids.changeKey(event.version)}"`,
    owner,
    content: contentOf(eventEntity(ids, owner.mail ?? owner.userPrincipalName), asListed(event)),
  }
}
