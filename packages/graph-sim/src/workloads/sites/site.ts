import type { User } from '../directory/user.ts'
import type { Drive } from '../drive/drive.ts'
import type { DriveItem, FieldValue } from '../drive/drive-item.ts'
import type { DriveOwner } from '../drive/drive-owner.ts'
import type { DrivePlace } from '../drive/drive-place.ts'
import type { Column } from './column.ts'

/** A site of SharePoint. */
export interface Site {
  /** Host, site collection and web, with commas between. */
  readonly id: string
  readonly host: string
  /** The path after the host, e.g. `/sites/aurora`; empty for the root site. */
  readonly path: string
  readonly displayName: string
  readonly description: string
  readonly createdDateTime: string
  readonly createdBy: User
  /** A group for its team site. */
  readonly owner: DriveOwner
  readonly lists: SiteList[]
  /** What apps may do here. */
  readonly grants: SiteGrant[]
}

/** Whether a site is below another. */
export function isSubsite({ path }: Pick<Site, 'path'>): boolean {
  return path.split('/').length > 3
}

/** The address of a site for a browser. */
export function siteWebUrl({ host, path }: Pick<Site, 'host' | 'path'>): string {
  return `https://${host}${path}`
}

/** A list of a site. */
export interface SiteList {
  readonly id: string
  readonly name: string
  displayName: string
  description: string
  /** What it was made as, e.g. `genericList`. */
  readonly template: string
  readonly createdDateTime: string
  readonly createdBy: User
  readonly columns: Column[]
  /** Empty for a document library, whose rows are the items of its drive. */
  readonly items: Map<string, ListItem>
  /** The drive of a document library; `undefined` for other lists. */
  readonly library: DrivePlace | undefined
  lastModifiedDateTime: string
  lastModifiedBy: User
  version: number
  /** The number of the item that was made last; numbers are not used again. */
  lastItem: number
}

/** A row of a list. */
export interface ListItem {
  readonly number: number
  readonly guid: string
  readonly createdDateTime: string
  readonly createdBy: User
  lastModifiedDateTime: string
  lastModifiedBy: User
  version: number
  /** By the names of the fields; those that are empty are absent. */
  readonly fields: Map<string, FieldValue>
  /** What it was before, the oldest first. */
  readonly history: RowVersion[]
  /** The file or folder that it stands for; `undefined` in a list without files. */
  readonly file: { readonly item: DriveItem; readonly drive: Drive } | undefined
}

/** A former state of a row. */
export interface RowVersion {
  readonly number: number
  readonly fields: ReadonlyMap<string, FieldValue>
  readonly lastModifiedDateTime: string
  readonly lastModifiedBy: User
}

/** What an app may do in a site, by the name of a role. */
export interface SiteGrant {
  readonly id: string
  roles: readonly string[]
  readonly application: { readonly id: string; readonly displayName: string }
}
