import { statSync } from 'node:fs'

import { StoreUnavailable } from '@graphkeep/core'
import { manualClock } from '@graphkeep/core/testing'
import { describe, expect, it } from 'vitest'

import { openSqlite } from '../src/sqlite.ts'
import { newDatabase, newDatabaseTwice, testKey } from './support/database.ts'
import { ada, entryOf, put, textAt } from './support/entries.ts'

describe('cleaning', () => {
  it('lets others go first between small batches', async () => {
    await using database = await newDatabase()
    const { store } = database
    for (let index = 0; index < 1_500; index += 1) await put(store, `${index}`, Buffer.alloc(500))
    let turns = 0
    const count = () => {
      turns += 1
      timer = setImmediate(count)
    }
    let timer = setImmediate(count)
    await store.clear(ada)
    clearImmediate(timer)
    expect(await store.size()).toEqual({ entries: 0, bytes: 0 })
    expect(turns).toBeGreaterThan(1_500 / 64)
  })

  it('gives space back to the disk once a third of the file is free', async () => {
    await using database = await newDatabase()
    const { store, path } = database
    for (let index = 0; index < 200; index += 1) await put(store, `${index}`, Buffer.alloc(20_000, index))
    await store.clear(ada)
    await database.close()
    expect(statSync(path).size).toBeLessThan(200 * 20_000 * 0.5)
  })

  it('keeps an entry that was stored while the scope was cleared', async () => {
    await using database = await newDatabase()
    const { store } = database
    for (let index = 0; index < 300; index += 1) await put(store, `${index}`, Buffer.alloc(100))
    const cleared = store.clear(ada)
    await Promise.resolve()
    await put(store, 'new', Buffer.from('value'))
    await cleared
    expect(await textAt(store, 'new')).toBe('value')
    expect((await store.size()).entries).toBe(1)
  })

  it('goes on where it stopped, so that many live entries do not hide the dead', async () => {
    await using database = await newDatabase({ clock: manualClock(Date.now()) })
    const { store } = database
    for (let index = 1_000; index < 2_200; index += 1)
      await put(store, `${index}`, Buffer.alloc(10), [`${index % 100}`])
    await store.invalidate(ada, { tags: ['99'] }, 'test')
    let gone = 0
    for (let round = 0; round < 12; round += 1) gone += await store.sweep(1)
    expect(gone).toBe(12)
    expect(await store.sweep(100)).toBe(0)
    expect((await store.size()).entries).toBe(1_188)
  })

  it('forgets tags that no entry needs, and still refuses what was read before them', async () => {
    const [one, other] = await newDatabaseTwice(manualClock(Date.now()))
    const asOf = (await one.store.invalidations(ada)).sequence
    await put(one.store, 'kept', Buffer.from('old'))
    for (let index = 0; index < 300; index += 1)
      await one.store.invalidate(ada, { tags: [`t${index}`] }, 'test')
    await one.store.sweep(10)
    expect((await other.store.invalidations(ada)).tags.size).toBe(300)
    await one.store.delete(ada, 'kept')
    await put(one.store, 'kept', Buffer.from('new'))
    await one.store.sweep(10)
    for (const { store } of [one, other]) {
      expect((await store.invalidations(ada)).tags.size).toBe(0)
      expect(await textAt(store, 'kept')).toBe('new')
      expect(await store.set(ada, 'late', entryOf(Buffer.from('late'), asOf, ['t5']))).toBe(false)
    }
    for (const database of [one, other]) await database.close()
  })

  it('forgets the oldest of very many tags although entries are older, which are then fetched again', async () => {
    await using database = await newDatabase()
    const { store } = database
    await put(store, 'old', Buffer.from('old'))
    for (let index = 0; index < 50; index += 1) {
      await store.invalidate(
        ada,
        { tags: Array.from({ length: 100 }, (_, tag) => `${index}:${tag}`) },
        'test',
      )
    }
    await store.sweep(10)
    expect((await store.invalidations(ada)).tags.size).toBeLessThanOrEqual(4_096)
    expect(await textAt(store, 'old')).toBeUndefined()
  })
})

it('names that are not well-formed Unicode are refused, since a database takes them for one another', async () => {
  await using database = await newDatabase()
  await expect(put(database.store, '\ud800', Buffer.from('a'))).rejects.toThrow(TypeError)
  await expect(put(database.store, 'a', Buffer.from('a'), ['\udc00'])).rejects.toThrow(TypeError)
  await expect(database.store.invalidate(ada, { tags: ['\ud83d'] }, 'test')).rejects.toThrow(TypeError)
  await expect(database.store.invalidate(ada, { prefix: '\ud83d' }, 'test')).rejects.toThrow(TypeError)
})

it('every part of a closed database is unavailable', async () => {
  const { store, secrets, queue, statistics, close, path } = await newDatabase()
  await close()
  const calls = [
    () => store.get(ada, 'a'),
    () => secrets.get(ada, 'a'),
    () => secrets.exclusive(ada, 'a', async () => {}),
    () => queue.enqueue({ scope: ada, type: 'test' }),
    () => statistics.add({ a: 1 }),
  ]
  for (const call of calls) await expect(call()).rejects.toThrow(StoreUnavailable)
  await (await openSqlite({ path, key: testKey })).close()
})
