import { expect, it } from 'vitest'

import { openSqlite } from '../src/sqlite.ts'
import { newDatabase, testKey } from './support/database.ts'
import { ada, put, textAt } from './support/entries.ts'
import { backToFirstFormat, inFile } from './support/in-file.ts'

it('a file of the first version is brought up to date with what is in it', async () => {
  const path = await filledPath()
  await backToFirstFormat(path)
  await using database = await openSqlite({ path, key: testKey })
  expect(database.setAside).toBeUndefined()
  expect(await textAt(database.store, 'a')).toBe('kept')
  expect(await database.store.size()).toMatchObject({ entries: 1 })
})

it('a process of the first version goes on reading and writing while a newer one brings the file up to date', async () => {
  const path = await filledPath()
  await backToFirstFormat(path)
  await inFile(path, async (old) => {
    const read = old.prepare<[], { key: string; cost: number }>('SELECT key, cost FROM entries')
    const write = old.prepare(
      `INSERT INTO entries (scope, key, blob, size, tags, as_of, fetched_at, stale_at, expires_at, keep_until, cost)
       SELECT scope, ?, blob, size, tags, as_of, fetched_at, stale_at, expires_at, keep_until, cost FROM entries`,
    )
    expect(read.all()).toHaveLength(1)
    await using database = await openSqlite({ path, key: testKey })
    write.run('b')
    expect(read.all().map(({ key }) => key)).toEqual(['a', 'b'])
    expect(await textAt(database.store, 'b')).toBe('kept')
  })
})

it('how often entries are read is written down by a sweep, and not by the reads', async () => {
  await using database = await newDatabase()
  await put(database.store, 'a', Buffer.from('kept'))
  const hits = () => inFile(database.path, (file) => file.prepare('SELECT hits FROM entries').all())
  for (let read = 0; read < 3; read += 1) await database.store.get(ada, 'a')
  expect(await hits()).toEqual([{ hits: 0 }])
  await database.store.sweep(10)
  expect(await hits()).toEqual([{ hits: 3 }])
})

async function filledPath(): Promise<string> {
  const database = await newDatabase()
  await put(database.store, 'a', Buffer.from('kept'))
  await database.close()
  return database.path
}
