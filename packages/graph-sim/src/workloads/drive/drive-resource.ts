import type { Entity } from '../../odata/entity.ts'
import { moment, openComplex, text } from '../../odata/property-type.ts'
import type { Drive } from './drive.ts'
import { sizeOf } from './drive-entity.ts'
import { sharepointIds } from './drive-home.ts'
import { identity, ownerIdentity, systemAccount } from './drive-owner.ts'

/** How much fits into a drive, in bytes. */
export const driveCapacity = 1_099_511_627_776

const identitySet = openComplex('identitySet')

const properties = {
  createdDateTime: moment,
  description: text,
  id: text,
  lastModifiedDateTime: moment,
  name: text,
  webUrl: text,
  driveType: text,
  createdBy: identitySet,
  lastModifiedBy: identitySet,
  owner: identitySet,
  quota: openComplex('quota'),
} as const

/** Drives as Graph describes them. */
export const driveEntity: Entity<Drive> = {
  name: 'drive',
  properties: {
    ...properties,
    sharePointIds: openComplex('sharepointIds'),
    system: openComplex('systemFacet'),
  },
  navigation: ['bundles', 'following', 'items', 'list', 'root', 'special'],
  defaults: Object.keys(properties),
  always: [],
  annotations: () => ({}),
  read: readProperty,
}

function readProperty(drive: Drive, property: string): unknown {
  const { home, ids, root, owner } = drive
  switch (property) {
    case 'id':
      return ids.drive
    case 'description':
      return ''
    case 'createdDateTime':
    case 'lastModifiedDateTime':
      return root[property]
    case 'name':
    case 'driveType':
      return home[property]
    case 'webUrl':
      return `${home.siteUrl}/${encodeURIComponent(home.folder)}`
    case 'createdBy':
      return systemAccount
    case 'lastModifiedBy':
      return identity(root.lastModifiedBy)
    case 'owner':
      return ownerIdentity(owner)
    case 'quota':
      return quotaOf(drive)
    case 'sharePointIds':
      return sharepointIds(home)
    default:
      return undefined
  }
}

function quotaOf({ root, bin }: Drive): object {
  const used = sizeOf(root)
  const deleted = bin.reduce((sum, { item }) => sum + sizeOf(item), 0)
  return { deleted, remaining: driveCapacity - used - deleted, state: 'normal', total: driveCapacity, used }
}
