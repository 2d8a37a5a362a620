import { join } from 'node:path'

import type { Clock } from '@graphkeep/core'

import { openSqlite, type SqliteDatabase, type SqliteSettings } from '../../src/sqlite.ts'
import { temporaryFolder } from './temporary-folder.ts'

/** The key of databases in tests: not secret, but like no text. */
export const testKey: Uint8Array = Uint8Array.from({ length: 32 }, (_, index) => (index * 37 + 11) & 0xff)

/** Opens a new database in a folder of its own. The caller closes it. */
export function newDatabase(options: Partial<SqliteSettings> = {}): Promise<SqliteDatabase> {
  return openSqlite({ path: join(temporaryFolder(), 'test.db'), key: testKey, ...options })
}

/** Opens a new database twice, as two processes do. The caller closes both. */
export async function newDatabaseTwice(clock: Clock): Promise<readonly [SqliteDatabase, SqliteDatabase]> {
  const first = await newDatabase({ clock })
  return [first, await openSqlite({ path: first.path, key: testKey, clock })]
}

/** Returns one part of a database; disposing of it closes the database. */
export function partOf<part extends AsyncDisposable>(database: SqliteDatabase, part: part): part {
  return { ...part, [Symbol.asyncDispose]: () => database.close() }
}
