import type { ChangedThing } from '../../change-feed/changed-thing.ts'
import type { User } from './user.ts'

/** Says which subscriptions hear of a user: those to all users, and those to this one. */
export function changedUser({ id }: User): ChangedThing {
  return { type: 'user', audiences: ['users', `users/${id}`], place: 'users', id }
}
