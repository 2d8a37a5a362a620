import { createHmac, pbkdf2Sync, timingSafeEqual } from 'node:crypto'

import { readBytes } from './read-bytes.ts'

const pageSize = 4096
const saltLength = 16
const macLength = 64
const macSaltMask = 0x3a
const mostPages = 256

/**
 * Says whether any page after the first was written with this key, which tells a damaged first page from a wrong key.
 *
 * SQLCipher 4 ends each page with an initialisation vector and an HMAC-SHA512 over page, vector and page number, under
 * a key made of the database key and the salt in the first 16 bytes of the file.
 */
export function hasPageOf(key: Uint8Array, path: string): boolean {
  const bytes = readBytes(path, 0, mostPages * pageSize)
  const salt = bytes.subarray(0, saltLength).map((byte) => byte ^ macSaltMask)
  const macKey = pbkdf2Sync(key, salt, 2, 32, 'sha512')
  for (let number = 2; number * pageSize <= bytes.length; number += 1) {
    if (isAuthentic(bytes.subarray((number - 1) * pageSize, number * pageSize), number, macKey)) return true
  }
  return false
}

function isAuthentic(page: Buffer, number: number, macKey: Buffer): boolean {
  const end = pageSize - macLength
  const order = Buffer.alloc(4)
  order.writeUInt32LE(number)
  const hmac = createHmac('sha512', macKey).update(page.subarray(0, end)).update(order).digest()
  return timingSafeEqual(hmac, page.subarray(end))
}
