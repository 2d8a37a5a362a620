import { createHash } from 'node:crypto'
import { join } from 'node:path'

import { attempts } from '@graphkeep/core/testing'
import { describe, expect, it } from 'vitest'

import { openSqlite } from '../src/sqlite.ts'
import { startProcess, type TestProcess } from './support/child-process.ts'
import { newDatabase, testKey } from './support/database.ts'
import { ada, put, textAt } from './support/entries.ts'
import { temporaryFolder } from './support/temporary-folder.ts'

const key = Buffer.from(testKey).toString('hex')

describe('processes that share a database', () => {
  it('may all start for the first time at once: four make one file', async () => {
    const path = join(temporaryFolder(), 'test.db')
    const names = ['one', 'two', 'three', 'four']
    const processes = names.map((name) => startProcess('first-start', { path, key, name }))
    await letGoTogether(processes)
    for (const process of processes) expect(await process.nextLine()).toBe('{"setAside":null}')
    await letGoTogether(processes)
    for (const process of processes) expect(await process.rest()).toEqual([])

    await using database = await openSqlite({ path, key: testKey })
    for (const name of names) expect(await textAt(database.store, name)).toBe(name)
    expect((await database.store.history(ada, 10)).map(({ cause }) => cause)).toEqual(Array(4).fill('test'))
  })

  it('write 500 times each and nobody is told that the file is busy', async () => {
    await using database = await newDatabase()
    const { path } = database
    const processes = ['one', 'two'].map((name) => startProcess('writer', { path, key, name, count: 500 }))
    await letGoTogether(processes)
    for (const process of processes) expect(JSON.parse(await process.nextLine()).p99).toBeLessThan(250)
    for (const process of processes) expect(await process.rest()).toEqual([])
    expect((await database.store.size()).entries).toBe(800)
    expect(await database.store.history(ada, 1_000)).toHaveLength(200)
  })

  it('see an invalidation of another in their very next call', async () => {
    await using database = await newDatabase()
    const rounds = 50
    const process = startProcess('invalidator', { path: database.path, key, rounds })
    for (let round = 0; round < rounds; round += 1) {
      const before = await database.store.invalidations(ada)
      await put(database.store, 'a', Buffer.from('old'), [`round:${round}`])
      expect(await process.nextLine()).toBe('ready')
      expect(await textAt(database.store, 'a')).toBe('old')
      expect(await database.store.invalidations(ada)).toBe(before)
      process.go()
      const sequence = Number(await process.nextLine())
      expect(await textAt(database.store, 'a')).toBeUndefined()
      expect((await database.store.invalidations(ada)).sequence).toBe(sequence)
    }
    await process.rest()
  })

  it(
    'lose no acknowledged write and serve nothing torn when killed at random points',
    async () => {
      const path = join(temporaryFolder(), 'test.db')
      for (let round = 0; round < attempts(1_000) / 5; round += 1) {
        const names = ['a', 'b', 'c', 'd', 'e'].map((name) => `${name}${round}`)
        const processes = names.map((name) => startProcess('victim', { path, key, name }))
        await letGoTogether(processes)
        const written = await Promise.all(
          processes.map((process, index) => killAfter(process, round * 5 + index)),
        )
        await using database = await openSqlite({ path, key: testKey })
        expect(database.setAside).toBeUndefined()
        for (const [index, name] of names.entries()) await expectWritten(database, name, written[index] ?? -1)
      }
    },
    30 * 60_000,
  )
})

async function letGoTogether(processes: readonly TestProcess[]): Promise<void> {
  for (const process of processes) expect(await process.nextLine()).toBe('ready')
  for (const process of processes) process.go()
}

/** Kills a process some acknowledgements and some part of a write later; returns the last it acknowledged. */
async function killAfter(process: TestProcess, turn: number): Promise<number> {
  let last = -1
  for (let count = 0; count <= (turn * 7) % 20; count += 1) last = Number(await process.nextLine())
  for (const end = performance.now() + (turn % 10) * 0.3; performance.now() < end; ) await Promise.resolve()
  await process.kill()
  for (const line of await process.rest().catch(() => [])) last = Number(line)
  return last
}

async function expectWritten(
  { store, secrets, queue }: Awaited<ReturnType<typeof openSqlite>>,
  name: string,
  last: number,
): Promise<void> {
  const jobs = (await queue.list(ada, { type: 'test', limit: 100_000 })).map(({ payload }) =>
    JSON.stringify(payload),
  )
  for (let index = 0; index <= last + 1; index += 1) {
    const text = createHash('sha256').update(`${name}:${index}`).digest('hex')
    const found = await textAt(store, `${name}:${index}`)
    if (index <= last || found !== undefined) expect(found).toBe(text.repeat(60))
    if (index <= last) expect(jobs).toContain(JSON.stringify({ name, index }))
  }
  expect(Number(Buffer.from((await secrets.get(ada, name)) ?? []).toString())).toBeGreaterThanOrEqual(last)
}
