import { InvalidInput } from '@graphkeep/core'

/**
 * Writes a path in which every value stands encoded as one segment, whatever characters it has.
 *
 * @throws {@link InvalidInput} for a value that is no segment: empty, `.` or `..`.
 *
 * @example
 * ```ts
 * graphPath`/me/messages/${'AAMk=='}/attachments` // '/me/messages/AAMk%3D%3D/attachments'
 * ```
 */
export function graphPath(parts: TemplateStringsArray, ...values: readonly string[]): string {
  return String.raw({ raw: parts }, ...values.map(encodeSegment))
}

/**
 * Encodes the path of a file or folder in a drive segment by segment, without a `/` at either end.
 *
 * @throws {@link InvalidInput} for an empty path, or one with an empty, `.` or `..` segment.
 *
 * @example
 * ```ts
 * `/me/drive/root:/${drivePath('R&D #1/100 % done.txt')}` // '/me/drive/root:/R%26D%20%231/100%20%25%20done.txt'
 * ```
 */
export function drivePath(path: string): string {
  return path
    .replace(/^\/+|\/+$/g, '')
    .split('/')
    .map(encodeSegment)
    .join('/')
}

function encodeSegment(value: string): string {
  if (value.trim() === '' || value === '.' || value === '..') {
    throw new InvalidInput([`"${value}" is not an id or a name. Use one as a list answered it.`])
  }
  return encodeURIComponent(value.toWellFormed())
}
