import { crc32 } from 'node:zlib'

const zeros = new Uint8Array(65_536)

/** Goes on with a CRC-32 over `count` zeros; begins one when there is none. */
export function crcOfZeros(count: number, begun = 0): number {
  let crc = begun
  for (let left = count; left > 0; left -= zeros.length)
    crc = crc32(left < zeros.length ? zeros.subarray(0, left) : zeros, crc)
  return crc
}
