import { createHash } from 'node:crypto'

const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'

/** The ids of one drive, made of the numbers of its items. */
export interface DriveIds {
  /** The drive's own id. */
  readonly drive: string
  item(number: number): string
  /** The GUID by which ETags and web links name an item. */
  guid(number: number): string
}

/** Creates the ids of the drive with the given seed. */
export function createDriveIds(seed: string): DriveIds {
  const digest = (label: string): Buffer => createHash('sha256').update(`${seed}/${label}`).digest()
  const prefix = `01${base32(digest('prefix')).slice(0, 6)}`
  return {
    drive: `b!${digest('drive').toString('base64url')}${digest('list').toString('base64url').slice(0, 21)}`,
    item: (number) => `${prefix}${base32(digest(`item${number}`)).slice(0, 26)}`,
    guid(number) {
      const hex = digest(`guid${number}`).toString('hex').toUpperCase()
      return [
        hex.slice(0, 8),
        hex.slice(8, 12),
        hex.slice(12, 16),
        hex.slice(16, 20),
        hex.slice(20, 32),
      ].join('-')
    },
  }
}

function base32(bytes: Buffer): string {
  return Array.from(bytes, (byte) => alphabet[byte & 31]).join('')
}
