import { holds, type StoreEntry } from '@graphkeep/core'

import type { Connection } from '../driver.ts'
import type { KnownInvalidations } from './known-invalidations.ts'
import { wellFormed } from './well-formed.ts'

/** The entries of all scopes. Each verb is to be called by what reads or writes; times are milliseconds since the epoch. */
export interface Entries {
  /** Returns the entry, or `undefined` when there is none, it was invalidated, or its time is over. */
  get(scope: number, key: string, now: number): StoreEntry | undefined

  /** Keeps the entry; returns `false`, keeping nothing, when it no longer holds. */
  set(scope: number, key: string, entry: StoreEntry): boolean

  /** Removes the entry; returns whether it still existed. */
  delete(scope: number, key: string, now: number): boolean
}

type EntryRow = readonly [
  value: Buffer,
  fetchedAt: number,
  staleAt: number,
  expiresAt: number,
  keepUntil: number,
  asOf: number,
  cost: number,
  tags: string,
]

/** Makes the way to the entries; values lie apart from what is known of them, so that looking for one is quick. */
export function createEntries(connection: Connection, known: KnownInvalidations): Entries {
  const select = connection
    .prepare<[number, string], EntryRow>(
      `SELECT value, fetched_at, stale_at, expires_at, keep_until, as_of, cost, tags
       FROM entries JOIN blobs ON blobs.id = entries.blob WHERE scope = ? AND key = ?`,
    )
    .raw()
  const remove = connection.prepare('DELETE FROM entries WHERE scope = ? AND key = ?')
  const put = createPut(connection)

  function get(scope: number, key: string, now: number): StoreEntry | undefined {
    const row = select.get(scope, wellFormed(key))
    if (!row) return undefined
    const entry = entryOf(row)
    return entry.keepUntil > now && holds(entry, key, known.of(scope)) ? entry : undefined
  }

  return {
    get,

    set(scope, key, entry) {
      for (const text of [key, ...entry.tags]) wellFormed(text)
      if (!holds(entry, key, known.of(scope))) return false
      put(scope, key, entry)
      return true
    },

    delete(scope, key, now) {
      const existed = get(scope, key, now) !== undefined
      remove.run(scope, key)
      return existed
    },
  }
}

function createPut(connection: Connection): (scope: number, key: string, entry: StoreEntry) => void {
  const findBlob = connection
    .prepare<[number, string], number>('SELECT blob FROM entries WHERE scope = ? AND key = ?')
    .pluck()
  const addBlob = connection.prepare('INSERT INTO blobs (value) VALUES (?)')
  const changeBlob = connection.prepare('UPDATE blobs SET value = ? WHERE id = ?')
  const insert = connection.prepare(
    `INSERT INTO entries (scope, key, blob, size, tags, as_of, fetched_at, stale_at, expires_at, keep_until, cost)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  )
  const update = connection.prepare(
    `UPDATE entries SET size = ?, tags = ?, as_of = ?, fetched_at = ?, stale_at = ?, expires_at = ?, keep_until = ?,
     cost = ? WHERE scope = ? AND key = ?`,
  )

  return (scope, key, entry) => {
    const { value, asOf, fetchedAt, staleAt, expiresAt, keepUntil, cost } = entry
    const tags = JSON.stringify(entry.tags)
    const size = bytesOnDisk(key, entry)
    const facts = [size, tags, asOf, fetchedAt, staleAt, expiresAt, keepUntil, cost]
    const blob = findBlob.get(scope, key)
    if (blob === undefined) insert.run(scope, key, addBlob.run(value).lastInsertRowid, ...facts)
    else {
      changeBlob.run(value, blob)
      update.run(...facts, scope, key)
    }
  }
}

function entryOf([value, fetchedAt, staleAt, expiresAt, keepUntil, asOf, cost, tags]: EntryRow): StoreEntry {
  const bytes = new Uint8Array(value.buffer, value.byteOffset, value.byteLength)
  const tagList = tags === '[]' ? [] : JSON.parse(tags)
  return { value: bytes, fetchedAt, staleAt, expiresAt, keepUntil, asOf, cost, tags: tagList }
}

const factBytes = 100

/** Returns what an entry takes on the disk, roughly: of each page of 4,096 bytes, a long value fills 4,012. */
export function bytesOnDisk(key: string, { value, tags }: Pick<StoreEntry, 'value' | 'tags'>): number {
  return Math.ceil((value.length * 4096) / 4012) + key.length + JSON.stringify(tags).length + factBytes
}
