import type { JsonObject } from '../gateway/parse-json.ts'
import { NotTaken } from './imported-thing.ts'

/** The bytes that a saved thing has in base64, however many; throws when there are none or it is no base64. */
export function bytesIn({ contentBytes, name }: JsonObject): Uint8Array {
  if (typeof contentBytes !== 'string')
    throw new NotTaken(`${String(name)} has no contentBytes: its bytes in base64.`)
  const bare = contentBytes.trim().replace(/={1,2}$/, '')
  if (!/^[A-Za-z0-9+/]*$/.test(bare) || bare.length % 4 === 1)
    throw new NotTaken(`The contentBytes of ${String(name)} are no base64.`)
  return Buffer.from(bare, 'base64')
}
