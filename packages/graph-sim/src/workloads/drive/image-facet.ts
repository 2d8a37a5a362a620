import type { FileContent } from './drive-item.ts'

/** The width and height of a picture; without them for kinds that are not read, and `undefined` for other files. */
export function imageFacet({ mimeType, parts }: FileContent): object | undefined {
  if (!mimeType.startsWith('image/')) return undefined
  const [first] = parts()
  if (first === undefined || typeof first === 'number') return {}
  const bytes = Buffer.from(first.buffer, first.byteOffset, first.byteLength)
  return pngExtent(bytes) ?? jpegExtent(bytes) ?? {}
}

function pngExtent(bytes: Buffer): object | undefined {
  if (bytes.length < 24 || bytes.readUInt32BE(0) !== 0x89504e47) return undefined
  return { height: bytes.readUInt32BE(20), width: bytes.readUInt32BE(16) }
}

/** Goes from marker to marker to the one that begins the frame. */
function jpegExtent(bytes: Buffer): object | undefined {
  if (bytes.length < 4 || bytes.readUInt16BE(0) !== 0xffd8) return undefined
  for (let at = 2; at + 9 < bytes.length && bytes[at] === 0xff; at += 2 + bytes.readUInt16BE(at + 2)) {
    const marker = bytes[at + 1] ?? 0
    if (marker >= 0xc0 && marker <= 0xc3)
      return { height: bytes.readUInt16BE(at + 5), width: bytes.readUInt16BE(at + 7) }
  }
  return undefined
}
