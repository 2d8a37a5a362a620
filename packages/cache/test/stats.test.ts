import { GraphFailure, type GraphkeepEvents } from '@graphkeep/core'
import { describe, expect, it } from 'vitest'

import { ada, bob, keyOf, openRig, settle, short } from './support/rig.ts'

describe('what a cache counts', () => {
  it('counts every lookup once, as a hit of a tier or a miss, in all and by family', async () => {
    const { cache, clock, store } = openRig()
    const since = clock.now()
    expect((await cache.stats()).hitRatio).toBeUndefined()
    const key = (family: string) => ({ scope: ada, key: `${family}:get:1` })
    const read = (family: string, fetch = async () => ({ n: 1 })) =>
      cache.getOrFetch(key(family), fetch, { policy: short })
    await read('email')
    await read('email')
    await openRig({ store }, clock).cache.set(key('file'), 2)
    await read('file')
    await cache.get(key('none'))
    await clock.advance(10_000)
    await read('email')
    await settle()
    await clock.advance(20_000)
    await read('email', () => Promise.reject(new GraphFailure('x', { status: 503 })))
    await read('gone', () => Promise.reject(new Error('x'))).catch(() => undefined)
    await cache.invalidate(ada, { tags: ['t'] }, 'test')

    const stats = await cache.stats()
    expect(stats.families['email']).toMatchObject({
      memoryHits: 2,
      misses: 2,
      stale: 1,
      grace: 1,
      fetches: 3,
    })
    expect(stats.families['file']).toMatchObject({ storeHits: 1, misses: 0 })
    expect(stats.families['none']).toMatchObject({ misses: 1, fetches: 0 })
    expect(stats.counters).toMatchObject({
      memoryHits: 2,
      storeHits: 1,
      misses: 4,
      fetches: 4,
      fetchFailures: 2,
      invalidations: 1,
      refreshes: 1,
      refreshFailures: 0,
      bytesServed: 7 + 7 + 1,
      bytesEncoded: 14,
      bytesStored: 18,
    })
    expect(stats.hitRatio).toBe(3 / 7)
    expect(stats.saved).toEqual({ requests: 3, bytes: 15 })
    expect(stats.store).toMatchObject({ name: 'memory', entries: 2 })
    expect(stats.since).toBe(since)
  })

  it('counts for each scope what was asked in it, and for nobody else', async () => {
    const { cache } = openRig()
    for (const scope of [ada, ada, ada, bob]) await cache.getOrFetch(keyOf('a', scope), async () => 1)
    expect(await cache.stats(ada)).toMatchObject({ counters: { memoryHits: 2, misses: 1 }, hitRatio: 2 / 3 })
    expect(await cache.stats(bob)).toMatchObject({ families: { email: { memoryHits: 0, misses: 1 } } })
    await cache.disconnect(ada)
    expect((await cache.stats(ada)).families).toEqual({})
    expect((await cache.stats()).counters).toMatchObject({ memoryHits: 2, misses: 2 })
  })

  it('tells of every answer where it came from, in which state, and how long its caller waited', async () => {
    const { cache, clock } = openRig()
    const read = (fetch: () => Promise<number>) => cache.getOrFetch(keyOf('a'), fetch, { policy: short })
    await read(async () => 1)
    await read(async () => 1)
    await clock.advance(10_000)
    await read(() => Promise.reject(new GraphFailure('x', { status: 503 })))
    await settle()
    await clock.advance(10_000)
    await read(() => Promise.reject(new GraphFailure('x', { status: 503 })))
    const { served, counters } = await cache.stats()
    expect(counters).toMatchObject({ refreshes: 0, refreshFailures: 1 })
    expect(served.origin).toMatchObject({ fresh: 1, stale: 0, grace: 0 })
    expect(served.memory).toMatchObject({ fresh: 1, stale: 1, grace: 1 })
    for (const [source, answers] of [
      ['origin', 1],
      ['memory', 3],
      ['store', 0],
    ] as const) {
      const { counts, bounds, sumMs } = served[source].latency
      expect(counts.reduce((sum, count) => sum + count)).toBe(answers)
      expect(counts).toHaveLength(bounds.length + 1)
      expect(sumMs > 0).toBe(answers > 0)
    }
  })

  it('keeps a record of what was invalidated and why, the newest first', async () => {
    const { cache } = openRig()
    await cache.invalidate(ada, { tags: ['t'] }, 'email_move')
    await cache.invalidate(ada, { pattern: 'email:*:inbox' }, 'webhook')
    expect(await cache.history(ada, 10)).toMatchObject([
      { sequence: 2, cause: 'webhook', target: { pattern: 'email:*:inbox' } },
      { sequence: 1, cause: 'email_move', target: { tags: ['t'] } },
    ])
    expect(await cache.history(bob, 10)).toEqual([])
  })

  it('counts the families from the hundred and first on as one', async () => {
    const { cache } = openRig()
    for (let n = 0; n < 150; n++) await cache.get({ scope: ada, key: `family${n}:get:1` })
    const { families } = await cache.stats()
    expect(Object.keys(families)).toHaveLength(101)
    expect(families['other']?.misses).toBe(50)
  })
})

describe('what a cache tells', () => {
  it('tells of answers, invalidations and refreshes without a key, a value or a message', async () => {
    const { cache, clock, events } = openRig()
    const told: [string, unknown][] = []
    const listen = <name extends keyof GraphkeepEvents>(name: name) =>
      events.on(name, (event) => told.push([name, event]))
    for (const name of ['cache.answer', 'cache.invalidated', 'cache.refreshed'] as const) listen(name)
    const read = (fetch: () => Promise<string>) => cache.getOrFetch(keyOf('secret'), fetch, { policy: short })
    await read(async () => 'canary')
    await clock.advance(10_000)
    await read(async () => 'canary')
    await settle()
    await clock.advance(10_000)
    await read(() => Promise.reject(new Error('canary')))
    await settle()
    await cache.invalidate(ada, { tags: ['canary', 'other'] }, 'email_move')
    const family = 'email'
    const ms = expect.any(Number)
    expect(told).toEqual([
      ['cache.answer', { family, state: 'fresh', source: 'origin', ageMs: 0, ms }],
      ['cache.answer', { family, state: 'stale', source: 'memory', ageMs: 10_000, ms }],
      ['cache.refreshed', { family, outcome: 'stored' }],
      ['cache.answer', { family, state: 'stale', source: 'memory', ageMs: 10_000, ms }],
      ['cache.refreshed', { family, outcome: 'failed' }],
      ['cache.invalidated', { cause: 'email_move', tags: 2 }],
    ])
    expect(JSON.stringify(told)).not.toMatch(/canary|secret/)
  })
})
