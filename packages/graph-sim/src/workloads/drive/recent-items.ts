import { type Drive, within } from './drive.ts'
import type { DriveItem } from './drive-item.ts'

/** The files of a drive that its owner has changed, the latest first. */
export function recentItems({ root, owner }: Drive): readonly DriveItem[] {
  return within(root)
    .filter(({ content, lastModifiedBy }) => content !== undefined && lastModifiedBy.id === owner.id)
    .toSorted((a, b) => b.lastModifiedDateTime.localeCompare(a.lastModifiedDateTime))
}
