import type { ChangeFeed } from '../../change-feed/change-feed.ts'
import type { Random } from '../../random/random.ts'
import type { Clock } from '../../tenant/clock.ts'
import type { User } from '../directory/user.ts'
import type { Group } from '../groups/group.ts'
import { newLibrary } from './new-library.ts'
import type { Site } from './site.ts'

/** What the site of a group is made of. */
export interface GroupSiteSource {
  readonly group: Group
  readonly host: string
  readonly random: Random
  readonly clock: Clock
  /** Who made it when the group has no owner. */
  readonly founder: User
  readonly feed: ChangeFeed
}

/** Makes the team site that a Microsoft 365 group has, with an empty library. */
export function groupSite({ group, host, random, clock, founder, feed }: GroupSiteSource): Site {
  const { id, displayName, description, mail, mailNickname, createdDateTime } = group
  const by = group.owners[0] ?? founder
  const site: Site = {
    id: `${host},${random.guid()},${random.guid()}`,
    host,
    path: `/sites/${mailNickname}`,
    displayName,
    description: description ?? '',
    createdDateTime,
    createdBy: by,
    owner: { kind: 'group', id, email: mail, displayName },
    lists: [],
    grants: [],
  }
  site.lists.push(
    newLibrary(site, {
      id: random.guid(),
      displayName: 'Documents',
      folder: 'Shared Documents',
      by,
      at: createdDateTime,
      clock,
      feed,
      fill: () => {},
    }),
  )
  return site
}
