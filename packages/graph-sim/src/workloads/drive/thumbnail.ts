import { joinParts, sizeOfParts } from '../../documents/file-parts.ts'
import { writePng } from '../../documents/write-png.ts'
import type { DriveItem, FileContent } from './drive-item.ts'

/** The sizes that every set of thumbnails has. */
export type ThumbnailSize = 'small' | 'medium' | 'large'

const widths: Readonly<Record<ThumbnailSize, number>> = { small: 96, medium: 176, large: 800 }

/** The names of the sizes, the smallest first. */
export const thumbnailSizes: readonly ThumbnailSize[] = ['small', 'medium', 'large']

/** Whether a text names a size. */
export function isThumbnailSize(name: string): name is ThumbnailSize {
  return Object.hasOwn(widths, name)
}

/** The width and height of a size, in pixels; all pictures are 4 by 3. */
export function thumbnailExtent(size: ThumbnailSize): { readonly width: number; readonly height: number } {
  return { width: widths[size], height: (widths[size] * 3) / 4 }
}

/** Whether a file is of a type that pictures are made of: images, PDF and Office documents. */
export function hasThumbnails({ content }: DriveItem): boolean {
  return content !== undefined && /^image\/|\/pdf$|openxmlformats/.test(content.mimeType)
}

/** Makes the picture of a file in a size, as PNG in a colour of its own; `undefined` for files without one. */
export function thumbnailOf(item: DriveItem, size: ThumbnailSize): FileContent | undefined {
  if (!hasThumbnails(item)) return undefined
  const { width, height } = thumbnailExtent(size)
  const shade = (item.number * 37) % 160
  const parts = writePng(width, height, [40 + shade, 90, 200 - shade], 0)
  return {
    size: sizeOfParts(parts),
    mimeType: 'image/png',
    text: '',
    parts: () => parts,
    bytes: () => joinParts(parts),
  }
}
