import type { Call } from '../../gateway/call.ts'
import type { Query } from '../../odata/query.ts'
import { readSelection } from '../../odata/selection.ts'
import { type Expander, writeEntity } from '../../odata/write-entity.ts'
import type { Shared } from '../drive-sharing/shared.ts'
import { findList } from './find-list.ts'
import { libraryRow } from './library-row.ts'
import { fieldsOf, listItemEntity } from './list-item-entity.ts'
import type { ListItem } from './site.ts'

const expand: Readonly<Record<string, Expander<ListItem>>> = {
  fields: (row, { query }) => fieldsOf(row, query.option('select')),
}

/** Writes a file or folder as the row that it is in its library; `undefined` for a root. */
export function writeListItem(
  { tenant, view }: Call,
  { drive, item }: Shared,
  query: Query,
): object | undefined {
  if (item.parent === undefined) return undefined
  const site = tenant.sites().find(drive.home.siteId)
  const entity = listItemEntity(site, findList(site, drive.home.listId))
  const selection = readSelection(query, entity, Object.keys(expand))
  return writeEntity(libraryRow(item, drive), entity, selection, view, expand)
}
