import type { ChangedThing } from '../../change-feed/changed-thing.ts'
import type { Group } from './group.ts'

/** Says which subscriptions hear of a group and of who is in it: those to all groups, to this one, and to its people. */
export function changedGroup({ id }: Group): ChangedThing {
  const place = 'groups'
  return { type: 'group', audiences: [place, `groups/${id}`], place, id }
}
