import type { Entity } from '../../odata/entity.ts'
import { moment, openComplex, text } from '../../odata/property-type.ts'
import { identity } from '../drive/drive-owner.ts'
import type { ListItem, Site, SiteList } from './site.ts'
import { listWebUrl } from './site-entity.ts'

const identitySet = openComplex('identitySet')

const properties = {
  createdDateTime: moment,
  eTag: text,
  id: text,
  lastModifiedDateTime: moment,
  webUrl: text,
  createdBy: identitySet,
  lastModifiedBy: identitySet,
  parentReference: openComplex('itemReference'),
  contentType: openComplex('contentTypeInfo'),
} as const

const contentType = { id: '0x0100', name: 'Item' }

/** The rows of a list as Graph describes them; what is in their columns comes with `$expand=fields`. */
export function listItemEntity(site: Site, list: SiteList): Entity<ListItem> {
  return {
    name: 'listItem',
    properties,
    navigation: ['analytics', 'documentSetVersions', 'driveItem', 'fields', 'versions'],
    defaults: Object.keys(properties),
    always: [],
    annotations: (item) => ({ '@odata.etag': itemTag(item) }),
    read(item, property) {
      switch (property) {
        case 'id':
          return String(item.number)
        case 'eTag':
          return itemTag(item)
        case 'createdDateTime':
        case 'lastModifiedDateTime':
          return item[property]
        case 'webUrl':
          return `${listWebUrl(site, list)}/${item.number}_.000`
        case 'createdBy':
        case 'lastModifiedBy':
          return identity(item[property])
        case 'parentReference':
          return { siteId: site.id }
        default:
          return contentType
      }
    },
  }
}

/** The version of a row, as `eTag` and `If-Match` write it. */
export function itemTag({ guid, version }: ListItem): string {
  return `"${guid},${version}"`
}

/** What is in the columns of a row, or in the given ones. */
export function fieldsOf(item: ListItem, select: string | undefined): Record<string, unknown> {
  const all: Record<string, unknown> = {
    ...Object.fromEntries(item.fields),
    id: String(item.number),
    ContentType: contentType.name,
    Modified: item.lastModifiedDateTime,
    Created: item.createdDateTime,
    _UIVersionString: `${item.version}.0`,
    Attachments: false,
  }
  const wanted = select?.split(',').map((name) => name.trim().toLowerCase())
  const kept = Object.entries(all).filter(([name]) => wanted?.includes(name.toLowerCase()) ?? true)
  return { '@odata.etag': itemTag(item), ...Object.fromEntries(kept) }
}
