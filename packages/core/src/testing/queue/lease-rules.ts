import assert from 'node:assert/strict'

import type { TaskQueue } from '../../queue/task-queue.ts'
import type { Rule } from '../contract.ts'
import { add, exactRule, find, held, pause, reach, until } from './setting.ts'

const leaseMs = 10_000

/** A worker that gives no sign of life loses its job; one that does, keeps it. */
export const leaseRules: readonly Rule<TaskQueue>[] = [
  exactRule('leaves a job to its handler for as long as that works', async (queue, clock) => {
    const { handle, tries, started } = held()
    queue.work('work', handle, { leaseMs, concurrency: 2 })
    const job = await add(queue)
    const running = await started(1)
    await clock.advance(leaseMs * 20)
    await pause(clock)
    assert.equal(running.context.signal.aborted, false)
    assert.equal(tries.length, 1)
    running.finish('done')
    assert.equal((await reach(queue, job, 'succeeded')).result, 'done')
  }),

  exactRule(
    'runs a job again when its lease has run out, and tells the handler that had it',
    async (queue, clock) => {
      const { handle, started } = held()
      queue.work('work', handle, { leaseMs })
      const job = await add(queue)
      const lost = await started(1)
      await clock.jump(leaseMs)
      const again = await started(2)
      await until('the first handler was told', () => lost.context.signal.aborted)
      assert.deepEqual([again.job.id, again.job.attempt], [job.id, 2])
      assert.equal(again.context.signal.aborted, false)
    },
  ),

  exactRule('refuses what a handler says after it lost its lease', async (queue, clock) => {
    const { handle, started } = held()
    queue.work('work', handle, { leaseMs })
    const job = await add(queue)
    const lost = await started(1)
    await clock.jump(leaseMs)
    const again = await started(2)
    await again.context.progress(0.25)
    await lost.context.progress(0.75).catch(() => {})
    lost.finish('late')
    await pause(clock)
    const { state, progress, result } = await find(queue, job)
    assert.deepEqual([state, progress, result], ['running', 0.25, undefined])
    again.finish('in time')
    assert.equal((await reach(queue, job, 'succeeded')).result, 'in time')
  }),

  exactRule(
    'refuses what comes after the lease ran out, even when nobody has taken the job',
    async (queue, clock) => {
      const results: unknown[] = []
      queue.work(
        'work',
        async ({ attempt }) => {
          await clock.sleep(1)
          results.push(attempt)
          return attempt
        },
        { leaseMs },
      )
      const job = await add(queue)
      await until('the job runs', async () => (await find(queue, job)).state === 'running')
      await clock.jump(leaseMs)
      await clock.advance(1)
      await until('the second try has ended', () => results.length === 2)
      assert.equal((await reach(queue, job, 'succeeded')).result, 2)
    },
  ),

  exactRule('refuses the late failure of a handler that lost its lease', async (queue, clock) => {
    const { handle, started } = held()
    queue.work('work', handle, { leaseMs })
    const job = await add(queue, { attempts: 2 })
    const lost = await started(1)
    await clock.jump(leaseMs)
    const again = await started(2)
    lost.fail(new Error('late'))
    await pause(clock)
    assert.equal((await find(queue, job)).state, 'running')
    again.finish()
    await reach(queue, job, 'succeeded')
  }),

  exactRule('fails a job whose last try lost its lease', async (queue, clock) => {
    const { handle, tries, started } = held()
    queue.work('work', handle, { leaseMs })
    const job = await add(queue, { attempts: 1 })
    await started(1)
    await clock.jump(leaseMs)
    const { error, attempt } = await reach(queue, job, 'failed')
    assert.ok(error)
    assert.equal(attempt, 1)
    tries[0]?.finish('late')
    await pause(clock)
    assert.equal((await find(queue, job)).state, 'failed')
  }),
]
