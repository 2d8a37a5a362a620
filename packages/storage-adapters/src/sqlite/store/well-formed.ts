/**
 * Returns the text as it is.
 *
 * @throws TypeError when it holds half of a surrogate pair: a database stores it as U+FFFD, the same for all of them.
 */
export function wellFormed(text: string): string {
  if (text.isWellFormed()) return text
  throw new TypeError('Keys, tags, prefixes and patterns must be well-formed Unicode')
}
