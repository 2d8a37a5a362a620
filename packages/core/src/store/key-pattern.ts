/**
 * Makes the pattern of all keys that start with a text.
 *
 * @example
 * ```ts
 * patternOfPrefix('email:*') // 'email:\\**'
 * ```
 */
export function patternOfPrefix(prefix: string): string {
  return `${prefix.replaceAll(/[\\*]/g, '\\$&')}*`
}

/**
 * Says whether a key fits a pattern: `*` stands for any text, and `\` takes the character after it as it is.
 *
 * @example
 * ```ts
 * fitsPattern('email:list:*:inbox', 'email:list:7:inbox') // true
 * ```
 */
export function fitsPattern(pattern: string, key: string): boolean {
  let at = 0
  let read = 0
  let star = -1
  let starRead = 0
  while (read < key.length) {
    const escaped = pattern[at] === '\\'
    if (pattern[at] === '*') {
      star = at++
      starRead = read
    } else if ((escaped ? pattern[at + 1] : pattern[at]) === key[read]) {
      at += escaped ? 2 : 1
      read += 1
    } else if (star >= 0) {
      at = star + 1
      read = ++starRead
    } else return false
  }
  while (pattern[at] === '*') at += 1
  return at === pattern.length
}
