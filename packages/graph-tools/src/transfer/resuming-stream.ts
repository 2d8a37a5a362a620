import { GraphFailure, isGraphkeepError } from '@graphkeep/core'

import type { TransferContext } from './transfer-context.ts'
import { waitAfter } from './wait-after.ts'

/** Something that is being downloaded. */
export interface Download {
  /** As Graph has it: a name that somebody else chose, not yet a path to write to. */
  readonly name: string

  /** In bytes; `undefined` when Graph does not know it to the byte. */
  readonly size: number | undefined

  /** The bytes, asked for as they are read. It fails rather than end early. */
  readonly stream: ReadableStream<Uint8Array>
}

/** Content that can be read from any byte on. */
export interface Content {
  readonly size: number | undefined
  open(offset: number): Promise<AsyncIterable<Uint8Array>>

  /** Fails when the content has not been the same all the time. Asked at the end of what was read in pieces. */
  confirm?(): Promise<void>
}

/** What may pass by itself, or with a new address. */
const mayPass: readonly number[] = [0, 401, 429, 500, 502, 503, 504, 509]

/** Reads content as one stream, however often the line breaks. */
export function resumingStream(context: TransferContext, content: Content): ReadableStream<Uint8Array> {
  return ReadableStream.from(chunksOf(context, content))
}

async function* chunksOf(
  context: TransferContext,
  { size, open, confirm }: Content,
): AsyncGenerator<Uint8Array, void> {
  const { signal, progress } = context
  let done = 0
  let pieces = 0
  for (let idle = 0, whole = false; !whole; ) {
    try {
      pieces++
      for await (const chunk of await open(done)) {
        done += chunk.length
        idle = 0
        if (done > (size ?? done)) throw tooLong()
        progress?.(done, size)
        yield chunk
      }
      if (done < (size ?? done)) throw brokeOff()
      whole = true
    } catch (error) {
      signal.throwIfAborted()
      await waitAfter(isGraphkeepError(error) ? error : brokeOff(error), { idle: ++idle, mayPass, context })
    }
  }
  if (pieces > 1) await confirm?.()
}

function brokeOff(cause?: unknown): GraphFailure {
  return new GraphFailure(
    'The download broke off. Check the network, then try again.',
    { status: 0, retryable: true },
    { cause },
  )
}

function tooLong(): GraphFailure {
  return new GraphFailure('More came than the file is long. Download it again.', {
    status: 200,
    retryable: true,
  })
}
