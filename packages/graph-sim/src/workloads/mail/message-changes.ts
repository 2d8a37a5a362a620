import type { ChangedThing } from '../../change-feed/changed-thing.ts'
import { contentOf } from '../../change-feed/changed-thing.ts'
import type { User } from '../directory/user.ts'
import type { OutlookIds } from '../outlook/outlook-ids.ts'
import type { Message } from './mail-folder.ts'
import { messageEntity } from './message-entity.ts'

/** Says which subscriptions hear of a message: those to all messages, and those to its folder. */
export function changedMessage(message: Message, owner: User, ids: OutlookIds): ChangedThing {
  const place = `users/${owner.id}/messages`
  return {
    type: 'message',
    audiences: [place, `users/${owner.id}/mailFolders/${ids.folder(message.folder.number)}/messages`],
    place,
    id: ids.item(message.folder.number, message.entry),
    immutableId: ids.immutable(message.serial),
    etag: `W/"${ids.changeKey(message.version)}"`,
    owner,
    content: contentOf(messageEntity(ids), message),
  }
}
