import type { Call } from '../../gateway/call.ts'
import { type Entity, plainView } from '../../odata/entity.ts'
import { openComplex } from '../../odata/property-type.ts'
import type { Shared } from '../drive-sharing/shared.ts'
import { type Drive, within } from './drive.ts'
import { driveItemEntity, parentReference, webUrl } from './drive-entity.ts'
import { sharepointIds } from './drive-home.ts'
import type { DriveItem } from './drive-item.ts'
import { driveOf } from './drive-of.ts'

const remoteFacets = [
  'id',
  'createdBy',
  'createdDateTime',
  'file',
  'fileSystemInfo',
  'folder',
  'lastModifiedBy',
  'lastModifiedDateTime',
  'name',
  'shared',
  'size',
  'webUrl',
] as const

/** Items that may be in other drives than the one that was asked: those carry the facet `remoteItem`. */
export function reachedEntity(call: Call): Entity<Shared> {
  const own = driveOf(call)
  const entityOf = (drive: Drive): Entity<DriveItem> =>
    driveItemEntity(drive, (item) => call.tenant.downloads.urlFor(call.base, drive, item))
  const like = entityOf(own)
  return {
    name: like.name,
    navigation: like.navigation,
    always: [],
    properties: {
      ...like.properties,
      remoteItem: openComplex('remoteItem'),
      searchResult: openComplex('searchResult'),
    },
    defaults: [...like.defaults, 'remoteItem'],
    annotations: () => ({}),
    read({ drive, item }, property, view) {
      if (property === 'remoteItem')
        return drive === own ? undefined : remoteItem({ drive, item }, entityOf(drive))
      if (property === 'searchResult') return {}
      return entityOf(drive).read(item, property, view)
    },
  }
}

function remoteItem({ drive, item }: Shared, entity: Entity<DriveItem>): object {
  const facets = remoteFacets.map((name) => [name, entity.read(item, name, plainView)] as const)
  return {
    ...Object.fromEntries(facets.filter(([, value]) => value !== undefined)),
    parentReference: parentReference(item, drive),
    sharepointIds: sharepointIds(drive.home),
    webDavUrl: webUrl(item, drive),
  }
}

/** What others have shared with the user whose drive is asked: by invitation, or by a link for chosen people. */
export function sharedWith(call: Call, id: string): readonly Shared[] {
  const now = call.tenant.clock.now()
  return call.tenant
    .drivePlaces()
    .filter(({ user }) => user?.id !== id)
    .map((place) => place.open())
    .flatMap((drive) =>
      within(drive.root)
        .filter(({ grants }) =>
          grants.some(
            ({ grantees, expirationDateTime }) =>
              grantees.some((grantee) => grantee.id === id) &&
              (expirationDateTime === undefined || Date.parse(expirationDateTime) > now),
          ),
        )
        .map((item) => ({ drive, item })),
    )
}
