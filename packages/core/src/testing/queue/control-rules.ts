import assert from 'node:assert/strict'

import { StoreUnavailable } from '../../errors.ts'
import type { TaskQueue } from '../../queue/task-queue.ts'
import { scopeKey } from '../../scope.ts'
import { similarScopes } from '../awkward-names.ts'
import type { Rule } from '../contract.ts'
import { ada, add, bob, find, held, pause, reach, rule, until } from './setting.ts'

const leaseMs = 1_000

/** Looking at jobs, cancelling and removing them. */
export const controlRules: readonly Rule<TaskQueue>[] = [
  rule('lists the jobs of a scope, the newest first', async (queue) => {
    const jobs = [await add(queue), await add(queue, { type: 'other' }), await add(queue, { priority: 9 })]
    await add(queue, { scope: bob })
    assert.deepEqual(await queue.list(ada), jobs.toReversed())
    assert.deepEqual(await queue.list(ada, { limit: 1 }), jobs.slice(2))
    assert.deepEqual(await queue.list(ada, { type: 'other' }), jobs.slice(1, 2))
  }),

  rule('lists jobs by state', async (queue) => {
    queue.work('work', async ({ payload }) => {
      if (payload === 'bad') throw new Error('made to fail')
    })
    const good = await reach(queue, await add(queue), 'succeeded')
    const bad = await reach(queue, await add(queue, { payload: 'bad', attempts: 1 }), 'failed')
    const later = await add(queue, { delayMs: 60_000 })
    assert.deepEqual(await queue.list(ada, { state: 'succeeded' }), [good])
    assert.deepEqual(await queue.list(ada, { state: 'failed' }), [bad])
    assert.deepEqual(await queue.list(ada, { state: 'queued', type: 'work' }), [later])
    assert.deepEqual(await queue.list(ada, { state: 'cancelled' }), [])
  }),

  rule('lists a hundred jobs unless told otherwise', async (queue) => {
    for (let count = 0; count < 101; count++) await add(queue)
    assert.equal((await queue.list(ada)).length, 100)
    assert.equal((await queue.list(ada, { limit: 200 })).length, 101)
  }),

  rule('keeps the jobs of scopes with similar names apart', async (queue) => {
    const jobs = await Promise.all(similarScopes.map((scope) => add(queue, { scope })))
    for (const [index, scope] of similarScopes.entries()) {
      const mine = jobs[index] ?? assert.fail('a job is missing')
      assert.deepEqual(await queue.list(scope), [mine], scopeKey(scope))
      const foreign = jobs.filter((job) => job !== mine)
      for (const { id } of foreign) assert.equal(await queue.get(scope, id), undefined, scopeKey(scope))
    }
  }),

  rule("neither shows nor cancels another scope's job", async (queue) => {
    const job = await add(queue)
    assert.equal(await queue.get(bob, job.id), undefined)
    assert.equal(await queue.cancel(bob, job.id), false)
    assert.equal((await find(queue, job)).state, 'queued')
    assert.equal(await queue.get(ada, 'no such job'), undefined)
    assert.equal(await queue.cancel(ada, 'no such job'), false)
  }),

  rule('cancels a queued job, which is never done then', async (queue, clock) => {
    const job = await add(queue)
    assert.equal(await queue.cancel(ada, job.id), true)
    assert.equal((await find(queue, job)).state, 'cancelled')
    assert.equal(await queue.cancel(ada, job.id), false)
    const { handle, tries } = held()
    queue.work('work', handle)
    await pause(clock)
    assert.equal(tries.length, 0)
  }),

  rule('tells a running job through its signal that it was cancelled', async (queue, clock) => {
    const { handle, tries, started } = held()
    queue.work('work', handle, { leaseMs })
    const job = await add(queue)
    const { context, fail } = await started(1)
    assert.equal(await queue.cancel(ada, job.id), true)
    await clock.advance(leaseMs)
    await until('the handler was told', () => context.signal.aborted)
    fail(context.signal.reason)
    await reach(queue, job, 'cancelled')
    await clock.advance(leaseMs * 3)
    await pause(clock)
    assert.equal(tries.length, 1)
  }),

  rule('leaves a job cancelled whose handler pays no heed', async (queue, clock) => {
    const { handle, started } = held()
    queue.work('work', handle, { leaseMs })
    const job = await add(queue)
    const { finish } = await started(1)
    await queue.cancel(ada, job.id)
    finish('all the same')
    await pause(clock)
    const { state, result } = await reach(queue, job, 'cancelled')
    assert.deepEqual([state, result], ['cancelled', undefined])
  }),

  rule('does the next job after one was cancelled', async (queue, clock) => {
    const { handle, started } = held()
    queue.work('work', handle, { leaseMs })
    const first = await add(queue)
    const second = await add(queue)
    const { context, fail } = await started(1)
    await queue.cancel(ada, first.id)
    await clock.advance(leaseMs)
    await until('the handler was told', () => context.signal.aborted)
    fail(context.signal.reason)
    assert.equal((await started(2)).job.id, second.id)
  }),

  rule('does not cancel a job that has ended', async (queue) => {
    queue.work('work', async () => 'done')
    const job = await reach(queue, await add(queue), 'succeeded')
    assert.equal(await queue.cancel(ada, job.id), false)
    assert.deepEqual(await find(queue, job), job)
  }),
]

/** Removing a scope's jobs, and the end of a queue. */
export const endingRules: readonly Rule<TaskQueue>[] = [
  rule('removes every job of a scope, and none of another', async (queue, clock) => {
    const { handle, tries, started } = held()
    queue.work('work', handle, { leaseMs, concurrency: 2 })
    const running = await add(queue)
    const foreign = await add(queue, { scope: bob })
    await started(2)
    await add(queue, { delayMs: 60_000 })
    await queue.clear(ada)
    assert.deepEqual(await queue.list(ada), [])
    await clock.advance(leaseMs)
    await until('the handler was told', () => tries[0]?.context.signal.aborted === true)
    tries[0]?.finish('late')
    await pause(clock)
    assert.equal(await queue.get(ada, running.id), undefined)
    assert.equal(tries[1]?.context.signal.aborted, false)
    tries[1]?.finish()
    await reach(queue, foreign, 'succeeded')
  }),

  rule('forgets dedupe keys with the jobs', async (queue) => {
    const first = await add(queue, { dedupeKey: 'k' })
    await queue.clear(ada)
    assert.notEqual((await add(queue, { dedupeKey: 'k' })).id, first.id)
  }),

  rule('lets running jobs end when it is closed with drain', async (queue, clock) => {
    const { handle, tries, started } = held()
    queue.work('work', handle)
    await add(queue)
    await add(queue)
    const { context, finish } = await started(1)
    let closed = false
    const closing = queue.close({ drain: true }).then(() => {
      closed = true
    })
    await pause(clock)
    assert.deepEqual([closed, context.signal.aborted], [false, false])
    finish()
    await closing
    await pause(clock)
    assert.equal(tries.length, 1)
  }),

  rule('tells running jobs to stop when it is closed without', async (queue, clock) => {
    const { handle, tries, started } = held()
    queue.work('work', handle)
    await add(queue)
    await add(queue)
    const { context, fail } = await started(1)
    context.signal.addEventListener('abort', () => fail(context.signal.reason))
    await queue.close()
    assert.equal(context.signal.aborted, true)
    await pause(clock)
    assert.equal(tries.length, 1)
  }),

  rule('may be closed twice, and is unavailable then', async (queue) => {
    await queue.close()
    await queue.close({ drain: true })
    await queue[Symbol.asyncDispose]()
    const calls = {
      enqueue: () => add(queue),
      get: () => queue.get(ada, 'a'),
      list: () => queue.list(ada),
      cancel: () => queue.cancel(ada, 'a'),
      clear: () => queue.clear(ada),
    }
    for (const [name, call] of Object.entries(calls)) await assert.rejects(call, StoreUnavailable, name)
    assert.throws(() => queue.work('work', async () => 1), StoreUnavailable)
  }),
]
