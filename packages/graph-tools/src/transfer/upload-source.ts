import { type FileHandle, open, stat } from 'node:fs/promises'

import { InvalidInput } from '@graphkeep/core'

/** Bytes that can be read again from any place on. */
export interface ByteSource {
  /** In bytes. */
  readonly size: number

  /** What changes whenever the bytes do, so that an upload is not resumed with others. Default: the size alone. */
  readonly version?: string

  /** Returns the bytes from an offset to the end. Called again whenever something has to be sent again. */
  open(offset: number): AsyncIterable<Uint8Array> | Promise<AsyncIterable<Uint8Array>>
}

/** What is uploaded: the path of a file, a `Blob`, or a function that gives a stream from an offset on. */
export type UploadSource = string | Blob | ByteSource

/** A source while it is being uploaded. */
export interface OpenSource extends AsyncDisposable {
  readonly size: number
  readonly version: string

  /**
   * Reads the bytes from `start` up to `end`. They are overwritten by the next that are read.
   *
   * @throws {@link InvalidInput} when they are not all there, or not those that there were at the beginning.
   */
  read(start: number, end: number): Promise<Uint8Array<ArrayBuffer>>
}

/** Opens a source, of which one part is in memory. It goes on with the stream that it has for as long as parts follow each other. */
export async function openSource(source: UploadSource): Promise<OpenSource> {
  const { size, version = '', open } = await byteSourceOf(source)
  let chunks: AsyncIterator<Uint8Array> | undefined
  let rest: Uint8Array = new Uint8Array()
  let place = 0
  let room = new Uint8Array()

  async function close(): Promise<void> {
    await chunks?.return?.()
    chunks = undefined
  }

  async function seek(start: number): Promise<AsyncIterator<Uint8Array>> {
    if (chunks !== undefined && place === start) return chunks
    await close()
    chunks = (await open(start))[Symbol.asyncIterator]()
    rest = new Uint8Array()
    return chunks
  }

  return {
    size,
    version: `${size} ${version}`,
    async read(start, end) {
      const from = await seek(start)
      place = Number.NaN
      if (room.length < end - start) room = new Uint8Array(end - start)
      const part = room.subarray(0, end - start)
      for (let filled = 0; filled < part.length; ) {
        if (rest.length === 0) {
          const { value, done } = await from.next()
          if (done) throw changed()
          rest = value
        }
        const taken = rest.subarray(0, part.length - filled)
        part.set(taken, filled)
        filled += taken.length
        rest = rest.subarray(taken.length)
      }
      if (end === size && (rest.length > 0 || !(await from.next()).done)) throw changed()
      place = end
      return part
    },
    [Symbol.asyncDispose]: close,
  }
}

async function byteSourceOf(source: UploadSource): Promise<ByteSource> {
  if (source instanceof Blob) {
    const version = source instanceof File ? String(source.lastModified) : ''
    return { size: source.size, version, open: (offset) => source.slice(offset).stream() }
  }
  if (typeof source !== 'string') return source
  const { size, mtimeMs } = await stat(source)
  return { size, version: String(mtimeMs), open: (offset) => fileFrom(offset, source, mtimeMs) }
}

async function* fileFrom(offset: number, path: string, mtimeMs: number): AsyncGenerator<Uint8Array, void> {
  await using file = await open(path)
  await requireUnchanged(file, mtimeMs)
  yield* file.createReadStream({ start: offset, autoClose: false })
  await requireUnchanged(file, mtimeMs)
}

async function requireUnchanged(file: FileHandle, mtimeMs: number): Promise<void> {
  if ((await file.stat()).mtimeMs !== mtimeMs) throw changed()
}

function changed(): InvalidInput {
  return new InvalidInput([
    'The source is not as long as it was said to be, or was changed meanwhile. Upload it again.',
  ])
}
