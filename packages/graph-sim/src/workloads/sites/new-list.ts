import type { User } from '../directory/user.ts'
import type { DrivePlace } from '../drive/drive-place.ts'
import type { Column } from './column.ts'
import type { SiteList } from './site.ts'

/** What a new list is made of. */
export interface ListSource {
  readonly id: string
  readonly name: string
  readonly displayName: string
  readonly template: string
  readonly by: User
  /** When it was made, in ISO 8601. */
  readonly at: string
  readonly columns: readonly Column[]
  readonly library: DrivePlace | undefined
}

/** Makes an empty list. */
export function newList(source: ListSource): SiteList {
  const { id, name, displayName, template, by, at, columns, library } = source
  return {
    id,
    name,
    displayName,
    description: '',
    template,
    createdDateTime: at,
    createdBy: by,
    lastModifiedDateTime: at,
    lastModifiedBy: by,
    columns: [...columns],
    items: new Map(),
    library,
    version: 1,
    lastItem: 0,
  }
}
