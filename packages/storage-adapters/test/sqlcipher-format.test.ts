import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'

import { expect, it } from 'vitest'

import { openSqlite } from '../src/sqlite.ts'
import { newDatabase, testKey } from './support/database.ts'
import { put, textAt } from './support/entries.ts'
import { decryptFile, encryptFile } from './support/sqlcipher-4.ts'
import { temporaryFolder } from './support/temporary-folder.ts'

it('whoever implements SQLCipher 4 can read our files with the raw key', async () => {
  const path = join(temporaryFolder(), 'plain.db')
  writeFileSync(path, decryptFile(readFileSync(await filledDatabase()), testKey))
  const plain = new DatabaseSync(path)
  expect(plain.prepare('PRAGMA integrity_check').get()).toEqual({ integrity_check: 'ok' })
  expect(
    plain.prepare("SELECT count(*) AS tables FROM sqlite_schema WHERE name IN ('entries', 'jobs')").get(),
  ).toEqual({
    tables: 2,
  })
  expect(plain.prepare('SELECT key FROM entries').get()).toEqual({ key: 'a' })
  plain.close()
})

it('we can read a file that somebody else encrypted as SQLCipher 4 does', async () => {
  const path = join(temporaryFolder(), 'foreign.db')
  const plain = decryptFile(readFileSync(await filledDatabase()), testKey)
  writeFileSync(path, encryptFile(plain, testKey))
  await using database = await openSqlite({ path, key: testKey })
  expect(database.setAside).toBeUndefined()
  expect(await textAt(database.store, 'a')).toBe('y'.repeat(20_000))
})

async function filledDatabase(): Promise<string> {
  const database = await newDatabase()
  await put(database.store, 'a', Buffer.alloc(20_000, 'y'))
  await database.close()
  return database.path
}
