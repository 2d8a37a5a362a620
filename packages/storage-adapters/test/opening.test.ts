import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'

import { describe, expect, it } from 'vitest'
import { refuseOldNode } from '../src/sqlite/driver.ts'
import { openSqlite } from '../src/sqlite.ts'
import { newDatabase, testKey } from './support/database.ts'
import { put, textAt } from './support/entries.ts'
import { temporaryFolder } from './support/temporary-folder.ts'

describe('opening a database', () => {
  it('makes folder and file for the owner only', async () => {
    const path = join(temporaryFolder(), 'new', 'folder', 'test.db')
    await using database = await openSqlite({ path, key: testKey })
    expect(database.path).toBe(path)
    expect(database.setAside).toBeUndefined()
    for (const file of [path, `${path}-wal`, `${path}-shm`]) expect(statSync(file).mode & 0o777).toBe(0o600)
    for (const folder of [join(path, '..'), `${path}.locks`])
      expect(statSync(folder).mode & 0o777).toBe(0o700)
  })

  it('finds again what was kept before', async () => {
    const first = await newDatabase()
    await put(first.store, 'a', Buffer.from('kept'))
    await first.close()
    await using second = await openSqlite({ path: first.path, key: testKey })
    expect(await textAt(second.store, 'a')).toBe('kept')
    expect(second.setAside).toBeUndefined()
  })

  it('leaves no log behind a clean end', async () => {
    const database = await newDatabase()
    await put(database.store, 'a', Buffer.from('kept'))
    await database.close()
    await database.close()
    expect(readdirSync(join(database.path, '..')).sort()).toEqual(['test.db', 'test.db.locks'])
    expect(readdirSync(`${database.path}.locks`)).toEqual(['gate'])
  })

  it('takes no key but one of 32 bytes, and makes no file with another', async () => {
    const path = join(temporaryFolder(), 'test.db')
    for (const length of [0, 16, 31, 33, 64]) {
      await expect(openSqlite({ path, key: new Uint8Array(length) })).rejects.toThrow(TypeError)
    }
    expect(existsSync(path)).toBe(false)
  })

  it.each(['sqlcipher', 'aegis'] as const)('encrypts from the first byte on with %s', async (profile) => {
    const database = await newDatabase({ profile })
    await database.close()
    const bytes = readFileSync(database.path)
    expect(bytes.includes('SQLite format')).toBe(false)
    expect(bytes.includes('CREATE TABLE')).toBe(false)
  })

  it('refuses a Node that the driver would crash', () => {
    for (const version of ['18.20.0', '20.19.0', '22.17.1'])
      expect(() => refuseOldNode(version)).toThrow(/22\.18/)
    for (const version of ['22.18.0', '23.0.0', '24.21.0', '26.0.0'])
      expect(() => refuseOldNode(version)).not.toThrow()
  })

  it('keeps statistics over a restart', async () => {
    const first = await newDatabase()
    await first.statistics.add({ hits: 2, 'bytes saved': 10.5 })
    await first.statistics.add({ hits: 3 })
    await first.close()
    await using second = await openSqlite({ path: first.path, key: testKey })
    expect(await second.statistics.read()).toEqual({ hits: 5, 'bytes saved': 10.5 })
  })
})
