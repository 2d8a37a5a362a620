import { describe, expect, it } from 'vitest'

import { connect } from '../src/sqlite/connect.ts'
import { loadDriver } from '../src/sqlite/driver.ts'
import { createGroupCommit } from '../src/sqlite/group-commit.ts'
import { createInvalidationLog } from '../src/sqlite/store/invalidation-log.ts'
import { createKnownInvalidations } from '../src/sqlite/store/known-invalidations.ts'
import { openSqlite } from '../src/sqlite.ts'
import { newDatabase, testKey } from './support/database.ts'
import { ada, entryOf, put, textAt } from './support/entries.ts'

describe('what is written at the same time', () => {
  it('is one transaction, and everybody gets what came of theirs', async () => {
    const sizes: number[] = []
    const commits = createGroupCommit(async (work) => {
      const results = work()
      sizes.push((results as unknown[]).length)
      return results
    })
    const all = await Promise.all(Array.from({ length: 50 }, (_, index) => commits.write(() => index)))
    expect(all).toEqual(Array.from({ length: 50 }, (_, index) => index))
    expect(sizes).toEqual([50])
  })

  it('does not wait for what takes long', async () => {
    const commits = createGroupCommit(async (work) => work())
    let turns = 0
    const timer = setInterval(() => {
      turns += 1
    }, 0)
    await Promise.all(Array.from({ length: 20 }, () => commits.write(() => spin(3))))
    clearInterval(timer)
    expect(turns).toBeGreaterThan(5)
  })

  it('fails for those only whose own it is', async () => {
    await using database = await newDatabase()
    const { store } = database
    const stop = AbortSignal.abort(new Error('not wanted any more'))
    const outcomes = await Promise.allSettled([
      put(store, 'a', Buffer.from('a')),
      store.set(ada, '\ud800', entryOf(Buffer.from('bad'), 0)),
      put(store, 'b', Buffer.from('b')),
      store.set(ada, 'c', entryOf(Buffer.from('c'), 0), stop),
      store.invalidate(ada, { tags: ['t'] }, 'test'),
      put(store, 'd', Buffer.from('d'), ['u']),
    ])
    expect(outcomes.map(({ status }) => status)).toEqual([
      'fulfilled',
      'rejected',
      'fulfilled',
      'rejected',
      'fulfilled',
      'fulfilled',
    ])
    for (const name of ['a', 'b', 'd']) expect(await textAt(store, name)).toBe(name)
    expect((await store.history(ada, 10)).length).toBe(1)
  })

  it('waits for a file that is busy once, and not one after the other', async () => {
    let tries = 0
    const commits = createGroupCommit(async () => {
      tries += 1
      spin(1_000)
      throw new Error('busy')
    })
    const outcomes = await Promise.allSettled([1, 2, 3].map((number) => commits.write(() => number)))
    expect(outcomes.map(({ status }) => status)).toEqual(['rejected', 'rejected', 'rejected'])
    expect(tries).toBe(1)
  })

  it('is not known when it was rolled back', async () => {
    await using database = await newDatabase()
    await put(database.store, 'a', Buffer.from('a'))
    const connection = connect(await loadDriver(), {
      path: database.path,
      key: testKey,
      profile: 'sqlcipher',
    })
    const known = createKnownInvalidations(connection)
    const log = createInvalidationLog(connection)
    const before = known.of(1)
    connection.exec('BEGIN IMMEDIATE')
    known.changed(1)
    log.add(1, { tags: ['t'] }, 'test', 0)
    expect(known.of(1).tags.has('t')).toBe(true)
    connection.exec('ROLLBACK')
    expect(known.of(1)).toEqual(before)
    connection.close()
  })

  it('is written before the database closes, also when nobody waits for it', async () => {
    const database = await newDatabase()
    await put(database.store, 'a', Buffer.from('old'))
    const { sequence } = await database.store.invalidations(ada)
    void database.store.set(ada, 'a', entryOf(Buffer.from('new'), sequence))
    await database.close()
    await using again = await openSqlite({ path: database.path, key: testKey })
    expect(await textAt(again.store, 'a')).toBe('new')
  })
})

function spin(ms: number): void {
  for (const end = performance.now() + ms; performance.now() < end; );
}
