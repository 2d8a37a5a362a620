import { joinParts } from '../../documents/file-parts.ts'
import { writeJpeg } from '../../documents/write-jpeg.ts'
import { badRequest } from '../../errors/catalog.ts'
import { refuse } from '../../errors/graph-problem.ts'

/** The widths, and heights, in which Exchange keeps pictures of people, the smallest first. */
export const photoSizes: readonly number[] = [48, 64, 96, 120, 240, 360, 432, 504, 648]

/** A picture of somebody. */
export interface Photo {
  readonly contentType: string
  readonly width: number
  readonly height: number
  /** The picture at a width of {@link photoSizes}; `undefined` for a width that there is none of. */
  sized(width: number): Photo | undefined
  bytes(): Uint8Array
}

/** A person or a group. */
export interface PhotoOwner {
  readonly id: string
}

/** The picture that somebody has from the beginning: a grey square; every fourth person or group has none. */
export function photoOf(user: PhotoOwner): Photo | undefined {
  const shade = Number.parseInt(user.id.slice(0, 2), 16)
  return shade % 4 === 0 ? undefined : greySquare(648, 40 + (shade % 180))
}

/** The picture in an upload, in its own size only; refuses what is neither JPEG nor PNG. */
export function uploadedPhoto(bytes: Uint8Array): Photo {
  const found = pngSize(bytes) ?? jpegSize(bytes)
  if (found === undefined) refuse(badRequest('The picture has to be a JPEG or a PNG.'))
  const photo: Photo = {
    ...found,
    bytes: () => bytes,
    sized: (width) => (width === found.width ? photo : undefined),
  }
  return photo
}

function greySquare(width: number, lightness: number): Photo {
  return {
    contentType: 'image/jpeg',
    width,
    height: width,
    sized: (other) => (photoSizes.includes(other) ? greySquare(other, lightness) : undefined),
    bytes: () => joinParts(writeJpeg(width, width, lightness, 0)),
  }
}

type PictureSize = Pick<Photo, 'contentType' | 'width' | 'height'>

function pngSize(bytes: Uint8Array): PictureSize | undefined {
  const file = Buffer.from(bytes)
  if (file.length < 24 || file.toString('latin1', 1, 4) !== 'PNG') return undefined
  return { contentType: 'image/png', width: file.readUInt32BE(16), height: file.readUInt32BE(20) }
}

/** The size stands in the frame header, which follows segments of given lengths. */
function jpegSize(bytes: Uint8Array): PictureSize | undefined {
  const file = Buffer.from(bytes)
  if (file.length < 4 || file.readUInt16BE(0) !== 0xffd8) return undefined
  for (let at = 2; at + 9 < file.length && file[at] === 0xff; at += 2 + file.readUInt16BE(at + 2)) {
    const type = file[at + 1] ?? 0
    if (type < 0xc0 || type > 0xc2) continue
    return { contentType: 'image/jpeg', width: file.readUInt16BE(at + 7), height: file.readUInt16BE(at + 5) }
  }
  return undefined
}
