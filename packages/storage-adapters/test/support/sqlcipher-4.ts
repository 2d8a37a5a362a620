import { createCipheriv, createDecipheriv, createHmac, pbkdf2Sync, randomBytes } from 'node:crypto'

// SQLCipher 4 as its design document has it, written without looking at ours: pages of 4,096 bytes, AES-256-CBC, an
// initialisation vector and an HMAC-SHA512 in the last 80 bytes of each, the salt in the first 16 bytes of the file.

const pageSize = 4096
const reserved = 80
const plainHeader = Buffer.from('SQLite format 3\0')

/** Returns the plain SQLite file behind an encrypted one; throws when a page was not written with the key. */
export function decryptFile(encrypted: Buffer, key: Uint8Array): Buffer {
  const macKey = macKeyOf(key, encrypted.subarray(0, 16))
  return Buffer.concat(pagesOf(encrypted).map((page, index) => decryptPage(page, index + 1, key, macKey)))
}

/** Returns the encrypted file of a plain one that has room for it on each page. */
export function encryptFile(plain: Buffer, key: Uint8Array): Buffer {
  const salt = randomBytes(16)
  const macKey = macKeyOf(key, salt)
  return Buffer.concat(
    pagesOf(plain).map((page, index) => encryptPage(page, { number: index + 1, key, macKey, salt })),
  )
}

function pagesOf(file: Buffer): readonly Buffer[] {
  return Array.from({ length: file.length / pageSize }, (_, index) =>
    file.subarray(index * pageSize, (index + 1) * pageSize),
  )
}

function macKeyOf(key: Uint8Array, salt: Buffer): Buffer {
  return pbkdf2Sync(
    key,
    salt.map((byte) => byte ^ 0x3a),
    2,
    32,
    'sha512',
  )
}

function macOf(body: Buffer, number: number, macKey: Buffer): Buffer {
  const order = Buffer.alloc(4)
  order.writeUInt32LE(number)
  return createHmac('sha512', macKey).update(body).update(order).digest()
}

function decryptPage(page: Buffer, number: number, key: Uint8Array, macKey: Buffer): Buffer {
  const start = number === 1 ? 16 : 0
  const vector = page.subarray(pageSize - reserved, pageSize - 64)
  const mac = macOf(page.subarray(start, pageSize - 64), number, macKey)
  if (!mac.equals(page.subarray(pageSize - 64)))
    throw new Error(`Page ${number} was not written with this key`)
  const decipher = createDecipheriv('aes-256-cbc', key, vector).setAutoPadding(false)
  const content = Buffer.concat([
    decipher.update(page.subarray(start, pageSize - reserved)),
    decipher.final(),
  ])
  return Buffer.concat([
    number === 1 ? plainHeader : Buffer.alloc(0),
    content,
    page.subarray(pageSize - reserved),
  ])
}

interface PageKeys {
  readonly number: number
  readonly key: Uint8Array
  readonly macKey: Buffer
  readonly salt: Buffer
}

function encryptPage(page: Buffer, { number, key, macKey, salt }: PageKeys): Buffer {
  const start = number === 1 ? 16 : 0
  const vector = randomBytes(16)
  const cipher = createCipheriv('aes-256-cbc', key, vector).setAutoPadding(false)
  const content = Buffer.concat([cipher.update(page.subarray(start, pageSize - reserved)), cipher.final()])
  const body = Buffer.concat([content, vector])
  return Buffer.concat([number === 1 ? salt : Buffer.alloc(0), body, macOf(body, number, macKey)])
}
