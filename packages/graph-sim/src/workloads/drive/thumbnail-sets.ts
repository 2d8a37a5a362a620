import type { DriveItem } from './drive-item.ts'
import { hasThumbnails, type ThumbnailSize, thumbnailExtent, thumbnailSizes } from './thumbnail.ts'

/** Makes the address of the picture of an item in a size. */
export type ThumbnailUrl = (item: DriveItem, size: ThumbnailSize) => string

/** Describes the pictures of an item: the one set of a file that has any. */
export function thumbnailSets(item: DriveItem, url: ThumbnailUrl): readonly object[] {
  if (!hasThumbnails(item)) return []
  const sizes = thumbnailSizes.map((size) => [size, { ...thumbnailExtent(size), url: url(item, size) }])
  return [{ id: '0', ...Object.fromEntries(sizes) }]
}
