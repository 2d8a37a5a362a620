import type { ChangeFeed } from '../../change-feed/change-feed.ts'
import type { Clock } from '../../tenant/clock.ts'
import { once } from '../../tenant/once.ts'
import type { User } from '../directory/user.ts'
import { createDrive, type Drive } from '../drive/drive.ts'
import type { DriveHome } from '../drive/drive-home.ts'
import { createDriveIds } from '../drive/drive-ids.ts'
import type { DriveItem } from '../drive/drive-item.ts'
import { changedItem } from '../drive/item-changes.ts'
import { titleColumn } from './column.ts'
import { newList } from './new-list.ts'
import { type Site, type SiteList, siteWebUrl } from './site.ts'

/** What a new document library is made of. */
export interface LibrarySource {
  readonly id: string
  /** What people call it. */
  readonly displayName: string
  /** Its last part in addresses. */
  readonly folder: string
  readonly by: User
  /** When it was made, in ISO 8601. */
  readonly at: string
  readonly clock: Clock
  readonly feed: ChangeFeed
  /** Puts files into it when it is first opened. */
  fill(drive: Drive): void
}

/** Makes a document library of a site: a list with a drive behind it. */
export function newLibrary(
  site: Pick<Site, 'id' | 'host' | 'path' | 'owner'>,
  source: LibrarySource,
): SiteList {
  const { id, displayName, folder, by, at, clock, feed } = source
  const home: DriveHome = {
    siteId: site.id,
    siteUrl: siteWebUrl(site),
    listId: id,
    folder,
    name: displayName,
    driveType: 'documentLibrary',
  }
  const open = once(feed, () => {
    const ids = createDriveIds(home)
    const tell = feed.of<DriveItem>((item) => changedItem(item, ids))
    const drive = createDrive({ owner: site.owner, home, by, at, clock, tell })
    source.fill(drive)
    return drive
  })
  return newList({
    id,
    name: folder,
    displayName,
    template: 'documentLibrary',
    by,
    at,
    columns: [titleColumn('library')],
    library: { user: undefined, home, open },
  })
}
