import {
  completeJob,
  createMemoryTaskQueue,
  DecryptionFailed,
  type Job,
  type JobContext,
  jobErrorOf,
  retryDelayMs,
} from '@graphkeep/core'
import { describe, expect, it } from 'vitest'

const scope = { tenant: 'contoso.com', account: 'ada' }

describe('completeJob', () => {
  it('applies every default', () => {
    const numbers = { priority: 0, delayMs: 0, attempts: 3, backoffMs: 1_000 }
    expect(completeJob({ scope, type: 'work' })).toEqual({
      scope,
      type: 'work',
      payload: 'null',
      group: 'contoso.com/ada',
      ...numbers,
    })
  })

  it('keeps whatever was asked for', () => {
    const wish = { priority: -2, delayMs: 5, attempts: 1, backoffMs: 0, group: 'mailbox', dedupeKey: '' }
    expect(completeJob({ scope, type: 'work', payload: { a: [1] }, ...wish })).toEqual({
      ...wish,
      scope,
      type: 'work',
      payload: '{"a":[1]}',
    })
  })

  it('refuses a job without type or scope', () => {
    expect(() => completeJob({ scope, type: '' })).toThrow(TypeError)
    expect(() => completeJob({ scope: { tenant: '', account: 'a' }, type: 'work' })).toThrow(TypeError)
    expect(() =>
      completeJob({ scope: { tenant: '', account: 'a' }, type: 'work', group: 'mailbox' }),
    ).toThrow(TypeError)
  })
})

describe('retryDelayMs', () => {
  it('doubles with each try, up to an hour', () => {
    expect([1, 2, 3, 4].map((attempt) => retryDelayMs(1_000, attempt))).toEqual([1_000, 2_000, 4_000, 8_000])
    expect([12, 13, 1_000, 2_000].map((attempt) => retryDelayMs(1_000, attempt))).toEqual([
      2_048_000, 3_600_000, 3_600_000, 3_600_000,
    ])
    expect(retryDelayMs(0, 5_000)).toBe(0)
    expect(retryDelayMs(7_200_000, 1)).toBe(3_600_000)
  })
})

describe('jobErrorOf', () => {
  it("keeps code and message of Graphkeep's own errors, and only the class of others", () => {
    const own = new DecryptionFailed()
    expect(jobErrorOf(own)).toEqual({ code: 'ERR_DECRYPTION_FAILED', message: own.message })
    expect(jobErrorOf(new SyntaxError('in "Dear Ada"'))).toMatchObject({ code: 'ERR_UNEXPECTED' })
    expect(jobErrorOf(new SyntaxError('in "Dear Ada"')).message).toMatch(/SyntaxError/)
    for (const thrown of [
      new SyntaxError('Dear Ada'),
      'Dear Ada',
      undefined,
      null,
      { message: 'Dear Ada' },
    ]) {
      expect(jobErrorOf(thrown).message).not.toContain('Dear Ada')
    }
  })
})

describe('memory task queue, beyond the contract', () => {
  it('keeps the last 1,000 jobs of a scope that have ended, and all that have not', async () => {
    const queue = createMemoryTaskQueue()
    const waiting = await queue.enqueue({ scope, type: 'never' })
    for (let count = 0; count < 1_005; count++) {
      const { id } = await queue.enqueue({ scope, type: 'work', payload: count })
      await queue.cancel(scope, id)
    }
    const jobs = await queue.list(scope, { limit: 5_000 })
    expect(jobs).toHaveLength(1_001)
    expect([jobs[0]?.payload, jobs.at(-2)?.payload, jobs.at(-1)?.id]).toEqual([1_004, 5, waiting.id])
  })

  it('tells a running job at once that it was cancelled or removed', async () => {
    const queue = createMemoryTaskQueue()
    const signals: AbortSignal[] = []
    const handler = (_: Job, { signal }: JobContext) => new Promise(() => signals.push(signal))
    queue.work('work', handler, { concurrency: 2 })
    const first = await queue.enqueue({ scope, type: 'work' })
    await queue.enqueue({ scope, type: 'work' })
    await queue.cancel(scope, first.id)
    expect(signals.map(({ aborted }) => aborted)).toEqual([true, false])
    await queue.clear(scope)
    expect(signals.map(({ aborted }) => aborted)).toEqual([true, true])
  })

  it('can be told to stop while it drains', async () => {
    const queue = createMemoryTaskQueue()
    const { promise, resolve } = Promise.withResolvers<AbortSignal>()
    queue.work('work', (_, { signal }) => {
      resolve(signal)
      return new Promise(() => {})
    })
    await queue.enqueue({ scope, type: 'work' })
    const signal = await promise
    const draining = queue.close({ drain: true })
    expect(signal.aborted).toBe(false)
    await queue.close()
    await draining
    expect(signal.aborted).toBe(true)
  })
})
