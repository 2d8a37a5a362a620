import type { User } from '../directory/user.ts'
import type { DrivePlace } from '../drive/drive-place.ts'
import { titleColumn } from './column.ts'
import { newList } from './new-list.ts'
import type { Site } from './site.ts'

/** Makes the site that somebody's own files are in: its one list is the library with them. */
export function personalSite(user: User, place: DrivePlace): Site {
  const { siteId, siteUrl, listId, folder } = place.home
  const { hostname, pathname } = new URL(siteUrl)
  const { displayName, createdDateTime } = user
  return {
    id: siteId,
    host: hostname,
    path: pathname,
    displayName,
    description: '',
    createdDateTime,
    createdBy: user,
    owner: { kind: 'user', user },
    lists: [
      newList({
        id: listId,
        name: folder,
        displayName: folder,
        template: 'mySiteDocumentLibrary',
        by: user,
        at: createdDateTime,
        columns: [titleColumn('library')],
        library: place,
      }),
    ],
    grants: [],
  }
}
