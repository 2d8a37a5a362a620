import { joinParts, sizeOfParts } from '../../documents/file-parts.ts'
import { writePng } from '../../documents/write-png.ts'
import type { DriveItem, FileContent } from './drive-item.ts'

/** A size by its name: one of those that every set has, a square one, or one of a client's own such as `c300x400_crop`. */
export type ThumbnailSize =
  | (typeof thumbnailSizes)[number]
  | `${string}Square`
  | `c${number}x${number}${string}`

/** The names of the sizes that every set has, the smallest first. */
export const thumbnailSizes = ['small', 'medium', 'large'] as const

const widths: ReadonlyMap<string, number> = new Map([
  ['small', 96],
  ['medium', 176],
  ['large', 800],
])

/** The most pixels that a side of a client's own size may have. */
const longest = 2000

/** Whether a text names a size. */
export function isThumbnailSize(name: string): name is ThumbnailSize {
  return extentOf(name) !== undefined
}

/** The width and height of a size, in pixels; pictures are 4 by 3 unless their size says otherwise. */
export function thumbnailExtent(size: ThumbnailSize): Extent {
  return extentOf(size) ?? { height: 0, width: 0 }
}

/** How large a picture is, in pixels. */
export interface Extent {
  readonly height: number
  readonly width: number
}

function extentOf(name: string): Extent | undefined {
  const own = /^c(\d{1,4})x(\d{1,4})(_crop)?$/i.exec(name)
  if (own !== null)
    return ownExtent(
      { width: Number(own[1]), height: Number(own[2]) },
      own[3] === undefined ? 'fitting' : 'cropped',
    )
  const width = widths.get(name.replace(/square$/i, '').toLowerCase())
  return width === undefined ? undefined : { height: /square$/i.test(name) ? width : (width * 3) / 4, width }
}

/** A size that is not cropped keeps the picture's own shape within the given one. */
function ownExtent({ width, height }: Extent, shape: 'fitting' | 'cropped'): Extent | undefined {
  if (width < 1 || height < 1 || width > longest || height > longest) return undefined
  if (shape === 'cropped') return { height, width }
  const fitting = Math.min(width, Math.floor((height * 4) / 3))
  return { height: Math.max(1, Math.floor((fitting * 3) / 4)), width: Math.max(1, fitting) }
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
