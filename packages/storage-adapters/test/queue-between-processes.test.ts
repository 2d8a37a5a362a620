import { manualClock } from '@graphkeep/core/testing'
import { describe, expect, it } from 'vitest'

import { openSqlite } from '../src/sqlite.ts'
import { startProcess } from './support/child-process.ts'
import { newDatabase, newDatabaseTwice, testKey } from './support/database.ts'
import { ada } from './support/entries.ts'

const key = Buffer.from(testKey).toString('hex')

describe('a job', () => {
  it('is done by the worker of another process', async () => {
    await using database = await newDatabase()
    const worker = startProcess('job-worker', { path: database.path, key, leaseMs: 30_000 })
    expect(await worker.nextLine()).toBe('ready')
    const { id } = await database.queue.enqueue({ scope: ada, type: 'test', payload: 'quick' })
    expect(await worker.nextLine()).toBe('started quick')
    worker.go()
    await worker.rest()
    expect(await database.queue.get(ada, id)).toMatchObject({
      state: 'succeeded',
      result: 'done',
      attempt: 1,
    })
  })

  it('that is cancelled here is stopped there', async () => {
    await using database = await newDatabase()
    const worker = startProcess('job-worker', { path: database.path, key, leaseMs: 30_000 })
    expect(await worker.nextLine()).toBe('ready')
    const { id } = await database.queue.enqueue({ scope: ada, type: 'test', payload: 'slow' })
    expect(await worker.nextLine()).toBe('started slow')
    expect(await database.queue.cancel(ada, id)).toBe(true)
    expect(await worker.nextLine()).toBe('stopped slow')
    expect(await database.queue.get(ada, id)).toMatchObject({ state: 'cancelled' })
    worker.go()
    await worker.rest()
  })

  it('runs again after its lease when its worker was killed', async () => {
    await using database = await newDatabase()
    const { id } = await database.queue.enqueue({ scope: ada, type: 'test', payload: 'slow' })
    const worker = startProcess('job-worker', { path: database.path, key, leaseMs: 300 })
    expect([await worker.nextLine(), await worker.nextLine()].sort()).toEqual(['ready', 'started slow'])
    await worker.kill()
    expect(await database.queue.get(ada, id)).toMatchObject({ state: 'running', attempt: 1 })
    const { promise, resolve } = Promise.withResolvers<number>()
    database.queue.work('test', async ({ attempt }) => resolve(attempt))
    expect(await promise).toBe(2)
  })

  it('whose lease was lost cannot be ended by the worker that lost it', async () => {
    const clock = manualClock()
    const [one, other] = await newDatabaseTwice(clock)
    const late = Promise.withResolvers<string>()
    one.queue.work('test', () => late.promise, { leaseMs: 1_000 })
    const { id } = await one.queue.enqueue({ scope: ada, type: 'test' })
    await clock.advance(0)
    await clock.jump(1_000)
    await one.queue.close()
    other.queue.work('test', async () => 'in time')
    await clock.advance(0)
    late.resolve('too late')
    await clock.advance(0)
    expect(await other.queue.get(ada, id)).toMatchObject({
      state: 'succeeded',
      result: 'in time',
      attempt: 2,
    })
    for (const database of [one, other]) await database.close()
  })

  it('is kept over a restart, and its place in the order with it', async () => {
    const first = await newDatabase()
    for (const payload of ['one', 'two']) await first.queue.enqueue({ scope: ada, type: 'test', payload })
    await first.queue.enqueue({ scope: ada, type: 'test', payload: 'urgent', priority: 1 })
    await first.close()
    await using second = await openSqlite({ path: first.path, key: testKey })
    const order: unknown[] = []
    const { promise, resolve } = Promise.withResolvers<void>()
    second.queue.work('test', async ({ payload }) => {
      if (order.push(payload) === 3) resolve()
    })
    await promise
    expect(order).toEqual(['urgent', 'one', 'two'])
  })

  it('that has ended is forgotten after about a thousand others', async () => {
    await using database = await newDatabase()
    const { queue } = database
    for (let index = 0; index < 1_200; index += 1) {
      const { id } = await queue.enqueue({ scope: ada, type: 'test' })
      await queue.cancel(ada, id)
    }
    const kept = (await queue.list(ada, { limit: 10_000 })).length
    expect(kept).toBeGreaterThanOrEqual(1_000)
    expect(kept).toBeLessThanOrEqual(1_064)
  })
})
