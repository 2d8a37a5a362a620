import { cacheStep, createCacheManager } from '@graphkeep/cache'
import { createMemoryStore, createMemoryTaskQueue, type Scope } from '@graphkeep/core'
import { manualClock } from '@graphkeep/core/testing'
import { afterEach, describe, expect, it } from 'vitest'

import { cacheTools } from '../../src/cache.ts'
import { catalog } from '../../src/index.ts'
import { failureOf } from '../world/open-client.ts'
import { noon, openWorld, smallTenant } from '../world/open-world.ts'

const closing: AsyncDisposable[] = []

function openCached() {
  const tenant = smallTenant()
  const clock = manualClock(noon)
  const cache = createCacheManager({ store: createMemoryStore({ clock }), clock })
  const queue = createMemoryTaskQueue({ clock })
  closing.push(cache, queue)
  const tools = [...catalog, ...cacheTools({ cache, queue })]
  const other: Scope = { tenant: tenant.id, account: 'tomas.dvorak@solvang.example' }
  return { ...openWorld({ tenant, tools, clock, steps: [cacheStep(cache)] }), cache, queue, clock, other }
}

afterEach(async () => {
  for (const each of closing.splice(0)) await each[Symbol.asyncDispose]()
})

describe('cache_get_stats', () => {
  it('tells hits, misses and requests for each family', async () => {
    const { call } = openCached()
    for (let i = 0; i < 3; i++) await call('email_list')
    await call('folder_list')
    expect(await call('cache_get_stats')).toMatchObject({
      hits: 2,
      misses: 2,
      requests: 2,
      hitRatio: 0.5,
      families: expect.arrayContaining([
        expect.objectContaining({ family: 'email', hits: 2, misses: 1, requests: 1 }),
      ]),
      saved: { requests: 2, bytes: expect.any(Number) },
      refreshes: { done: 0, failed: 0 },
      waits: [
        { source: 'memory', answers: 2, p50Ms: expect.any(Number), p95Ms: expect.any(Number) },
        { source: 'origin', answers: 2, p50Ms: expect.any(Number), p95Ms: expect.any(Number) },
      ],
      store: { name: 'memory', entries: 2 },
      since: '2026-11-20T12:00:00.000Z',
    })
  })

  it('tells one account nothing of what another asked', async () => {
    const { call, invoker, other } = openCached()
    await call('email_list')
    const { output } = await invoker.call('cache_get_stats', {}, { scope: other })
    expect(output).toMatchObject({ hits: 0, misses: 0, families: [] })
  })

  it('tells no ratio before there is one', async () => {
    const { call } = openCached()
    expect(await call('cache_get_stats')).not.toHaveProperty('hitRatio')
  })
})

describe('cache_invalidate', () => {
  it('makes the next call of a family, or of all, ask Graph again, for this account only', async () => {
    const { call, invoker, tenant, other, scope } = openCached()
    const requests = async (run: () => Promise<unknown>) => {
      tenant.clearRequests()
      await run()
      return tenant.requests.length
    }
    await call('email_list')
    await call('contact_list')
    await invoker.call('cache_invalidate', {}, { scope: other })
    expect(await requests(() => call('email_list'))).toBe(0)
    expect(await invoker.call('cache_invalidate', { family: 'email' }, { scope })).toMatchObject({
      output: { invalidated: 'email' },
    })
    expect(await requests(() => call('email_list'))).toBe(1)
    expect(await requests(() => call('contact_list'))).toBe(0)
    await call('cache_invalidate')
    expect(await requests(() => call('contact_list'))).toBe(1)
  })

  it('refuses what is no family', async () => {
    const { call } = openCached()
    const failure = await failureOf(call('cache_invalidate', { family: 'e_mail:' }))
    expect(failure.message).toContain('family: write a family of tools')
  })
})

describe('cache_warming_status', () => {
  it('tells how far fetching ahead is, and what failed', async () => {
    const { call, cache, scope } = openCached()
    expect(await call('cache_warming_status')).toEqual({ state: 'idle', total: 0, done: 0 })
    await cache.warm(scope, [
      { name: 'inbox', run: () => call('email_list') },
      { name: 'nowhere', run: () => call('file_list', { path: 'nowhere' }) },
    ])
    expect(await call('cache_warming_status')).toMatchObject({
      state: 'done',
      total: 2,
      failed: [{ name: 'nowhere', code: 'ERR_GRAPH' }],
      startedAt: expect.stringMatching(/^2026-11-20T12:00/),
    })
  })
})

describe('cache_task_list and cache_task_get_status', () => {
  it("show this account's tasks, without what they are about", async () => {
    const { call, queue, scope, other } = openCached()
    const payload = { secret: 'canary' }
    const job = await queue.enqueue({ scope, type: 'cache.warm', payload, delayMs: 1000 })
    await queue.enqueue({ scope, type: 'cache.refresh', payload })
    await queue.enqueue({ scope: other, type: 'cache.refresh', payload })
    const list = await call<{ tasks: { id: string; runAt?: string }[]; more: boolean }>('cache_task_list')
    expect(list.tasks).toHaveLength(2)
    expect(JSON.stringify(list)).not.toContain('canary')
    expect(await call('cache_task_list', { top: 1 })).toMatchObject({ more: true })
    expect(await call('cache_task_list', { state: 'failed' })).toEqual({ tasks: [], more: false })
    expect(await call('cache_task_get_status', { id: job.id })).toMatchObject({
      type: 'cache.warm',
      state: 'queued',
      attempt: 0,
      runAt: '2026-11-20T12:00:01.000Z',
    })
  })

  it('show why a task failed', async () => {
    const { call, queue, scope } = openCached()
    const job = await queue.enqueue({ scope, type: 'cache.refresh', attempts: 1 })
    queue.work('cache.refresh', async () => {
      throw new TypeError('canary')
    })
    for (let turn = 0; turn < 5; turn++) await new Promise((resolve) => setImmediate(resolve))
    const status = await call('cache_task_get_status', { id: job.id })
    expect(status).toMatchObject({ state: 'failed', error: { code: expect.any(String) } })
    expect(JSON.stringify(status)).not.toContain('canary')
  })

  it('know nothing of a task of another account', async () => {
    const { call, queue, other } = openCached()
    const { id } = await queue.enqueue({ scope: other, type: 'cache.refresh' })
    expect(await failureOf(call('cache_task_get_status', { id }))).toMatchObject({
      code: 'ERR_INVALID_INPUT',
      message: expect.stringContaining('cache_task_list'),
    })
  })

  it('are absent without a queue', () => {
    const cache = createCacheManager()
    closing.push(cache)
    expect(cacheTools({ cache }).map(({ name }) => name)).toEqual([
      'cache_get_stats',
      'cache_invalidate',
      'cache_warming_status',
    ])
  })
})
