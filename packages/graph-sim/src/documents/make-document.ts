import type { FileContent } from '../workloads/drive/drive-item.ts'
import { mimeTypeOf } from '../workloads/drive/mime-type.ts'
import { type FileParts, joinParts, sizeOfParts } from './file-parts.ts'
import { writeJpeg } from './write-jpeg.ts'
import { writeDocx, writePptx, writeXlsx } from './write-office.ts'
import { writePdf } from './write-pdf.ts'
import { writePng } from './write-png.ts'
import { writeZip } from './write-zip.ts'

/** Makes a file of the type that its name says, with the given lines in it, of about `size` bytes. */
export function makeDocument(name: string, lines: readonly string[], size: number): FileContent {
  const parts = partsOf(name, lines, size)
  const readable = !/\.(png|jpg|zip)$/i.test(name)
  return {
    size: sizeOfParts(parts),
    mimeType: mimeTypeOf(name) ?? 'application/octet-stream',
    text: readable ? lines.join('\n') : '',
    parts: () => parts,
    bytes: () => joinParts(parts),
  }
}

/** A file of the given bytes, as a client uploads it. */
export function documentOf(bytes: Uint8Array, mimeType: string): FileContent {
  const text = /^text\/|json|xml/.test(mimeType) ? new TextDecoder().decode(bytes) : ''
  return { size: bytes.length, mimeType, text, parts: () => [bytes], bytes: () => bytes }
}

function partsOf(name: string, lines: readonly string[], size: number): FileParts {
  switch (name.slice(name.lastIndexOf('.') + 1).toLowerCase()) {
    case 'pdf':
      return writePdf(lines, size)
    case 'docx':
      return writeDocx(lines, size)
    case 'pptx':
      return writePptx(lines, size)
    case 'xlsx':
      return writeXlsx(lines, size)
    case 'png':
      return writePng(64, 48, [11, 61, 92], size)
    case 'jpg':
      return writeJpeg(64, 48, 96, size)
    case 'zip':
      return writeZip([
        { name: 'readme.txt', content: Buffer.from(lines.join('\n')) },
        { name: 'data.bin', content: Math.max(0, size - 300) },
      ])
    case 'json':
      return [Buffer.from(lines.join('\n'))]
    default:
      return [repeated(lines, size)]
  }
}

/** Text files say their lines again and again until they are long enough. */
function repeated(lines: readonly string[], size: number): Uint8Array {
  const once = Buffer.from(`${lines.join('\n')}\n`)
  if (once.length >= size || once.length === 0) return once
  const whole = Buffer.alloc(size - (size % once.length), once)
  return whole.length === 0 ? once : whole
}
