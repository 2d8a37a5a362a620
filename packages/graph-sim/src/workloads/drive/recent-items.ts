import type { User } from '../directory/user.ts'
import { type Drive, within } from './drive.ts'
import type { DriveItem } from './drive-item.ts'

/** The files of a drive that somebody has changed, the latest first. */
export function recentItems({ root }: Drive, { id }: User): readonly DriveItem[] {
  return within(root)
    .filter(({ content, lastModifiedBy }) => content !== undefined && lastModifiedBy.id === id)
    .toSorted((a, b) => b.lastModifiedDateTime.localeCompare(a.lastModifiedDateTime))
}
