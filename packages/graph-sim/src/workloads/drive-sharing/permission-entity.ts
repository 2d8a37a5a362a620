import type { Entity } from '../../odata/entity.ts'
import { flag, listOf, moment, openComplex, text } from '../../odata/property-type.ts'
import type { Drive } from '../drive/drive.ts'
import { parentReference } from '../drive/drive-entity.ts'
import type { DriveItem } from '../drive/drive-item.ts'
import type { Grant, Grantee } from './grant.ts'
import { shareIdOf } from './share-id.ts'

/** A permission as an item has it. */
export interface Permission {
  readonly grant: Grant
  /** The folder that it comes from; `undefined` for the item's own. */
  readonly from: DriveItem | undefined
}

const identitySet = openComplex('identitySet')

const properties = {
  id: text,
  roles: listOf(text),
  shareId: text,
  expirationDateTime: moment,
  hasPassword: flag,
  link: openComplex('sharingLink'),
  grantedTo: identitySet,
  grantedToV2: openComplex('sharePointIdentitySet'),
  grantedToIdentities: listOf(identitySet),
  grantedToIdentitiesV2: listOf(openComplex('sharePointIdentitySet')),
  inheritedFrom: openComplex('itemReference'),
  invitation: openComplex('sharingInvitation'),
} as const

/** Permissions as Graph describes them. */
export function permissionEntity(drive: Drive): Entity<Permission> {
  return {
    name: 'permission',
    properties,
    navigation: [],
    defaults: Object.keys(properties),
    always: [],
    annotations: () => ({}),
    derived: ({ grant: { link, grantees } }) => ({
      ...(link === undefined && grantees.length > 0
        ? { '@deprecated.GrantedTo': 'GrantedTo has been deprecated. Refer to GrantedToV2' }
        : {}),
      ...(link !== undefined && grantees.length > 0
        ? {
            '@deprecated.GrantedToIdentities':
              'GrantedToIdentities has been deprecated. Refer to GrantedToIdentitiesV2',
          }
        : {}),
    }),
    read: (permission, property) => readProperty(permission, property, drive),
  }
}

function readProperty({ grant, from }: Permission, property: string, drive: Drive): unknown {
  const { link, grantees } = grant
  const [first] = grantees
  switch (property) {
    case 'id':
    case 'roles':
    case 'expirationDateTime':
      return grant[property]
    case 'hasPassword':
      return link && grant.hasPassword
    case 'shareId':
      return link && shareIdOf(link.webUrl)
    case 'link':
      return link && { ...link, preventsDownload: false }
    case 'grantedTo':
      if (link !== undefined || first === undefined) return undefined
      return first.kind === 'siteGroup' ? { user: { displayName: first.displayName } } : identityOf(first)
    case 'grantedToV2':
      return link === undefined && first !== undefined ? identityOf(first) : undefined
    case 'grantedToIdentities':
    case 'grantedToIdentitiesV2':
      return link && grantees.map(identityOf)
    case 'inheritedFrom':
      return from && referenceTo(from, drive)
    case 'invitation':
      return link === undefined && first?.id === undefined
        ? first && { email: first.email, signInRequired: true }
        : undefined
    default:
      return undefined
  }
}

/** Only the newer properties know the groups of sites. */
function identityOf({ kind, id, email, displayName }: Grantee): object {
  const known = { ...(id === undefined ? {} : { id }), ...(email === undefined ? {} : { email }) }
  return { [kind]: { ...known, displayName } }
}

function referenceTo(folder: DriveItem, drive: Drive): object {
  return { ...parentReference(folder, drive), id: drive.ids.item(folder.number), name: folder.name }
}
