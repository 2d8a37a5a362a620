import assert from 'node:assert/strict'

import type { TaskQueue } from '../../queue/task-queue.ts'
import type { Rule } from '../contract.ts'
import { ada, add, bob, held, pause, rule, until } from './setting.ts'

/** Which job goes first, and how many go at once. */
export const orderRules: readonly Rule<TaskQueue>[] = [
  rule('does jobs by priority, and equal ones in the order they came', async (queue) => {
    for (const [payload, priority] of [
      ['c', 0],
      ['e', -1],
      ['a', 9],
      ['d', 0],
      ['b', 9],
    ] as const) {
      await add(queue, { payload, priority })
    }
    const done: unknown[] = []
    queue.work('work', async ({ payload }) => done.push(payload))
    await until('all five are done', () => done.length === 5)
    assert.deepEqual(done, ['a', 'b', 'c', 'd', 'e'])
  }),

  rule('does one job at a time unless told otherwise', async (queue, clock) => {
    const { handle, tries, started } = held()
    queue.work('work', handle)
    for (let job = 0; job < 3; job++) await add(queue)
    for (let count = 1; count <= 3; count++) {
      const last = await started(count)
      await pause(clock)
      assert.equal(tries.length, count)
      last.finish()
    }
  }),

  rule('does as many jobs at once as it may', async (queue, clock) => {
    const { handle, tries, started } = held()
    queue.work('work', handle, { concurrency: 3 })
    for (let job = 0; job < 5; job++) await add(queue)
    await started(3)
    await pause(clock)
    assert.equal(tries.length, 3)
    tries[1]?.finish()
    await started(4)
    await pause(clock)
    assert.equal(tries.length, 4)
  }),

  rule('does no more jobs of a group at once than it may, and others meanwhile', async (queue, clock) => {
    const { handle, tries, started } = held()
    for (const group of ['a', 'a', 'a', 'b']) await add(queue, { group, payload: group })
    queue.work('work', handle, { concurrency: 4, perGroup: 1 })
    await started(2)
    await pause(clock)
    assert.deepEqual(
      tries.map(({ job }) => job.payload),
      ['a', 'b'],
    )
    tries[0]?.finish()
    await started(3)
    await pause(clock)
    assert.deepEqual(
      tries.map(({ job }) => job.payload),
      ['a', 'b', 'a'],
    )
  }),

  rule('takes a scope for a group unless told otherwise', async (queue, clock) => {
    const { handle, tries, started } = held()
    for (const scope of [ada, ada, bob]) await add(queue, { scope })
    queue.work('work', handle, { concurrency: 3, perGroup: 1 })
    await started(2)
    await pause(clock)
    assert.deepEqual(
      tries.map(({ job }) => job.scope),
      [ada, bob],
    )
  }),

  rule('has one worker for a type, until it is stopped', async (queue) => {
    const worker = queue.work('work', async () => 1)
    assert.throws(() => queue.work('work', async () => 2), TypeError)
    queue.work('other', async () => 3)
    await worker.stop()
    queue.work('work', async () => 4)
  }),

  rule(
    'takes no more jobs once the worker is stopped, and waits for those that run',
    async (queue, clock) => {
      const { handle, tries, started } = held()
      const worker = queue.work('work', handle)
      const first = await add(queue)
      await add(queue)
      const running = await started(1)
      let stopped = false
      const stopping = worker.stop().then(() => {
        stopped = true
      })
      await pause(clock)
      assert.equal(stopped, false)
      running.finish('done')
      await stopping
      await pause(clock)
      assert.equal(tries.length, 1)
      assert.equal((await queue.get(ada, first.id))?.result, 'done')
    },
  ),
]
