import { type FileParts, sizeOfParts } from '../../documents/file-parts.ts'

const width = 160
const shift = 11

/**
 * Computes OneDrive's quickXorHash: every byte is XORed into 160 bits at a place that moves on by 11 bits a byte,
 * and the length into the last 8 bytes. In base64. Zeros change nothing but the place.
 */
export function quickXorHash(parts: FileParts): string {
  const bits = new Uint8Array(width / 8)
  let place = 0
  for (const part of parts) {
    if (typeof part === 'number') place = (place + (part % width) * shift) % width
    else place = mixIn(bits, part, place)
  }
  let length = sizeOfParts(parts)
  for (let i = 12; i < bits.length && length > 0; i++) {
    bits[i] = (bits[i] ?? 0) ^ (length & 0xff)
    length = Math.floor(length / 256)
  }
  return Buffer.from(bits).toString('base64')
}

function mixIn(bits: Uint8Array, bytes: Uint8Array, start: number): number {
  let place = start
  for (const byte of bytes) {
    const at = place >> 3
    const spread = byte << (place & 7)
    bits[at] = (bits[at] ?? 0) ^ (spread & 0xff)
    const next = at + 1 === bits.length ? 0 : at + 1
    bits[next] = (bits[next] ?? 0) ^ (spread >> 8)
    place += shift
    if (place >= width) place -= width
  }
  return place
}
