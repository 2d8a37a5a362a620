import type { Entity } from '../../odata/entity.ts'
import { complex, flag, moment, openComplex, text } from '../../odata/property-type.ts'
import { identity } from '../drive/drive-owner.ts'
import { type Column, columnKinds } from './column.ts'
import { isSubsite, type Site, type SiteList, siteWebUrl } from './site.ts'

const identitySet = openComplex('identitySet')

const rootType = complex('root', {})
const siteProperties = {
  createdDateTime: moment,
  description: text,
  id: text,
  lastModifiedDateTime: moment,
  name: text,
  webUrl: text,
  displayName: text,
  root: rootType,
  siteCollection: complex('siteCollection', { dataLocationCode: text, hostname: text, root: rootType }),
} as const

/** Sites as Graph describes them. */
export const siteEntity: Entity<Site> = {
  name: 'site',
  properties: { ...siteProperties, isPersonalSite: flag, sharepointIds: openComplex('sharepointIds') },
  navigation: [
    'columns',
    'contentTypes',
    'drive',
    'drives',
    'items',
    'lists',
    'pages',
    'permissions',
    'sites',
  ],
  defaults: Object.keys(siteProperties),
  always: [],
  annotations: () => ({}),
  read(site, property) {
    switch (property) {
      case 'id':
      case 'displayName':
      case 'description':
      case 'createdDateTime':
        return site[property]
      case 'lastModifiedDateTime':
        return site.lists.map((list) => list.lastModifiedDateTime).reduce(later, site.createdDateTime)
      case 'name':
        return site.path.slice(site.path.lastIndexOf('/') + 1)
      case 'webUrl':
        return siteWebUrl(site)
      case 'root':
        return isSubsite(site) && !isPersonal(site) ? undefined : {}
      case 'isPersonalSite':
        return isPersonal(site)
      case 'sharepointIds':
        return siteIds(site)
      default:
        return { hostname: site.host, ...(site.path === '' ? { root: {} } : {}) }
    }
  },
}

/** The ids by which SharePoint's other interfaces know a site. */
export function siteIds(site: Site): object {
  const [, siteId, webId] = site.id.split(',')
  return { siteId, siteUrl: siteWebUrl(site), webId }
}

function isPersonal({ owner }: Site): boolean {
  return owner.kind === 'user'
}

function later(a: string, b: string): string {
  return a > b ? a : b
}

const listProperties = {
  createdDateTime: moment,
  description: text,
  eTag: text,
  id: text,
  lastModifiedDateTime: moment,
  name: text,
  webUrl: text,
  displayName: text,
  createdBy: identitySet,
  lastModifiedBy: identitySet,
  parentReference: openComplex('itemReference'),
  list: openComplex('listInfo'),
} as const

/** The lists of a site as Graph describes them. */
export function listEntity(site: Site): Entity<SiteList> {
  return {
    name: 'list',
    properties: { ...listProperties, sharepointIds: openComplex('sharepointIds') },
    navigation: ['columns', 'contentTypes', 'drive', 'items', 'operations', 'subscriptions'],
    defaults: Object.keys(listProperties),
    always: [],
    annotations: (list) => ({ '@odata.etag': listTag(list) }),
    read(list, property) {
      switch (property) {
        case 'id':
        case 'name':
        case 'displayName':
        case 'description':
        case 'createdDateTime':
        case 'lastModifiedDateTime':
          return list[property]
        case 'eTag':
          return listTag(list)
        case 'webUrl':
          return listWebUrl(site, list)
        case 'createdBy':
        case 'lastModifiedBy':
          return identity(list[property])
        case 'sharepointIds':
          return { ...siteIds(site), listId: list.id }
        case 'parentReference':
          return { siteId: site.id }
        default:
          return { contentTypesEnabled: list.library !== undefined, hidden: false, template: list.template }
      }
    },
  }
}

/** The address of a list for a browser. */
export function listWebUrl(site: Site, { name, library }: SiteList): string {
  return `${siteWebUrl(site)}/${library === undefined ? 'Lists/' : ''}${encodeURIComponent(name)}`
}

function listTag({ id, version }: SiteList): string {
  return `"${id},${version}"`
}

const columnProperties = {
  columnGroup: text,
  description: text,
  displayName: text,
  enforceUniqueValues: flag,
  hidden: flag,
  id: text,
  indexed: flag,
  name: text,
  readOnly: flag,
  required: flag,
  ...Object.fromEntries(columnKinds.map((kind) => [kind, openComplex(`${kind}Column`)])),
}

/** The columns of a list as Graph describes them. */
export const columnEntity: Entity<Column> = {
  name: 'columnDefinition',
  properties: columnProperties,
  navigation: ['sourceColumn'],
  defaults: Object.keys(columnProperties),
  always: [],
  annotations: () => ({}),
  read(column, property) {
    if (property === column.kind) return column.facet
    return isSaid(property) ? column[property] : undefined
  },
}

function isSaid(property: string): property is Exclude<keyof Column, 'kind' | 'facet'> {
  return !(columnKinds as readonly string[]).includes(property)
}
