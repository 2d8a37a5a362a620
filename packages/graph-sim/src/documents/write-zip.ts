import { crc32 } from 'node:zlib'
import { crcOfZeros } from './crc-of-zeros.ts'
import type { FileParts } from './file-parts.ts'

/** A file in an archive: its bytes, or a number of zeros. */
export interface ZipEntry {
  readonly name: string
  readonly content: Uint8Array | number
}

/** Writes an archive without compression. */
export function writeZip(entries: readonly ZipEntry[]): FileParts {
  const parts: (Uint8Array | number)[] = []
  const directory: Uint8Array[] = []
  let at = 0
  for (const { name, content } of entries) {
    const head = header(name, content)
    const size = typeof content === 'number' ? content : content.length
    directory.push(centralHeader(name, head, at))
    parts.push(head, content)
    at += head.length + size
  }
  const length = directory.reduce((sum, one) => sum + one.length, 0)
  return [...parts, ...directory, endRecord(entries.length, length, at)]
}

function header(name: string, content: Uint8Array | number): Buffer {
  const size = typeof content === 'number' ? content : content.length
  const bytes = Buffer.alloc(30 + name.length)
  bytes.writeUInt32LE(0x04034b50, 0)
  bytes.writeUInt16LE(20, 4)
  bytes.writeUInt16LE(0x5a21, 12)
  bytes.writeUInt32LE(typeof content === 'number' ? crcOfZeros(content) : crc32(content), 14)
  bytes.writeUInt32LE(size, 18)
  bytes.writeUInt32LE(size, 22)
  bytes.writeUInt16LE(name.length, 26)
  bytes.write(name, 30, 'latin1')
  return bytes
}

function centralHeader(name: string, head: Buffer, at: number): Buffer {
  const bytes = Buffer.alloc(46 + name.length)
  bytes.writeUInt32LE(0x02014b50, 0)
  bytes.writeUInt16LE(20, 4)
  head.copy(bytes, 6, 4, 30)
  bytes.writeUInt32LE(at, 42)
  bytes.write(name, 46, 'latin1')
  return bytes
}

function endRecord(count: number, length: number, at: number): Buffer {
  const bytes = Buffer.alloc(22)
  bytes.writeUInt32LE(0x06054b50, 0)
  bytes.writeUInt16LE(count, 8)
  bytes.writeUInt16LE(count, 10)
  bytes.writeUInt32LE(length, 12)
  bytes.writeUInt32LE(at, 16)
  return bytes
}
