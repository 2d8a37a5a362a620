import type { ChangeFeed } from '../change-feed/change-feed.ts'
import type { Days } from '../population/calendar-days.ts'
import { makeSites } from '../population/make-sites.ts'
import { type PopulationSource, populateDrive } from '../population/populate.ts'
import type { Random } from '../random/random.ts'
import type { Directory } from '../workloads/directory/directory.ts'
import type { User } from '../workloads/directory/user.ts'
import { createDrive, type Drive } from '../workloads/drive/drive.ts'
import { personalHome } from '../workloads/drive/drive-home.ts'
import { createDriveIds, driveIdOf } from '../workloads/drive/drive-ids.ts'
import type { DriveItem } from '../workloads/drive/drive-item.ts'
import { librariesOf } from '../workloads/drive/drive-of.ts'
import type { DrivePlace } from '../workloads/drive/drive-place.ts'
import { changedItem } from '../workloads/drive/item-changes.ts'
import type { GroupStore } from '../workloads/groups/group-store.ts'
import { changedList } from '../workloads/sites/list-changes.ts'
import { personalSite } from '../workloads/sites/personal-site.ts'
import type { SiteList } from '../workloads/sites/site.ts'
import { createSiteStore, type SiteStore } from '../workloads/sites/site-store.ts'
import type { Clock } from './clock.ts'
import { once, onceForEach } from './once.ts'
import type { TenantState } from './tenant-state.ts'

/** What a tenant's files and sites are made from. */
export interface FileSources {
  readonly random: Random
  readonly clock: Clock
  readonly domain: string
  readonly days: Days
  /** The people that the tenant begins with. */
  readonly users: readonly User[]
  readonly me: User
  readonly directory: Directory
  readonly feed: ChangeFeed
  groups(): GroupStore
  /** What somebody's drive is filled from. */
  source(user: User): PopulationSource
}

/** The part of a tenant's state that is files and sites. */
export type FileState = Pick<TenantState, 'drive' | 'drivePlace' | 'drivePlaces' | 'sites'>

/** Makes the drives and sites of a tenant, each when it is first asked for. */
export function createFiles(from: FileSources): FileState {
  const { feed, directory } = from
  const drive = onceForEach(feed, (user: User) => personalDrive(user, from))
  const placeOf = (user: User): DrivePlace => ({ user, home: personalHome(user), open: () => drive(user) })
  const siteOfUser = onceForEach(feed, (user: User) => personalSite(user, placeOf(user)))
  const sites = once(feed, (): SiteStore => {
    const { random, clock, domain, days, users, groups, me } = from
    const own = random.fork('sites')
    return createSiteStore({
      first: makeSites({ random: own, clock, feed, days, domain, users, groups: groups().all }),
      clock,
      random: own.fork('new'),
      groups: groups(),
      personal: () => directory.users.map(siteOfUser),
      founder: me,
      feed,
      tell: feed.of<SiteList>((list) => changedList(list, sites())),
    })
  })
  const personal = (): readonly DrivePlace[] => directory.users.map(placeOf)
  const shared = (): readonly DrivePlace[] => sites().all.flatMap(librariesOf)
  const byId = (places: readonly DrivePlace[], id: string): DrivePlace | undefined =>
    places.find(({ home }) => driveIdOf(home) === id)

  return {
    sites,
    drive,
    drivePlaces: () => [...personal(), ...shared()],
    drivePlace: (id) => byId(personal(), id) ?? byId(shared(), id),
  }
}

function personalDrive(user: User, { clock, feed, users, source }: FileSources): Drive {
  const home = personalHome(user)
  const ids = createDriveIds(home)
  const drive = createDrive({
    owner: { kind: 'user', user },
    home,
    by: user,
    at: user.createdDateTime,
    clock,
    tell: feed.of<DriveItem>((item) => changedItem(item, ids)),
  })
  if (users.includes(user)) populateDrive(drive, source(user))
  return drive
}
