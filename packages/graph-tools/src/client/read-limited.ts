/** Reads an answer's body; `undefined`, and the rest unread, when it is longer than `limit` bytes. */
export async function readLimited(
  answer: Response,
  limit: number,
): Promise<Uint8Array<ArrayBuffer> | undefined> {
  if (!answer.body) return new Uint8Array()
  if (Number(answer.headers.get('content-length') ?? 0) > limit) {
    await answer.body.cancel()
    return undefined
  }
  const chunks: Uint8Array[] = []
  let length = 0
  for await (const chunk of answer.body) {
    length += chunk.length
    if (length > limit) return undefined
    chunks.push(chunk)
  }
  return Uint8Array.from(Buffer.concat(chunks, length))
}
