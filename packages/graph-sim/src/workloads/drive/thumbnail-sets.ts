import type { DriveItem } from './drive-item.ts'
import {
  hasThumbnails,
  isThumbnailSize,
  type ThumbnailSize,
  thumbnailExtent,
  thumbnailSizes,
} from './thumbnail.ts'

/** Makes the address of the picture of an item in a size. */
export type ThumbnailUrl = (item: DriveItem, size: ThumbnailSize) => string

/** Describes the pictures of an item: the one set of a file that has any, in the given sizes. */
export function thumbnailSets(
  item: DriveItem,
  url: ThumbnailUrl,
  wanted: readonly ThumbnailSize[] = thumbnailSizes,
): readonly object[] {
  if (!hasThumbnails(item)) return []
  const sizes = wanted.map((size) => [size, { ...thumbnailExtent(size), url: url(item, size) }])
  return [{ id: '0', ...Object.fromEntries(sizes) }]
}

/** The sizes that a `$select` names; those of every set without it. */
export function wantedSizes(select: string | undefined): readonly ThumbnailSize[] {
  const names = select?.split(',').map((name) => name.trim()) ?? []
  return names.length === 0 ? thumbnailSizes : names.filter(isThumbnailSize)
}
