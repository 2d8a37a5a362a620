import type { Entity } from '../../odata/entity.ts'
import { moment, openComplex, text } from '../../odata/property-type.ts'
import { identity } from '../drive/drive-owner.ts'
import { type Column, type Site, type SiteList, siteWebUrl } from './site.ts'

const identitySet = openComplex('identitySet')

const siteProperties = {
  createdDateTime: moment,
  description: text,
  id: text,
  lastModifiedDateTime: moment,
  name: text,
  webUrl: text,
  displayName: text,
  root: openComplex('root'),
  siteCollection: openComplex('siteCollection'),
} as const

/** Sites as Graph describes them. */
export const siteEntity: Entity<Site> = {
  name: 'site',
  properties: siteProperties,
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
        return site.path === '' ? {} : undefined
      default:
        return { hostname: site.host }
    }
  },
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
  parentReference: openComplex('itemReference'),
  list: openComplex('listInfo'),
} as const

/** The lists of a site as Graph describes them. */
export function listEntity(site: Site): Entity<SiteList> {
  return {
    name: 'list',
    properties: listProperties,
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
          return identity(list.createdBy)
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
  description: text,
  displayName: text,
  id: text,
  name: text,
  text: openComplex('textColumn'),
  choice: openComplex('choiceColumn'),
  dateTime: openComplex('dateTimeColumn'),
  number: openComplex('numberColumn'),
} as const

/** The columns of a list as Graph describes them. */
export const columnEntity: Entity<Column> = {
  name: 'columnDefinition',
  properties: columnProperties,
  navigation: [],
  defaults: Object.keys(columnProperties),
  always: [],
  annotations: () => ({}),
  read(column, property) {
    if (property === 'id' || property === 'name' || property === 'displayName') return column[property]
    if (property === 'description') return ''
    return property === column.kind ? facetOf(column) : undefined
  },
}

function facetOf({ kind, choices }: Column): object {
  switch (kind) {
    case 'choice':
      return { allowTextEntry: false, choices, displayAs: 'dropDownMenu' }
    case 'dateTime':
      return { displayAs: 'standard', format: 'dateOnly' }
    case 'number':
      return { decimalPlaces: 'automatic', displayAs: 'number' }
    default:
      return { allowMultipleLines: false, appendChangesToExistingText: false, maxLength: 255 }
  }
}
