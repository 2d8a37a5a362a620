import { isUtf8 } from 'node:buffer'
import { promisify } from 'node:util'
import {
  constants,
  gunzip,
  gunzipSync,
  zstdCompress,
  zstdCompressSync,
  zstdDecompress,
  zstdDecompressSync,
} from 'node:zlib'

/** Turns JSON text into bytes for a store, and back. */
export interface Codec {
  encode(text: string): Promise<Uint8Array>

  /**
   * Returns the text, or `undefined` when the bytes were written by a version that this one does not know.
   *
   * @throws when the bytes are damaged.
   */
  decode(bytes: Uint8Array): Promise<string | undefined>
}

// The first byte: how the rest is compressed (high half), and the version of the format (low half).
const plain = 0x01
const zstd = 0x11
const gzip = 0x21

const offLoopFrom = 256 * 1024
const offLoopFromCompressed = 64 * 1024
const zstdOptions = { params: { [constants.ZSTD_c_compressionLevel]: 3 } }

/**
 * Makes the codec of stored values: one byte that names the format, then JSON, compressed with Zstandard from
 * `compressFromBytes` on where that makes it smaller. Values from 256 KiB on are compressed off the event loop.
 *
 * @example
 * ```ts
 * const codec = createCodec(16 * 1024)
 * await codec.decode(await codec.encode('{"value":[]}'))
 * ```
 */
export function createCodec(compressFromBytes: number): Codec {
  return {
    async encode(text) {
      const raw = Buffer.from(text)
      if (raw.length < compressFromBytes) return headed(plain, raw)
      const small =
        raw.length < offLoopFrom ? zstdCompressSync(raw, zstdOptions) : await compressLater(raw, zstdOptions)
      return small.length < raw.length ? headed(zstd, small) : headed(plain, raw)
    },

    async decode(bytes) {
      const body = bytes.subarray(1)
      const large = body.length >= offLoopFromCompressed
      if (bytes[0] === plain) return textOf(body)
      if (bytes[0] === zstd) return textOf(large ? await decompressLater(body) : zstdDecompressSync(body))
      if (bytes[0] === gzip) return textOf(large ? await gunzipLater(body) : gunzipSync(body))
      return undefined
    },
  }
}

const compressLater = promisify(zstdCompress)
const decompressLater = promisify(zstdDecompress)
const gunzipLater = promisify(gunzip)

function headed(header: number, body: Uint8Array): Uint8Array {
  return Buffer.concat([Buffer.of(header), body])
}

function textOf(bytes: Uint8Array): string {
  if (!isUtf8(bytes)) throw new RangeError('The stored text is not UTF-8')
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString()
}
