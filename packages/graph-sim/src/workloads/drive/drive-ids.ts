import { createHash } from 'node:crypto'
import type { DriveHome } from './drive-home.ts'
import { stableGuid } from './stable-guid.ts'

const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'

/** The ids of one drive, made of the numbers of its items. */
export interface DriveIds {
  /** The drive's own id. */
  readonly drive: string
  item(number: number): string
  /** The GUID by which ETags and web links name an item. */
  guid(number: number): string
}

/** Creates the ids of the drive that has the given home. */
export function createDriveIds(home: Pick<DriveHome, 'siteId' | 'listId'>): DriveIds {
  const seed = `${home.siteId}/${home.listId}`
  const digest = (label: string): Buffer => createHash('sha256').update(`${seed}/${label}`).digest()
  const prefix = `01${base32(digest('prefix')).slice(0, 6)}`
  return {
    drive: driveIdOf(home),
    item: (number) => `${prefix}${base32(digest(`item${number}`)).slice(0, 26)}`,
    guid: (number) => stableGuid(`${seed}/guid${number}`).toUpperCase(),
  }
}

/** A drive's id holds the GUIDs of its site collection, its web and its library. */
export function driveIdOf({ siteId, listId }: Pick<DriveHome, 'siteId' | 'listId'>): string {
  const guids = [...siteId.split(',').slice(1), listId]
  return `b!${Buffer.concat(guids.map(bytesOf)).toString('base64url')}`
}

/** The first three parts of a GUID have their bytes the other way round. */
function bytesOf(guid: string): Buffer {
  const [a = '', b = '', c = '', ...rest] = guid.split('-')
  const turned = [a, b, c].map((part) => Buffer.from(part, 'hex').reverse())
  return Buffer.concat([...turned, Buffer.from(rest.join(''), 'hex')])
}

function base32(bytes: Buffer): string {
  return Array.from(bytes, (byte) => alphabet[byte & 31]).join('')
}
