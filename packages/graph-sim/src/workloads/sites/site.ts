import type { User } from '../directory/user.ts'

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
  readonly lists: readonly SiteList[]
}

/** A list of a site. */
export interface SiteList {
  readonly id: string
  readonly name: string
  readonly displayName: string
  readonly description: string
  readonly createdDateTime: string
  readonly createdBy: User
  readonly columns: readonly Column[]
  readonly items: Map<string, ListItem>
  lastModifiedDateTime: string
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
