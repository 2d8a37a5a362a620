import { type ChangedThing, contentOf } from '../../change-feed/changed-thing.ts'
import type { TenantState } from '../../tenant/tenant-state.ts'
import type { User } from '../directory/user.ts'
import { presenceEntity } from './presence-entity.ts'

/** Says which subscriptions hear of somebody's presence: those to all presences, and those to this one. */
export function changedPresence(user: User, tenant: TenantState): ChangedThing {
  const place = 'communications/presences'
  const content = contentOf(presenceEntity(tenant), user)
  return {
    type: 'presence',
    audiences: [place, `${place}/${user.id}`],
    place,
    id: user.id,
    owner: user,
    content,
  }
}
