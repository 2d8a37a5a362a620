/** A part of a text. */
export interface Excerpt {
  readonly text: string

  /** Where it begins, in characters of the whole. */
  readonly from: number

  /** Where it ends; the length of the whole when nothing is left. */
  readonly to: number
}

/** Cuts a part out of a text without cutting a character in two. */
export function excerpt(whole: string, from: number, length: number): Excerpt {
  const start = boundary(whole, Math.min(from, whole.length))
  const end = boundary(whole, Math.min(start + length, whole.length))
  return { text: whole.slice(start, end), from: start, to: end }
}

/** The position itself, or the one after when it lies inside a surrogate pair. */
function boundary(whole: string, at: number): number {
  const inside =
    isBetween(whole.charCodeAt(at - 1), 0xd800, 0xdbff) && isBetween(whole.charCodeAt(at), 0xdc00, 0xdfff)
  return inside ? at + 1 : at
}

function isBetween(code: number, low: number, high: number): boolean {
  return code >= low && code <= high
}
