import assert from 'node:assert/strict'

import type { TaskQueue } from '../../queue/task-queue.ts'
import type { Rule } from '../contract.ts'
import { ada, add, bob, exactRule, find, held, pause, reach, rule } from './setting.ts'

const mebibyte = 1_048_576

/** What a job is when it has been added. */
export const enqueueRules: readonly Rule<TaskQueue>[] = [
  rule('adds a job with its defaults', async (queue, clock) => {
    const before = clock.now()
    const job = await add(queue)
    const { id, group, createdAt, runAt, ...rest } = job
    const fixed = { scope: ada, type: 'work', payload: null, state: 'queued', priority: 0, progress: 0 }
    assert.deepEqual(rest, { ...fixed, attempt: 0, attempts: 3 })
    assert.ok(id.length > 0 && group.length > 0)
    assert.ok(before <= createdAt && createdAt <= clock.now() && runAt === createdAt)
    assert.deepEqual(await find(queue, job), job)
  }),

  rule('adds a job as it was asked for', async (queue) => {
    const wish = { priority: 5, dedupeKey: 'k', group: 'mailbox', attempts: 7, delayMs: 60_000 }
    const job = await add(queue, { ...wish, payload: { id: 'A' } })
    assert.deepEqual([job.priority, job.dedupeKey, job.group, job.attempts], [5, 'k', 'mailbox', 7])
    assert.equal(job.runAt - job.createdAt, 60_000)
  }),

  rule('gives every job an id of its own', async (queue) => {
    const jobs = await Promise.all(Array.from({ length: 50 }, () => add(queue)))
    assert.equal(new Set(jobs.map(({ id }) => id)).size, 50)
  }),

  rule('hands the handler the payload as it was when the job was added', async (queue) => {
    const { handle, started } = held()
    const payload = {
      text: 'caf\u00e9 \u{1f4e7} \u0000',
      list: [1, null, { deep: [true, 1.5] }],
      none: undefined,
    }
    const job = await add(queue, { payload })
    payload.list = []
    queue.work('work', handle)
    const expected = { text: 'caf\u00e9 \u{1f4e7} \u0000', list: [1, null, { deep: [true, 1.5] }] }
    assert.deepEqual((await started(1)).job.payload, expected)
    assert.deepEqual((await find(queue, job)).payload, expected)
  }),

  rule('refuses a payload that is not JSON', async (queue) => {
    const cycle: { self?: unknown } = {}
    cycle.self = cycle
    for (const payload of [
      cycle,
      () => 1,
      { run() {} },
      1n,
      [1n],
      Symbol('a'),
      Number.NaN,
      new Date(),
      new Map(),
    ]) {
      await assert.rejects(add(queue, { payload }), TypeError)
    }
    assert.deepEqual(await queue.list(ada), [])
  }),

  rule('takes a payload of 1 MiB, and refuses a larger one', async (queue) => {
    const payload = 'x'.repeat(mebibyte - 2)
    const job = await add(queue, { payload })
    assert.equal((await find(queue, job)).payload, payload)
    await assert.rejects(add(queue, { payload: `${payload}x` }), TypeError)
    await assert.rejects(add(queue, { payload: '\u00e9'.repeat(mebibyte / 2) }), TypeError)
  }),

  rule('refuses numbers that make no sense', async (queue) => {
    const wrong = [
      { attempts: 0 },
      { attempts: 1.5 },
      { delayMs: -1 },
      { backoffMs: -1 },
      { priority: Number.NaN },
    ]
    for (const wish of wrong) await assert.rejects(add(queue, wish), TypeError, JSON.stringify(wish))
  }),

  rule(
    'does jobs that were added before there was a worker, and those of other types not at all',
    async (queue, clock) => {
      const mine = await add(queue, { payload: 1 })
      const other = await add(queue, { type: 'other' })
      queue.work('work', async ({ payload }) => payload)
      assert.equal((await reach(queue, mine, 'succeeded')).result, 1)
      await pause(clock)
      assert.equal((await find(queue, other)).state, 'queued')
    },
  ),

  exactRule('starts a delayed job when its time has come', async (queue, clock) => {
    const { handle, tries, started } = held()
    queue.work('work', handle, { concurrency: 2 })
    await add(queue, { delayMs: 5_000 })
    await clock.advance(4_999)
    await pause(clock)
    assert.equal(tries.length, 0)
    await clock.advance(1)
    await started(1)
    await add(queue, { delayMs: 1 })
    await clock.advance(1)
    await started(2)
  }),

  rule('starts a delayed job late rather than early', async (queue, clock) => {
    const { handle, started } = held()
    queue.work('work', handle)
    const { runAt } = await add(queue, { delayMs: 200 })
    await clock.advance(200)
    await started(1)
    assert.ok(clock.now() >= runAt)
  }),
]

/** While a job with a dedupe key has not ended, there is no second one. */
export const dedupeRules: readonly Rule<TaskQueue>[] = [
  rule('returns the job that is queued under the same dedupe key', async (queue) => {
    const first = await add(queue, { dedupeKey: 'k', payload: 1 })
    const second = await add(queue, { dedupeKey: 'k', payload: 2 })
    assert.equal(second.id, first.id)
    assert.equal(second.payload, 1)
    assert.equal((await queue.list(ada)).length, 1)
  }),

  rule('returns the job that is running under the same dedupe key', async (queue) => {
    const { handle, tries, started } = held()
    queue.work('work', handle, { concurrency: 2 })
    const first = await add(queue, { dedupeKey: 'k' })
    await started(1)
    const second = await add(queue, { dedupeKey: 'k' })
    assert.deepEqual([second.id, second.state], [first.id, 'running'])
    assert.equal(tries.length, 1)
  }),

  rule('adds a job again when the one before has ended', async (queue) => {
    const { handle, started } = held()
    queue.work('work', handle)
    const first = await add(queue, { dedupeKey: 'k', attempts: 1 })
    ;(await started(1)).finish()
    await reach(queue, first, 'succeeded')
    const second = await add(queue, { dedupeKey: 'k', attempts: 1 })
    ;(await started(2)).fail(new Error('made to fail'))
    await reach(queue, second, 'failed')
    const third = await add(queue, { dedupeKey: 'k', delayMs: 60_000 })
    await queue.cancel(ada, third.id)
    const fourth = await add(queue, { dedupeKey: 'k', delayMs: 60_000 })
    assert.equal(new Set([first, second, third, fourth].map(({ id }) => id)).size, 4)
  }),

  rule('keeps the dedupe key while a job waits for its next try', async (queue) => {
    const { handle, started } = held()
    queue.work('work', handle)
    const first = await add(queue, { dedupeKey: 'k', backoffMs: 60_000 })
    ;(await started(1)).fail(new Error('made to fail'))
    await reach(queue, first, 'queued')
    assert.equal((await add(queue, { dedupeKey: 'k' })).id, first.id)
  }),

  rule('knows dedupe keys apart by scope and type', async (queue) => {
    const wishes = [{}, { scope: bob }, { type: 'other' }, { dedupeKey: 'K' }, { dedupeKey: 'k%' }]
    const jobs = await Promise.all(wishes.map((wish) => add(queue, { dedupeKey: 'k', ...wish })))
    assert.equal(new Set(jobs.map(({ id }) => id)).size, wishes.length)
  }),

  rule('makes one job of many that come together under one dedupe key', async (queue) => {
    const jobs = await Promise.all(Array.from({ length: 50 }, () => add(queue, { dedupeKey: 'k' })))
    assert.equal(new Set(jobs.map(({ id }) => id)).size, 1)
  }),
]
