import type { IncomingMessage } from 'node:http'

/** The largest body that any request of Graph may have: a file of 250 MB (Graph rule 35). */
const largest = 250 * 1024 * 1024

/** Reads the body of a request; `undefined` as soon as it turns out to have more than `most` bytes. */
export async function readBody(
  request: IncomingMessage,
  most: number = largest,
): Promise<Uint8Array<ArrayBuffer> | undefined> {
  if (Number(request.headers['content-length'] ?? 0) > most) return undefined
  const chunks: Uint8Array[] = []
  let size = 0
  for await (const chunk of request) {
    size += (chunk as Uint8Array).length
    if (size > most) return undefined
    chunks.push(chunk as Uint8Array)
  }
  const body = new Uint8Array(size)
  let place = 0
  for (const chunk of chunks) {
    body.set(chunk, place)
    place += chunk.length
  }
  return body
}
