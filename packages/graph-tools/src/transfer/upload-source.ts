import { open } from 'node:fs/promises'

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
   * Reads the bytes from `start` up to `end`.
   *
   * @throws {@link InvalidInput} when they are not all there, or not those that there were at the beginning.
   */
  read(start: number, end: number): Promise<Uint8Array<ArrayBuffer>>
}

/** Opens a source; no more than one part of it is ever in memory. */
export async function openSource(source: UploadSource): Promise<OpenSource> {
  if (typeof source === 'string') return openFile(source)
  return source instanceof Blob ? openBlob(source) : openStreams(source)
}

async function openFile(path: string): Promise<OpenSource> {
  const file = await open(path)
  const { size, mtimeMs } = await file.stat()
  return {
    size,
    version: `${size} ${mtimeMs}`,
    async read(start, end) {
      const part = new Uint8Array(end - start)
      const { bytesRead } = await file.read(part, 0, part.length, start)
      const now = await file.stat()
      if (bytesRead !== part.length || now.size !== size || now.mtimeMs !== mtimeMs) throw changed()
      return part
    },
    [Symbol.asyncDispose]: () => file.close(),
  }
}

function openBlob(blob: Blob): OpenSource {
  return {
    size: blob.size,
    version: `${blob.size} ${blob instanceof File ? blob.lastModified : ''}`,
    read: async (start, end) => new Uint8Array(await blob.slice(start, end).arrayBuffer()),
    async [Symbol.asyncDispose]() {},
  }
}

/** Goes on with the stream that it has for as long as parts follow each other. */
function openStreams({ size, version = '', open }: ByteSource): OpenSource {
  let chunks: AsyncIterator<Uint8Array> | undefined
  let rest = new Uint8Array()
  let place = 0

  async function close(): Promise<void> {
    await chunks?.return?.()
    chunks = undefined
  }

  async function seek(start: number): Promise<AsyncIterator<Uint8Array>> {
    if (chunks !== undefined && place === start) return chunks
    await close()
    chunks = (await open(start))[Symbol.asyncIterator]()
    rest = new Uint8Array()
    place = start
    return chunks
  }

  return {
    size,
    version: `${size} ${version}`,
    async read(start, end) {
      const from = await seek(start)
      const part = new Uint8Array(end - start)
      let filled = 0
      while (filled < part.length) {
        if (rest.length === 0) {
          const { value, done } = await from.next()
          if (done) throw changed()
          rest = Uint8Array.from(value)
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

function changed(): InvalidInput {
  return new InvalidInput([
    'The source is not as long as it was said to be, or was changed meanwhile. Upload it again.',
  ])
}
