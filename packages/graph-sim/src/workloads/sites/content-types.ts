import type { Entity } from '../../odata/entity.ts'
import { flag, openComplex, text } from '../../odata/property-type.ts'
import type { ListItem, SiteList } from './site.ts'

/** A kind of rows. */
export interface ContentType {
  readonly id: string
  readonly name: string
  readonly description: string
  readonly group: string
}

const item = { id: '0x01', name: 'Item', description: 'Create a new list item.', group: 'List Content Types' }
const document = {
  id: '0x0101',
  name: 'Document',
  description: 'Create a new document.',
  group: 'Document Content Types',
}
const folder = {
  id: '0x0120',
  name: 'Folder',
  description: 'Create a new folder.',
  group: 'Folder Content Types',
}

/** The kinds of rows that a site knows. */
export const siteContentTypes: readonly ContentType[] = [item, document, folder]

/** The kinds of rows that a list takes; their ids are made of its own. */
export function contentTypesOf({ id, library }: Pick<SiteList, 'id' | 'library'>): readonly ContentType[] {
  const own = id.replaceAll('-', '').toUpperCase()
  return [library === undefined ? item : document, folder].map((type) => ({
    ...type,
    id: `${type.id}00${own}`,
  }))
}

/** The kind of a row. */
export function contentTypeOf({ file }: ListItem): { readonly id: string; readonly name: string } {
  if (file === undefined) return { id: '0x0100', name: item.name }
  const { id, name } = file.item.children === undefined ? document : folder
  const own = file.drive.home.listId.replaceAll('-', '').toUpperCase()
  return { id: `${id}00${own}`, name }
}

const properties = {
  description: text,
  group: text,
  hidden: flag,
  id: text,
  name: text,
  parentId: text,
  readOnly: flag,
  sealed: flag,
  base: openComplex('contentType'),
} as const

/** Content types as Graph describes them. */
export const contentTypeEntity: Entity<ContentType> = {
  name: 'contentType',
  properties,
  navigation: ['columns', 'columnLinks', 'columnPositions', 'baseTypes'],
  defaults: Object.keys(properties),
  always: [],
  annotations: () => ({}),
  read(type, property) {
    switch (property) {
      case 'id':
      case 'name':
      case 'description':
      case 'group':
        return type[property]
      case 'parentId':
        return baseOf(type).id
      case 'base': {
        const { id, name } = baseOf(type)
        return { id, name }
      }
      default:
        return false
    }
  },
}

/** The type of a list comes from that of the site, and that one from items or from the system. */
function baseOf({ id }: ContentType): Pick<ContentType, 'id' | 'name'> {
  const system = { id: '0x', name: 'System' }
  const above = id.includes('00') ? siteContentTypes.find((type) => id.startsWith(`${type.id}00`)) : undefined
  return above ?? (id === item.id ? system : item)
}
