/** A file's bytes in pieces; a number stands for that many zeros, so that large files cost little until they are read. */
export type FileParts = readonly (Uint8Array | number)[]

/** Puts the pieces together. */
export function joinParts(parts: FileParts): Uint8Array {
  const bytes = new Uint8Array(sizeOfParts(parts))
  let at = 0
  for (const part of parts) {
    if (typeof part !== 'number') bytes.set(part, at)
    at += typeof part === 'number' ? part : part.length
  }
  return bytes
}

/** The length of all pieces in bytes. */
export function sizeOfParts(parts: FileParts): number {
  return parts.reduce<number>((sum, part) => sum + (typeof part === 'number' ? part : part.length), 0)
}
