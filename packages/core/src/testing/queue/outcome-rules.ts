import assert from 'node:assert/strict'

import { SignInRequired } from '../../errors.ts'
import type { TaskQueue } from '../../queue/task-queue.ts'
import type { Rule } from '../contract.ts'
import { add, exactRule, find, held, pause, reach, rule, until } from './setting.ts'

const canary = 'Dear Ada, the password is hunter2'

/** How a try ends, and what comes after it. */
export const outcomeRules: readonly Rule<TaskQueue>[] = [
  rule('keeps what the handler returned', async (queue, clock) => {
    const result = { sent: [1, 2], note: null }
    queue.work('work', async () => result)
    const job = await reach(queue, await add(queue), 'succeeded')
    assert.deepEqual(job.result, result)
    assert.deepEqual([job.attempt, job.error], [1, undefined])
    const { createdAt, startedAt = Number.NaN, endedAt = Number.NaN } = job
    assert.ok(createdAt <= startedAt && startedAt <= endedAt && endedAt <= clock.now())
  }),

  rule('succeeds when the handler returns nothing', async (queue) => {
    queue.work('work', async () => {})
    assert.equal((await reach(queue, await add(queue), 'succeeded')).result ?? null, null)
  }),

  rule('fails when the handler returns something that is not JSON', async (queue) => {
    queue.work('work', async () => 1n)
    assert.ok((await reach(queue, await add(queue, { attempts: 1 }), 'failed')).error)
  }),

  rule('tells the handler which try it is', async (queue) => {
    const attempts: number[] = []
    queue.work('work', async ({ attempt, state }) => {
      assert.equal(state, 'running')
      if (attempts.push(attempt) < 3) throw new Error('made to fail')
    })
    const { attempt, error } = await reach(queue, await add(queue, { backoffMs: 0 }), 'succeeded')
    assert.deepEqual(attempts, [1, 2, 3])
    assert.deepEqual([attempt, error], [3, undefined])
  }),

  rule('tells how far a running job is', async (queue) => {
    const { handle, started } = held()
    queue.work('work', handle)
    const job = await add(queue)
    const running = await started(1)
    assert.equal((await find(queue, job)).state, 'running')
    await running.context.progress(0.5)
    assert.equal((await find(queue, job)).progress, 0.5)
    running.finish()
    await reach(queue, job, 'succeeded')
  }),

  exactRule(
    'waits twice as long before each further try, and keeps the job with its error at the end',
    async (queue, clock) => {
      const { handle, tries, started } = held()
      queue.work('work', handle)
      const job = await add(queue, { attempts: 4, backoffMs: 1_000 })
      for (const [failed, waitMs] of [1_000, 2_000, 4_000].entries()) {
        ;(await started(failed + 1)).fail(new Error('made to fail'))
        const { runAt, error, attempt } = await reach(queue, job, 'queued')
        assert.equal(runAt, clock.now() + waitMs)
        assert.ok(error)
        assert.equal(attempt, failed + 1)
        await clock.advance(waitMs - 1)
        await pause(clock)
        assert.equal(tries.length, failed + 1)
        await clock.advance(1)
      }
      ;(await started(4)).fail(new Error('made to fail'))
      const { error, attempt, result, endedAt } = await reach(queue, job, 'failed')
      assert.deepEqual([typeof error?.code, attempt, result, endedAt], ['string', 4, undefined, clock.now()])
      await clock.advance(3_600_000)
      assert.equal(tries.length, 4)
    },
  ),

  exactRule('never waits longer than an hour for a try', async (queue, clock) => {
    const { handle, started } = held()
    queue.work('work', handle)
    const job = await add(queue, { backoffMs: 2_400_000 })
    for (const [failed, waitMs] of [2_400_000, 3_600_000].entries()) {
      ;(await started(failed + 1)).fail(new Error('made to fail'))
      assert.equal((await reach(queue, job, 'queued')).runAt, clock.now() + waitMs)
      await clock.advance(waitMs)
    }
    await started(3)
  }),

  rule('does other jobs while one waits for its next try', async (queue) => {
    queue.work('work', async ({ payload }) => {
      if (payload === 'bad') throw new Error('made to fail')
    })
    const bad = await add(queue, { payload: 'bad', backoffMs: 60_000 })
    const good = await add(queue, { payload: 'good' })
    await reach(queue, good, 'succeeded')
    assert.equal((await reach(queue, bad, 'queued')).attempt, 1)
  }),

  rule("keeps code and message of Graphkeep's own errors", async (queue) => {
    queue.work('work', () => Promise.reject(new SignInRequired('Nobody is signed in')))
    const { error } = await reach(queue, await add(queue, { attempts: 1 }), 'failed')
    assert.deepEqual(error, { code: 'ERR_SIGN_IN_REQUIRED', message: 'Nobody is signed in' })
  }),

  rule('keeps nothing of a foreign error that may hold content', async (queue) => {
    const thrown = [new Error(canary), new TypeError(canary, { cause: canary }), canary, { message: canary }]
    queue.work('work', ({ payload }) => Promise.reject(thrown[payload as number]))
    for (const payload of thrown.keys()) {
      const { error } = await reach(queue, await add(queue, { payload, attempts: 1 }), 'failed')
      assert.ok(error && error.code.length > 0 && error.message.length > 0)
      assert.ok(!JSON.stringify(error).includes('hunter2'))
    }
  }),

  rule('takes a handler that throws at once for one that fails', async (queue) => {
    queue.work('work', () => {
      throw new Error('made to fail')
    })
    await reach(queue, await add(queue, { attempts: 1 }), 'failed')
  }),

  rule('does each of many jobs once', async (queue) => {
    const done: unknown[] = []
    queue.work('work', async ({ payload }) => done.push(payload), { concurrency: 10 })
    const payloads = Array.from({ length: 200 }, (_, index) => index)
    await Promise.all(payloads.map((payload) => add(queue, { payload })))
    await until('all are done', () => done.length >= 200)
    assert.deepEqual(
      done.toSorted((one, other) => Number(one) - Number(other)),
      payloads,
    )
  }),
]
