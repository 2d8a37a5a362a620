import type { Entity } from '../../odata/entity.ts'
import { complex, moment, openComplex, type PropertyType, text } from '../../odata/property-type.ts'
import { webUrl } from '../drive/drive-entity.ts'
import { identity } from '../drive/drive-owner.ts'
import { fieldName, fieldType } from './column.ts'
import { contentTypeOf } from './content-types.ts'
import type { ListItem, Site, SiteList } from './site.ts'
import { listWebUrl, siteIds } from './site-entity.ts'

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

/** The rows of a list as Graph describes them; what is in their columns comes with `$expand=fields`. */
export function listItemEntity(site: Site, list: SiteList): Entity<ListItem> {
  return {
    name: 'listItem',
    properties: { ...properties, sharepointIds: openComplex('sharepointIds'), fields: fieldsType(list) },
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
          return item.file === undefined
            ? `${listWebUrl(site, list)}/${item.number}_.000`
            : webUrl(item.file.item, item.file.drive)
        case 'createdBy':
        case 'lastModifiedBy':
          return identity(item[property])
        case 'parentReference':
          return { siteId: site.id }
        case 'fields':
          return fieldsOf(item, undefined)
        case 'sharepointIds':
          return {
            ...siteIds(site),
            listId: list.id,
            listItemId: String(item.number),
            listItemUniqueId: item.guid,
          }
        default:
          return contentTypeOf(item)
      }
    },
  }
}

/** What filters may ask of the fields of a list. */
function fieldsType({ columns }: SiteList): PropertyType {
  const own = columns.map((column) => [fieldName(column), fieldType(column)] as const)
  return complex('fieldValueSet', {
    ...Object.fromEntries(own),
    id: text,
    ContentType: text,
    Modified: moment,
    Created: moment,
    AuthorLookupId: text,
    EditorLookupId: text,
    FileLeafRef: text,
  })
}

/** The version of a row, as `eTag` and `If-Match` write it. */
export function itemTag({ guid, version }: Pick<ListItem, 'guid' | 'version'>): string {
  return `"${guid},${version}"`
}

/** What is in the columns of a row, or in the given ones. */
export function fieldsOf(item: ListItem, select: string | undefined): Record<string, unknown> {
  const all: Record<string, unknown> = {
    ...Object.fromEntries(item.fields),
    ...fileFields(item),
    id: String(item.number),
    ContentType: contentTypeOf(item).name,
    Modified: item.lastModifiedDateTime,
    Created: item.createdDateTime,
    AuthorLookupId: lookupIdOf(item.createdBy.id),
    EditorLookupId: lookupIdOf(item.lastModifiedBy.id),
    _UIVersionString: `${item.file?.item.contentVersion ?? item.version}.0`,
    Attachments: false,
  }
  const wanted = select?.split(',').map((name) => name.trim().toLowerCase())
  const kept = Object.entries(all).filter(([name]) => wanted?.includes(name.toLowerCase()) ?? true)
  return { '@odata.etag': itemTag(item), ...Object.fromEntries(kept) }
}

/** What only files have in their columns. */
function fileFields({ file }: ListItem): object {
  if (file === undefined) return {}
  const { name, content, children } = file.item
  const common = { FileLeafRef: name, LinkFilename: name, LinkFilenameNoMenu: name }
  if (content === undefined)
    return { ...common, FolderChildCount: '0', ItemChildCount: String(children?.size ?? 0) }
  return {
    ...common,
    DocIcon: name.slice(name.lastIndexOf('.') + 1),
    FileSizeDisplay: String(content.size),
    FolderChildCount: '0',
    ItemChildCount: '0',
  }
}

/** People stand in a site's lists by a small number. */
function lookupIdOf(id: string): string {
  return String(6 + (Number.parseInt(id.slice(0, 6), 16) % 9000))
}
