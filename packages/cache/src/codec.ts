import { isUtf8 } from 'node:buffer'
import { promisify } from 'node:util'
import * as nodeZlib from 'node:zlib'

/** Turns JSON text into bytes for a store, and back. */
export interface Codec {
  encode(text: string): Promise<Uint8Array>

  /**
   * Returns the text and how many bytes it has, or `undefined` when the bytes were written by a version that this one does not know, or with a
   * compression that this runtime does not have.
   *
   * @throws when the bytes are damaged.
   */
  decode(bytes: Uint8Array): Promise<Decoded | undefined>
}

/** A text, and its length in bytes. */
export interface Decoded {
  readonly text: string
  readonly bytes: number
}

// The first byte: how the rest is compressed (high half), and the version of the format (low half).
const plain = 0x01
const zstd = 0x11
const gzip = 0x21

// Ends what is not compressed: JSON text holds no line feed, so what was cut off anywhere is known by its end.
const end = 0x0a

const offLoopFrom = 256 * 1024
const offLoopFromCompressed = 64 * 1024
// In one piece: putting together many small ones takes several times as long.
const onLoop = { maxOutputLength: offLoopFrom, chunkSize: offLoopFrom }
const zstdOptions = { params: { [nodeZlib.constants.ZSTD_c_compressionLevel]: 3 } }

/** What the codec needs of `node:zlib`: Zstandard came with Node 22.15, and not every runtime that has the rest has it. */
export type Zlib = Pick<typeof nodeZlib, 'gzip' | 'gzipSync' | 'gunzip' | 'gunzipSync'> &
  Partial<
    Pick<typeof nodeZlib, 'zstdCompress' | 'zstdCompressSync' | 'zstdDecompress' | 'zstdDecompressSync'>
  >

/**
 * Makes the codec of stored values: one byte that names the format, then JSON, compressed from `compressFromBytes` on
 * where that makes it smaller, with Zstandard or, where the runtime lacks it, gzip. What is 256 KiB or larger before or
 * after is worked on off the event loop.
 *
 * @example
 * ```ts
 * const codec = createCodec(16 * 1024)
 * await codec.decode(await codec.encode('{"value":[]}'))
 * ```
 */
export function createCodec(compressFromBytes: number, zlib: Zlib = nodeZlib): Codec {
  const gzipped: Compression = {
    header: gzip,
    compressSync: zlib.gzipSync,
    compress: promisify(zlib.gzip),
    decompressSync: (body) => zlib.gunzipSync(body, onLoop),
    decompress: promisify(zlib.gunzip),
  }
  const best = zstdFrom(zlib) ?? gzipped

  return {
    async encode(text) {
      const raw = Buffer.from(text)
      if (raw.length < compressFromBytes) return uncompressed(raw)
      const small = raw.length < offLoopFrom ? best.compressSync(raw) : await best.compress(raw)
      return small.length < raw.length ? headed(best.header, small) : uncompressed(raw)
    },

    async decode(bytes) {
      const body = bytes.subarray(1)
      if (bytes[0] === plain) return decodedFrom(withoutEnd(body))
      const compression = [best, gzipped].find(({ header }) => header === bytes[0])
      return compression && decodedFrom(await decompressed(body, compression))
    },
  }
}

interface Compression {
  readonly header: number
  compressSync(raw: Uint8Array): Uint8Array
  compress(raw: Uint8Array): Promise<Uint8Array>

  /** @throws with the code `ERR_BUFFER_TOO_LARGE` for what becomes larger than belongs on the event loop. */
  decompressSync(body: Uint8Array): Uint8Array
  decompress(body: Uint8Array): Promise<Uint8Array>
}

function zstdFrom({
  zstdCompress,
  zstdCompressSync,
  zstdDecompress,
  zstdDecompressSync,
}: Zlib): Compression | undefined {
  if (!zstdCompress || !zstdCompressSync || !zstdDecompress || !zstdDecompressSync) return undefined
  const compressLater = promisify(zstdCompress)
  return {
    header: zstd,
    compressSync: (raw) => zstdCompressSync(raw, zstdOptions),
    compress: (raw) => compressLater(raw, zstdOptions),
    decompressSync: (body) => zstdDecompressSync(body, onLoop),
    decompress: promisify(zstdDecompress),
  }
}

/** A short body may become very long, and does not say so beforehand. */
async function decompressed(
  body: Uint8Array,
  { decompress, decompressSync }: Compression,
): Promise<Uint8Array> {
  if (body.length >= offLoopFromCompressed) return decompress(body)
  try {
    return decompressSync(body)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE') return decompress(body)
    throw error
  }
}

function uncompressed(raw: Uint8Array): Uint8Array {
  return Buffer.concat([Buffer.of(plain), raw, Buffer.of(end)])
}

function withoutEnd(body: Uint8Array): Uint8Array {
  if (body.at(-1) !== end) throw new RangeError('The stored text has lost its end')
  return body.subarray(0, -1)
}

function headed(header: number, body: Uint8Array): Uint8Array {
  return Buffer.concat([Buffer.of(header), body])
}

function decodedFrom(bytes: Uint8Array): Decoded {
  if (!isUtf8(bytes)) throw new RangeError('The stored text is not UTF-8')
  const { buffer, byteOffset, byteLength } = bytes
  return { text: Buffer.from(buffer, byteOffset, byteLength).toString(), bytes: byteLength }
}
