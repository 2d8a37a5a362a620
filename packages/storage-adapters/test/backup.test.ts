import {
  copyFileSync,
  existsSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'

import { describe, expect, it } from 'vitest'

import { openSqlite, restoreDatabase, type SqliteDatabase } from '../src/sqlite.ts'
import { startProcess } from './support/child-process.ts'
import { testKey as masterKey } from './support/database.ts'
import { ada, put, textAt } from './support/entries.ts'
import { temporaryFolder } from './support/temporary-folder.ts'

const other = { tenant: 'contoso.com', account: 'bob' }

describe('a backup', () => {
  it.each(['sqlcipher', 'aegis'] as const)(
    'with %s is encrypted, for its owner only, and opens by itself',
    async (profile) => {
      const folder = temporaryFolder()
      await using database = await openSqlite({ path: join(folder, 'test.db'), masterKey, profile })
      await put(database.store, 'a', Buffer.from('canary'.repeat(1_000)))
      const file = join(folder, 'backup')
      await database.backup(file)
      for (const name of [file, `${file}.key`]) {
        expect(statSync(name).mode & 0o777).toBe(0o600)
        expect(readFileSync(name).includes('canary')).toBe(false)
      }
      expect(readFileSync(file).includes('SQLite format')).toBe(false)
      await using copy = await openSqlite({ path: file, masterKey, profile })
      expect(await textAt(copy.store, 'a')).toBe('canary'.repeat(1_000))
    },
  )

  it('is never written over a file', async () => {
    await using database = await openDatabase()
    const file = join(temporaryFolder(), 'backup')
    writeFileSync(file, 'precious')
    await expect(database.backup(file)).rejects.toMatchObject({ problem: 'taken' })
    expect(readFileSync(file, 'utf8')).toBe('precious')
    await expect(database.backup(join(file, 'backup'))).rejects.toMatchObject({ problem: 'not_writable' })
  })

  it('is one state of the database while others write', async () => {
    const path = join(temporaryFolder(), 'test.db')
    await using database = await openSqlite({ path, key: masterKey })
    const process = startProcess('writer', {
      path,
      key: Buffer.from(masterKey).toString('hex'),
      name: 'w',
      count: 300,
    })
    await process.nextLine()
    process.go()
    const files = [1, 2, 3].map((number) => join(temporaryFolder(), `backup-${number}`))
    for (const file of files) await database.backup(file)
    await process.nextLine()
    for (const file of files) {
      await using copy = await openSqlite({ path: file, key: masterKey })
      const found = await Promise.all(
        Array.from({ length: 299 }, (_, index) => copy.store.get(ada, `w:${index + 1}`)),
      )
      const last = found.findLastIndex((entry) => entry !== undefined)
      expect(
        found
          .slice(0, Math.max(0, last))
          .every((entry, index) => entry !== undefined || (index + 1) % 5 === 0),
      ).toBe(true)
    }
  })
})

describe('restoring a backup', () => {
  it('puts it in the place of the database, which is kept', async () => {
    const { path, backup } = await backedUp()
    await change(path, (database) => database.secrets.set(ada, 'secret', Buffer.from('after')))
    const aside = await restoreDatabase({ path, from: backup, masterKey })
    expect(await secretIn(path)).toBe('before')
    expect(await secretIn(aside as string)).toBe('after')
    expect(existsSync(backup)).toBe(true)
  })

  it('works where there is no database any more', async () => {
    const { path, backup } = await backedUp()
    for (const name of [path, `${path}.key`]) rmSync(name)
    expect(await restoreDatabase({ path, from: backup, masterKey })).toBeUndefined()
    expect(await secretIn(path)).toBe('before')
  })

  it('works in place of a database that is damaged or has other keys', async () => {
    const { path, backup } = await backedUp()
    truncateSync(path, 100)
    const aside = await restoreDatabase({ path, from: backup, masterKey })
    expect(statSync(aside as string).size).toBe(100)
    const elsewhere = join(temporaryFolder(), 'test.db')
    await (await openSqlite({ path: elsewhere, passphrase: 'another' })).close()
    await restoreDatabase({ path: elsewhere, from: backup, masterKey })
    expect([await secretIn(path), await secretIn(elsewhere)]).toEqual(['before', 'before'])
  })

  it('brings cached answers back where nothing was invalidated since, and nowhere else', async () => {
    const { path, backup } = await backedUp()
    await change(path, (database) => database.store.invalidate(other, { tags: ['t'] }, 'test'))
    await restoreDatabase({ path, from: backup, masterKey })
    await change(path, async ({ store }) => {
      expect(await textAt(store, 'a')).toBe('kept')
      expect(await store.get(other, 'b')).toBeUndefined()
    })
    for (const name of [path, `${path}.key`]) rmSync(name)
    await restoreDatabase({ path, from: backup, masterKey })
    await change(path, async ({ store }) => expect(await textAt(store, 'a')).toBeUndefined())
  })

  it('replaces nothing when the backup is damaged, absent, or opens with another key', async () => {
    const { path, backup } = await backedUp()
    const before = readFileSync(path)
    const bytes = readFileSync(backup)
    const page = Math.floor(bytes.length / 4096 / 2) * 4096 + 1_000
    writeFileSync(`${backup}.damaged`, bytes.fill(0x5a, page, page + 10))
    copyFileSync(`${backup}.key`, `${backup}.damaged.key`)
    const otherKey = masterKey.map((byte) => byte ^ 1)
    for (const [options, problem] of [
      [{ from: `${backup}.damaged`, masterKey }, 'corrupt'],
      [{ from: `${backup}.absent`, masterKey }, 'absent'],
      [{ from: backup, masterKey: otherKey }, 'wrong_key'],
    ] as const)
      await expect(restoreDatabase({ path, ...options })).rejects.toMatchObject({ problem })
    expect(readFileSync(path).equals(before)).toBe(true)
    expect(await secretIn(path)).toBe('before')
  })

  it('is refused while the database is in use', async () => {
    const { path, backup } = await backedUp()
    await change(path, async (database) => {
      await expect(restoreDatabase({ path, from: backup, masterKey })).rejects.toMatchObject({
        problem: 'in_use',
      })
      await put(database.store, 'c', Buffer.from('c'))
    })
  })
})

function openDatabase(path = join(temporaryFolder(), 'test.db')): Promise<SqliteDatabase> {
  return openSqlite({ path, masterKey })
}

async function backedUp(): Promise<{ readonly path: string; readonly backup: string }> {
  await using database = await openDatabase()
  await database.secrets.set(ada, 'secret', Buffer.from('before'))
  await put(database.store, 'a', Buffer.from('kept'))
  const { sequence } = await database.store.invalidations(other)
  const entry = await database.store.get(ada, 'a')
  if (entry) await database.store.set(other, 'b', { ...entry, asOf: sequence })
  const backup = join(temporaryFolder(), 'backup')
  await database.backup(backup)
  return { path: database.path, backup }
}

async function change(path: string, work: (database: SqliteDatabase) => Promise<unknown>): Promise<void> {
  await using database = await openDatabase(path)
  await work(database)
}

async function secretIn(path: string): Promise<string> {
  await using database = await openDatabase(path)
  return Buffer.from((await database.secrets.get(ada, 'secret')) ?? []).toString()
}
