import { createHash } from 'node:crypto'

import { canonicalJson } from '@graphkeep/core'

/**
 * Makes the key of a request: `family:operation:` and the SHA-256 of its canonical arguments. Equal arguments give
 * equal keys in every process; apply defaults before.
 *
 * @throws TypeError when family or operation is empty or holds a `:`, and for arguments that are not JSON.
 *
 * @example
 * ```ts
 * requestKey('email', 'list', { folder: 'inbox', top: 10 }) // 'email:list:67d0…'
 * ```
 */
export function requestKey(family: string, operation: string, args: unknown): string {
  for (const name of [family, operation]) {
    if (!/^[^:]{1,100}$/.test(name))
      throw new TypeError('Family and operation must be 1 to 100 characters without ":"')
  }
  return `${family}:${operation}:${createHash('sha256').update(canonicalJson(args)).digest('hex')}`
}
