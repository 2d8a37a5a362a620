import type { Drive } from '../drive/drive.ts'
import { within } from '../drive/drive.ts'
import type { DriveItem } from '../drive/drive-item.ts'
import type { ListItem, SiteList } from './site.ts'

/** The rows of a list: its own, or the files and folders of a document library. */
export function rowsOf(list: SiteList): readonly ListItem[] {
  if (list.library === undefined) return [...list.items.values()]
  const drive = list.library.open()
  return within(drive.root)
    .slice(1)
    .map((item) => libraryRow(item, drive))
}

/** A row of a list by its number; `undefined` when there is none. */
export function findRow(list: SiteList, number: string): ListItem | undefined {
  if (list.library === undefined) return list.items.get(number)
  return rowsOf(list).find((row) => String(row.number) === number)
}

/** The row that a file or folder is in its library. */
export function libraryRow(item: DriveItem, drive: Drive): ListItem {
  const { number, createdDateTime, createdBy, lastModifiedDateTime, lastModifiedBy, version, fields } = item
  return {
    number,
    guid: drive.ids.guid(number).toLowerCase(),
    createdDateTime,
    createdBy,
    lastModifiedDateTime,
    lastModifiedBy,
    version,
    fields,
    history: item.history.map((former) => ({ ...former, fields })),
    file: { item, drive },
  }
}
