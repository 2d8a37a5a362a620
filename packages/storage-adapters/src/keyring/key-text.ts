import { masterKeyLength } from '@graphkeep/core'

/** Returns the key that a text stands for - 64 hexadecimal digits, base64 or base64url - or `undefined`. */
export function keyFromText(text: string): Uint8Array | undefined {
  const trimmed = text.trim()
  if (/^[0-9a-f]{64}$/i.test(trimmed)) return Uint8Array.from(Buffer.from(trimmed, 'hex'))
  if (!/^([A-Za-z0-9+/]{43}|[A-Za-z0-9_-]{43})=?$/.test(trimmed)) return undefined
  const key = Buffer.from(trimmed, 'base64url')
  return key.length === masterKeyLength ? Uint8Array.from(key) : undefined
}

/** Returns the text of a key, as base64url. */
export function textOfKey(key: Uint8Array): string {
  return Buffer.from(key).toString('base64url')
}
