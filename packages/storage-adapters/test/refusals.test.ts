import { copyFileSync, mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'

import type { DatabaseProblem } from '@graphkeep/core'
import { describe, expect, it } from 'vitest'
import { connect } from '../src/sqlite/connect.ts'
import { loadDriver } from '../src/sqlite/driver.ts'
import { formatVersion } from '../src/sqlite/schema/format.ts'
import { openSqlite } from '../src/sqlite.ts'
import { newDatabase, testKey } from './support/database.ts'
import { put, textAt } from './support/entries.ts'
import { fileHash } from './support/file-hash.ts'
import { temporaryFolder } from './support/temporary-folder.ts'

const otherKey = testKey.map((byte) => byte ^ 0x5a)

describe('a database is refused, and left as it is,', () => {
  it('within 50 milliseconds when the key is wrong', async () => {
    const path = await closedDatabase()
    const before = fileHash(path)
    const times: number[] = []
    for (let turn = 0; turn < 5; turn += 1) {
      const start = performance.now()
      await expectRefusal(path, 'wrong_key', otherKey)
      times.push(performance.now() - start)
    }
    expect(Math.min(...times)).toBeLessThan(50)
    expect(fileHash(path)).toEqual(before)
    expect(await isWhole(path)).toBe(true)
  })

  it('when the key is wrong and its log was left by a crash', async () => {
    const path = await crashedDatabase()
    const before = fileHash(path)
    await expectRefusal(path, 'wrong_key', otherKey)
    expect(fileHash(path)).toEqual(before)
    expect(await isWhole(path)).toBe(true)
  })

  it('when the key is wrong while another process has it open', async () => {
    await using database = await newDatabase()
    await put(database.store, 'a', Buffer.from('kept'))
    await expectRefusal(database.path, 'wrong_key', otherKey)
    expect(await textAt(database.store, 'a')).toBe('kept')
  })

  it('when it was made with the other profile', async () => {
    const path = await closedDatabase()
    const before = fileHash(path)
    await expect(openSqlite({ path, key: testKey, profile: 'aegis' })).rejects.toMatchObject({
      problem: 'wrong_key',
    })
    expect(fileHash(path)).toEqual(before)
  })

  it.each(['delete', 'wal'])('when it is a plain SQLite database (journal: %s)', async (mode) => {
    const path = join(temporaryFolder(), 'app.db')
    const plain = new DatabaseSync(path)
    plain.exec(`PRAGMA journal_mode = ${mode}; CREATE TABLE t (a); INSERT INTO t VALUES (1)`)
    plain.close()
    const before = fileHash(path)
    await expectRefusal(path, 'not_ours')
    expect(fileHash(path)).toEqual(before)
  })

  it('when it is a plain SQLite database of which the log was left by a crash', async () => {
    const folder = temporaryFolder()
    const plain = new DatabaseSync(join(folder, 'app.db'))
    plain.exec('PRAGMA journal_mode = wal; CREATE TABLE t (a); INSERT INTO t VALUES (1)')
    for (const suffix of ['', '-wal'])
      copyFileSync(join(folder, `app.db${suffix}`), join(folder, `crashed.db${suffix}`))
    plain.close()
    const before = fileHash(join(folder, 'crashed.db'))
    await expectRefusal(join(folder, 'crashed.db'), 'not_ours')
    expect(fileHash(join(folder, 'crashed.db'))).toEqual(before)
  })

  it('when it is encrypted with the same key but another program made it', async () => {
    const path = join(temporaryFolder(), 'app.db')
    writeFileSync(path, '')
    const connection = connect(await loadDriver(), { path, key: testKey, profile: 'sqlcipher' })
    connection.exec(
      "PRAGMA journal_mode = WAL; CREATE TABLE meta (name, value); INSERT INTO meta VALUES ('format', 1)",
    )
    connection.close()
    const before = fileHash(path)
    await expectRefusal(path, 'not_ours')
    expect(fileHash(path)).toEqual(before)
  })

  it('when it is no database at all', async () => {
    const folder = temporaryFolder()
    const text = join(folder, 'notes.txt')
    writeFileSync(text, 'Dear diary, this is no database.\n')
    mkdirSync(join(folder, 'directory'))
    const before = fileHash(text)
    await expectRefusal(text, 'not_ours')
    await expectRefusal(join(folder, 'directory'), 'not_ours')
    expect(fileHash(text)).toEqual(before)
  })

  it('when a newer version of Graphkeep made it', async () => {
    const path = await closedDatabase()
    const connection = connect(await loadDriver(), { path, key: testKey, profile: 'sqlcipher' })
    connection.pragma(`user_version = ${formatVersion + 1}`)
    connection.close()
    const before = fileHash(path)
    await expectRefusal(path, 'newer_version')
    expect(fileHash(path)).toEqual(before)
  })

  it('when its folder cannot be made', async () => {
    const file = join(temporaryFolder(), 'file')
    writeFileSync(file, '')
    await expectRefusal(join(file, 'test.db'), 'not_writable')
  })

  it('when it was removed while another process uses it', async () => {
    await using database = await newDatabase()
    rmSync(database.path)
    await expectRefusal(database.path, 'corrupt')
  })

  it('with a message that says what to do and holds no key', async () => {
    const path = await closedDatabase()
    const error = await openSqlite({ path, key: otherKey }).catch((reason: unknown) => reason as Error)
    expect(String(error)).toMatch(/Give the key it was made with, or move the file away/)
    for (const encoding of ['hex', 'base64', 'latin1'] as const) {
      expect(JSON.stringify([error, String(error)])).not.toContain(Buffer.from(otherKey).toString(encoding))
    }
  })
})

async function expectRefusal(path: string, problem: DatabaseProblem, key = testKey): Promise<void> {
  await expect(openSqlite({ path, key })).rejects.toMatchObject({ code: 'ERR_DATABASE_REFUSED', problem })
}

async function closedDatabase(): Promise<string> {
  const database = await newDatabase()
  await put(database.store, 'a', Buffer.from('kept'))
  await database.close()
  return database.path
}

/** What is on the disk while a database is open is what a crash would leave there. */
async function crashedDatabase(): Promise<string> {
  await using database = await newDatabase()
  await put(database.store, 'a', Buffer.from('kept'))
  const path = join(temporaryFolder(), 'crashed.db')
  for (const suffix of ['', '-wal']) copyFileSync(`${database.path}${suffix}`, `${path}${suffix}`)
  return path
}

async function isWhole(path: string): Promise<boolean> {
  await using database = await openSqlite({ path, key: testKey })
  return database.setAside === undefined && (await textAt(database.store, 'a')) === 'kept'
}
