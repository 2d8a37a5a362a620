import type { User } from '../directory/user.ts'
import type { DriveOwner } from '../drive/drive-owner.ts'
import type { DrivePlace } from '../drive/drive-place.ts'

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

/** A column that clients fill. */
export interface Column {
  readonly id: string
  readonly name: string
  readonly displayName: string
  readonly kind: 'text' | 'choice' | 'dateTime' | 'number'
  /** What a choice column offers; empty for others. */
  readonly choices: readonly string[]
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
  /** By the names of the columns; those that are empty are absent. */
  readonly fields: Map<string, string | number>
}
