import type { FileParts } from './file-parts.ts'

/** Writes a grey picture of the given lightness (0 to 255), padded behind its end to `size` bytes. */
export function writeJpeg(width: number, height: number, lightness: number, size: number): FileParts {
  const level = Math.round(lightness) - 128
  const category = level === 0 ? 0 : Math.floor(Math.log2(Math.abs(level))) + 1
  const picture = Buffer.concat([
    Buffer.from('ffd8ffe000104a46494600010100000100010000', 'hex'),
    marker(0xdb, [0, ...Array.from({ length: 64 }, () => 8)]),
    marker(0xc0, [8, height >> 8, height & 255, width >> 8, width & 255, 1, 1, 0x11, 0]),
    marker(0xc4, [0x00, ...lengths(1, 1), 0, category === 0 ? 1 : category]),
    marker(0xc4, [0x10, ...lengths(1, 0), 0]),
    marker(0xda, [1, 1, 0x00, 0, 63, 0]),
    scan(level, category, Math.ceil(width / 8) * Math.ceil(height / 8)),
    Buffer.from('ffd9', 'hex'),
  ])
  return [picture, Math.max(0, size - picture.length)]
}

/** How many codes of one and of two bits a Huffman table has; it has no longer ones. */
function lengths(ones: number, twos: number): readonly number[] {
  return [ones, twos, ...Array.from({ length: 14 }, () => 0)]
}

function marker(type: number, data: readonly number[]): Buffer {
  const length = data.length + 2
  return Buffer.from([0xff, type, length >> 8, length & 255, ...data])
}

/** The first block says the level, all others that nothing changes; `0` is both "no change" and "end of block". */
function scan(level: number, category: number, blocks: number): Buffer {
  const value = level < 0 ? level + 2 ** category - 1 : level
  const first = category === 0 ? '0' : `10${value.toString(2).padStart(category, '0')}`
  const bits = `${first}0${'00'.repeat(blocks - 1)}`
  const padded = bits.padEnd(Math.ceil(bits.length / 8) * 8, '1')
  const bytes = (padded.match(/.{8}/g) ?? []).flatMap((byte) => {
    const number = Number.parseInt(byte, 2)
    return number === 0xff ? [0xff, 0] : [number]
  })
  return Buffer.from(bytes)
}
