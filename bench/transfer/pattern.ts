/** A prime, so that no part, chunk or page of memory looks like the next. */
const length = 1_000_003

const block = Buffer.alloc(length)
for (let at = 0, state = 1; at < length; at++) {
  state = (Math.imul(state, 1664525) + 1013904223) | 0
  block[at] = state >>> 24
}

/** Gives the bytes of a file that is nowhere, from an offset to its end. */
export function* patternFrom(offset: number, size: number): Generator<Uint8Array> {
  for (let at = offset; at < size; ) {
    const start = at % length
    const chunk = block.subarray(start, Math.min(start + 65_536, start + size - at))
    yield chunk
    at += chunk.length
  }
}

/** Whether bytes are those of the file from an offset on. */
export function isPattern(bytes: Uint8Array, offset: number): boolean {
  for (let at = 0; at < bytes.length; ) {
    const start = (offset + at) % length
    const part = block.subarray(start, start + bytes.length - at)
    if (Buffer.compare(part, bytes.subarray(at, at + part.length)) !== 0) return false
    at += part.length
  }
  return true
}
