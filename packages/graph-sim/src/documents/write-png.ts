import { crc32, deflateSync } from 'node:zlib'
import { crcOfZeros } from './crc-of-zeros.ts'
import type { FileParts } from './file-parts.ts'

const signature = Buffer.from('89504e470d0a1a0a', 'hex')

/** Writes a picture of one colour, given as red, green and blue, padded to `size` bytes with a chunk that readers pass over. */
export function writePng(
  width: number,
  height: number,
  colour: readonly [number, number, number],
  size: number,
): FileParts {
  const head = Buffer.alloc(13)
  head.writeUInt32BE(width, 0)
  head.writeUInt32BE(height, 4)
  head.set([8, 2, 0, 0, 0], 8)
  const line = Buffer.concat([Buffer.of(0), ...Array.from({ length: width }, () => Buffer.from(colour))])
  const pixels = deflateSync(Buffer.concat(Array.from({ length: height }, () => line)))
  const picture = Buffer.concat([signature, chunk('IHDR', head)])
  const rest = Buffer.concat([chunk('IDAT', pixels), chunk('IEND', Buffer.alloc(0))])
  const padding = size - picture.length - rest.length - 12
  return padding < 0 ? [picture, rest] : [picture, ...paddingChunk(padding), rest]
}

function paddingChunk(length: number): FileParts {
  const head = Buffer.alloc(8)
  head.writeUInt32BE(length, 0)
  head.write('paDd', 4, 'latin1')
  const sum = Buffer.alloc(4)
  sum.writeUInt32BE(crcOfZeros(length, crc32(head.subarray(4))))
  return [head, length, sum]
}

function chunk(type: string, data: Buffer): Buffer {
  const bytes = Buffer.alloc(12 + data.length)
  bytes.writeUInt32BE(data.length, 0)
  bytes.write(type, 4, 'latin1')
  data.copy(bytes, 8)
  bytes.writeUInt32BE(crc32(bytes.subarray(4, 8 + data.length)), 8 + data.length)
  return bytes
}
