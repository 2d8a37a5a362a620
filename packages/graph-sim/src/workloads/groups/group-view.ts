import type { Call } from '../../gateway/call.ts'
import type { Entity } from '../../odata/entity.ts'
import type { Group } from './group.ts'
import { groupEntity } from './group-entity.ts'

/** Groups as whoever asks sees them: with the day on which they expire, and whether their mail is subscribed to. */
export function groupView({ tenant, principal }: Pick<Call, 'tenant' | 'principal'>): Entity<Group> {
  const { policies, subscribers } = tenant.administration
  const reader = principal.kind === 'delegated' ? principal.user.id : ''
  return {
    ...groupEntity,
    read(group, property, view) {
      if (property === 'expirationDateTime') return policies.expiry(group)
      if (property === 'isSubscribedByMail') return subscribers.has(`${group.id} ${reader}`)
      return groupEntity.read(group, property, view)
    },
  }
}
