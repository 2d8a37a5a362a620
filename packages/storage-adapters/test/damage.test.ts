import { copyFileSync, existsSync, readFileSync, renameSync, truncateSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

import { isGraphkeepError, StoreUnavailable } from '@graphkeep/core'
import { attempts } from '@graphkeep/core/testing'
import { describe, expect, it } from 'vitest'

import { openSqlite, type SqliteDatabase } from '../src/sqlite.ts'
import { newDatabase, testKey } from './support/database.ts'
import { ada, put, textAt } from './support/entries.ts'
import { temporaryFolder } from './support/temporary-folder.ts'

const pageSize = 4096

describe('a damaged database is set aside, not deleted, and made anew', () => {
  it.each([0, 100, 4095, 4096, 5000, 3 * pageSize])('when only %i bytes of it are left', async (length) => {
    const path = await closedDatabase()
    truncateSync(path, length)
    await expectSetAside(path)
  })

  it.each([1, 15, 16])('when %i bytes stand in its place that are no text', async (length) => {
    const path = await closedDatabase()
    writeFileSync(path, Buffer.alloc(length, 0xff))
    await expectSetAside(path)
  })

  it('when its first page is damaged, which a wrong key would look like', async () => {
    const path = await closedDatabase()
    flip(path, 2_000)
    await expectSetAside(path)
  })

  it('when a crash left a page of it damaged', async () => {
    const path = await crashedDatabase()
    flip(path, readFileSync(path).length - pageSize / 2)
    await expectSetAside(path)
  })

  it('when damage was met while it was in use', async () => {
    const path = await closedDatabase()
    await using database = await openSqlite({ path, key: testKey })
    const pages = readFileSync(path).length / pageSize
    await database.close()
    for (let page = pages - 5; page < pages; page += 1) flip(path, page * pageSize + 1_000)

    const again = await openSqlite({ path, key: testKey })
    expect(again.setAside).toBeUndefined()
    await expect(textAt(again.store, 'big')).rejects.toThrow(StoreUnavailable)
    await again.close()
    await expectSetAside(path)
  })

  it('together with its log, which would spoil the next one', async () => {
    const path = await crashedDatabase()
    truncateSync(path, 100)
    const log = readFileSync(`${path}-wal`)
    const aside = await expectSetAside(path)
    expect(readFileSync(`${aside}-wal`).equals(log)).toBe(true)
  })

  it('also when only its log was left', async () => {
    const path = await crashedDatabase()
    renameSync(path, `${path}.moved`)
    await using database = await openSqlite({ path, key: testKey })
    expect(existsSync(`${database.setAside}-wal`)).toBe(true)
    await expectFresh(database)
  })

  it('under a name that is free, however often it happens', async () => {
    const path = await closedDatabase()
    const names = new Set<string | undefined>()
    for (let round = 0; round < 3; round += 1) {
      truncateSync(path, 0)
      const database = await openSqlite({ path, key: testKey, clock: stoppedClock })
      names.add(database.setAside)
      await database.close()
    }
    expect(names.size).toBe(3)
    for (const name of names) expect(existsSync(name as string)).toBe(true)
  })

  it('but not while another process uses it', async () => {
    await using database = await newDatabase()
    truncateSync(database.path, 100)
    await expect(openSqlite({ path: database.path, key: testKey })).rejects.toMatchObject({
      code: 'ERR_DATABASE_REFUSED',
    })
    expect(readFileSync(database.path).length).toBe(100)
  })

  it('and its numbers do not come again', async () => {
    const path = await closedDatabase()
    const first = await openSqlite({ path, key: testKey })
    const before = await first.store.invalidate(ada, { tags: ['t'] }, 'test')
    const job = await first.queue.enqueue({ scope: ada, type: 'test' })
    await first.close()
    truncateSync(path, 0)
    await using second = await openSqlite({ path, key: testKey })
    const { sequence, floor } = await second.store.invalidations(ada)
    expect(floor).toBe(sequence)
    expect(sequence).toBeGreaterThan(before)
    expect(Number((await second.queue.enqueue({ scope: ada, type: 'test' })).id)).toBeGreaterThan(
      Number(job.id),
    )
  })
})

it('a crash alone sets nothing aside', async () => {
  const path = await crashedDatabase()
  await using database = await openSqlite({ path, key: testKey })
  expect(database.setAside).toBeUndefined()
  expect(await textAt(database.store, 'a')).toBe('kept')
})

it('whatever single bit is flipped, what is served is right', async () => {
  const path = await closedDatabase()
  const bytes = readFileSync(path)
  for (let turn = 0; turn < attempts(1_000); turn += 1) {
    const copy = join(temporaryFolder(), 'flipped.db')
    const position = (turn * 7_919 * 13) % bytes.length
    writeFileSync(copy, bytes.with(position, bytes.readUInt8(position) ^ (1 << (turn % 8))))
    expect(await served(copy)).toBe('right or refused')
  }
})

it('wherever a log was cut off or torn, what came before is there', async () => {
  await using database = await newDatabase()
  for (let index = 0; index < 30; index += 1)
    await put(database.store, `${index}`, Buffer.alloc(3_000, index))
  const log = readFileSync(`${database.path}-wal`)
  const turns = attempts(300)
  for (let turn = 0; turn < turns; turn += 1) {
    const copy = join(temporaryFolder(), 'cut.db')
    const whole = Math.floor((log.length * turn) / turns)
    copyFileSync(database.path, copy)
    writeFileSync(`${copy}-wal`, turn % 2 === 0 ? log.subarray(0, whole) : Buffer.from(log).fill(0x5a, whole))
    await using cut = await openSqlite({ path: copy, key: testKey })
    expect(cut.setAside).toBeUndefined()
    const found = await Promise.all(Array.from({ length: 30 }, (_, index) => textAt(cut.store, `${index}`)))
    const count = found.indexOf(undefined) === -1 ? 30 : found.indexOf(undefined)
    expect(found).toEqual(
      Array.from({ length: 30 }, (_, index) =>
        index < count ? Buffer.alloc(3_000, index).toString() : undefined,
      ),
    )
  }
})

/** Opens a database and reads what was put there; whoever fails may only fail as announced. */
async function served(path: string): Promise<string> {
  try {
    await using database = await openSqlite({ path, key: testKey })
    const small = await textAt(database.store, 'a')
    const big = await textAt(database.store, 'big')
    if (database.setAside !== undefined)
      return small === undefined ? 'right or refused' : 'served what is not there'
    return small === 'kept' && big === 'x'.repeat(40_000) ? 'right or refused' : 'wrong'
  } catch (error) {
    return isGraphkeepError(error) ? 'right or refused' : String(error)
  }
}

const stoppedClock = { now: () => 1_800_000_000_000, sleep: async () => {} }

async function closedDatabase(): Promise<string> {
  const database = await filledDatabase()
  await database.close()
  return database.path
}

async function filledDatabase(): Promise<SqliteDatabase> {
  const database = await newDatabase()
  await put(database.store, 'a', Buffer.from('kept'))
  await put(database.store, 'big', Buffer.alloc(40_000, 'x'))
  return database
}

/** What is on the disk while a database is open is what a crash would leave there. */
async function crashedDatabase(): Promise<string> {
  const path = await closedDatabase()
  await using database = await openSqlite({ path, key: testKey })
  await put(database.store, 'b', Buffer.from('late'))
  const crashed = join(temporaryFolder(), 'crashed.db')
  for (const suffix of ['', '-wal']) copyFileSync(`${path}${suffix}`, `${crashed}${suffix}`)
  return crashed
}

function flip(path: string, position: number): void {
  const bytes = readFileSync(path)
  bytes.writeUInt8(bytes.readUInt8(position) ^ 1, position)
  writeFileSync(path, bytes)
}

async function expectSetAside(path: string): Promise<string> {
  const before = readFileSync(path)
  await using database = await openSqlite({ path, key: testKey })
  const aside = database.setAside ?? expect.fail('nothing was set aside')
  expect(aside.startsWith(`${path}.damaged-`)).toBe(true)
  expect(readFileSync(aside).equals(before)).toBe(true)
  await expectFresh(database)
  return aside
}

async function expectFresh({ store }: SqliteDatabase): Promise<void> {
  expect(await store.size()).toEqual({ entries: 0, bytes: 0 })
  await put(store, 'new', Buffer.from('value'))
  expect(await textAt(store, 'new')).toBe('value')
}
