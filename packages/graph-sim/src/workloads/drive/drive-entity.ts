import type { Entity, View } from '../../odata/entity.ts'
import { int64, moment, openComplex, text } from '../../odata/property-type.ts'
import type { Drive } from './drive.ts'
import { within } from './drive.ts'
import { sharepointIds } from './drive-home.ts'
import type { DriveItem } from './drive-item.ts'
import { identity } from './drive-owner.ts'
import { fileHashes } from './file-hashes.ts'
import { imageFacet } from './image-facet.ts'
import { specialFacet } from './special-facet.ts'

const identitySet = openComplex('identitySet')

const properties = {
  createdDateTime: moment,
  eTag: text,
  id: text,
  lastModifiedDateTime: moment,
  name: text,
  description: text,
  webUrl: text,
  cTag: text,
  size: int64,
  createdBy: identitySet,
  lastModifiedBy: identitySet,
  parentReference: openComplex('itemReference'),
  fileSystemInfo: openComplex('fileSystemInfo'),
  file: openComplex('file'),
  folder: openComplex('folder'),
  root: openComplex('root'),
  image: openComplex('image'),
  specialFolder: openComplex('specialFolder'),
  shared: openComplex('shared'),
  deleted: openComplex('deleted'),
  package: openComplex('package'),
} as const

/** What comes only when it is selected. */
const onRequest = {
  publication: openComplex('publicationFacet'),
  sharepointIds: openComplex('sharepointIds'),
  webDavUrl: text,
  '@microsoft.graph.downloadUrl': text,
  'content.downloadUrl': text,
} as const

/** Makes the address that a file's bytes can be had at without a token, for an hour. */
export type DownloadUrl = (item: DriveItem) => string

/** Drive items as Graph describes them. */
export function driveItemEntity(drive: Drive, downloadUrl: DownloadUrl): Entity<DriveItem> {
  return {
    name: 'driveItem',
    properties: { ...properties, ...onRequest },
    navigation: [
      'children',
      'thumbnails',
      'permissions',
      'versions',
      'listItem',
      'subscriptions',
      'analytics',
      'workbook',
      'retentionLabel',
      'createdByUser',
      'lastModifiedByUser',
    ],
    defaults: ['@microsoft.graph.downloadUrl', ...Object.keys(properties)],
    always: [],
    annotations: () => ({}),
    read: (item, property, view) => readProperty(item, property, { drive, downloadUrl, view }),
  }
}

interface Reading {
  readonly drive: Drive
  readonly downloadUrl: DownloadUrl
  readonly view: View
}

function readProperty(item: DriveItem, property: string, { drive, downloadUrl }: Reading): unknown {
  const { ids } = drive
  switch (property) {
    case '@microsoft.graph.downloadUrl':
    case 'content.downloadUrl':
      return item.content === undefined ? undefined : downloadUrl(item)
    case 'id':
      return ids.item(item.number)
    case 'eTag':
      return etagOf(item, drive)
    case 'cTag':
      return item.children !== undefined && item.parent !== undefined ? undefined : contentTagOf(item, drive)
    case 'name':
    case 'description':
    case 'createdDateTime':
    case 'lastModifiedDateTime':
      return item[property]
    case 'webUrl':
      return webUrl(item, drive)
    case 'size':
      return sizeOf(item)
    case 'createdBy':
    case 'lastModifiedBy':
      return identity(item[property])
    case 'parentReference':
      return parentReference(item, drive)
    case 'fileSystemInfo':
      return fileTimesOf(item)
    case 'file':
      return item.content && { mimeType: item.content.mimeType, hashes: fileHashes(item.content) }
    case 'folder':
      return item.children && { childCount: item.children.size }
    case 'shared':
      return sharedFacet(item)
    case 'root':
      return item.parent === undefined ? {} : undefined
    case 'image':
      return item.content && imageFacet(item.content)
    case 'specialFolder':
      return drive.home.driveType === 'business' ? specialFacet(item) : undefined
    case 'publication':
      return publicationOf(item)
    case 'sharepointIds':
      return itemSharepointIds(item, drive)
    case 'webDavUrl':
      return webUrl(item, drive)
    default:
      return undefined
  }
}

function fileTimesOf({ createdDateTime, lastModifiedDateTime, fileTimes }: DriveItem): object {
  return { createdDateTime, lastModifiedDateTime, ...fileTimes }
}

function publicationOf({ content, contentVersion, checkout }: DriveItem): object | undefined {
  if (content === undefined) return undefined
  const versionId = `${contentVersion}.0`
  if (checkout === undefined) return { level: 'published', versionId }
  return { level: 'checkout', versionId, checkedOutBy: identity(checkout.by) }
}

function itemSharepointIds({ number, parent }: DriveItem, { home, ids }: Drive): object {
  const listItem = {
    listItemId: String(number),
    listItemUniqueId: ids.guid(number).toLowerCase(),
  }
  return { ...sharepointIds(home), ...(parent === undefined ? {} : listItem) }
}

/** For whom an item is shared: the widest of its own permissions counts. */
function sharedFacet({ grants }: DriveItem): object | undefined {
  const scopes = grants.map(({ link }) => link?.scope ?? 'users')
  const scope = (['anonymous', 'organization', 'users'] as const).find((one) => scopes.includes(one))
  return scope && { scope }
}

/** The version of an item, as `eTag` and `If-Match` write it. */
export function etagOf(item: DriveItem, { ids }: Drive): string {
  return `"{${ids.guid(item.number)}},${item.version}"`
}

/** The version of an item's content, as `cTag` writes it. */
export function contentTagOf(item: DriveItem, { ids }: Drive): string {
  return `"c:{${ids.guid(item.number)}},${item.contentVersion}"`
}

/** The bytes of a file, or of all files in a folder. */
export function sizeOf(item: DriveItem): number {
  return within(item).reduce((sum, { content }) => sum + (content?.size ?? 0), 0)
}

/** Says where an item is. */
export function parentReference({ parent }: DriveItem, { ids, home }: Drive): object {
  const own = { driveType: home.driveType, driveId: ids.drive }
  if (parent === undefined) return own
  return {
    ...own,
    id: ids.item(parent.number),
    ...(parent.parent === undefined ? {} : { name: parent.name }),
    path: `/drives/${ids.drive}/root:${pathOf(parent)}`,
    siteId: home.siteId.split(',')[1],
  }
}

function pathOf(item: DriveItem): string {
  return item.parent === undefined ? '' : `${pathOf(item.parent)}/${encodeURIComponent(item.name)}`
}

/** The address of an item for a browser. */
export function webUrl(item: DriveItem, { home }: Pick<Drive, 'home'>): string {
  return `${home.siteUrl}/${encodeURIComponent(home.folder)}${pathOf(item)}`
}
