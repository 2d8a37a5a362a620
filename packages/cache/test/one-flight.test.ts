import { createMemoryStore, GraphFailure, wrapStore } from '@graphkeep/core'
import { manualClock } from '@graphkeep/core/testing'
import { describe, expect, it } from 'vitest'

import { ada, countingOrigin, gatedOrigin, keyOf, openRig, settle, short } from './support/rig.ts'

describe('one flight in a process', () => {
  it('makes one fetch for 1,000 concurrent misses', async () => {
    const { cache } = openRig()
    const origin = countingOrigin(async (call) => {
      await settle()
      return call
    })
    const answers = await Promise.all(
      Array.from({ length: 1_000 }, () => cache.getOrFetch(keyOf('a'), origin.fetch)),
    )
    expect(origin.calls).toBe(1)
    expect(new Set(answers.map(({ value }) => value))).toEqual(new Set([1]))
    expect((await cache.stats()).counters).toMatchObject({ fetches: 1, joined: 999, misses: 1_000 })
  })

  it('makes one refresh for 1,000 stale reads', async () => {
    const { cache, clock } = openRig()
    const origin = gatedOrigin<number>()
    await cache.getOrFetch(keyOf('a'), async () => 0, { policy: short })
    await clock.advance(10_000)
    const read = () => cache.getOrFetch(keyOf('a'), origin.fetch, { policy: short })
    const answers = await Promise.all(Array.from({ length: 1_000 }, read))
    expect(answers.every(({ freshness }) => freshness.state === 'stale')).toBe(true)
    await settle()
    expect(origin.gates).toHaveLength(1)
  })

  it('reads the store once for concurrent reads of one key', async () => {
    const clock = manualClock()
    const inner = createMemoryStore({ clock })
    let gets = 0
    const store = wrapStore(inner, {
      get(...args) {
        gets += 1
        return inner.get(...args)
      },
    })
    await openRig({ store: inner }, clock).cache.set(keyOf('a'), 1)
    const { cache } = openRig({ store }, clock)
    const read = () => cache.getOrFetch(keyOf('a'), async () => 2)
    const answers = await Promise.all(Array.from({ length: 100 }, read))
    expect(gets).toBe(1)
    expect(answers.every(({ value, freshness }) => value === 1 && freshness.source === 'store')).toBe(true)
  })

  it('gives every caller the one error', async () => {
    const { cache } = openRig()
    const failure = new GraphFailure('Busy', { status: 503 })
    const origin = countingOrigin(() => settle().then(() => Promise.reject(failure)))
    const reads = Array.from({ length: 10 }, () => cache.getOrFetch(keyOf('a'), origin.fetch))
    for (const result of await Promise.allSettled(reads)) expect(result).toMatchObject({ reason: failure })
    expect(origin.calls).toBe(1)
  })

  it('goes on for the others when one caller leaves, and ends when all have left', async () => {
    const { cache } = openRig()
    const origin = gatedOrigin<number>()
    const [first, second] = [new AbortController(), new AbortController()]
    const reads = [first, second].map(({ signal }) => cache.getOrFetch(keyOf('a'), origin.fetch, { signal }))
    await settle()
    first.abort(new Error('first left'))
    await expect(reads[0]).rejects.toThrow('first left')
    expect(origin.gates[0]?.signal.aborted).toBe(false)
    second.abort(new Error('second left'))
    await expect(reads[1]).rejects.toThrow('second left')
    expect(origin.gates[0]?.signal.aborted).toBe(true)
    expect((await cache.getOrFetch(keyOf('a'), async () => 'new')).value).toBe('new')
  })

  it('does not begin for a caller who has left already', async () => {
    const { cache } = openRig()
    const origin = countingOrigin(() => 1)
    const signal = AbortSignal.abort(new Error('left'))
    await expect(cache.getOrFetch(keyOf('a'), origin.fetch, { signal })).rejects.toThrow('left')
    expect(origin.calls).toBe(0)
  })

  it('ends a fetch that takes too long, even one that does not listen', async () => {
    const { cache, clock } = openRig({ fetchTimeoutMs: 1_000 })
    const origin = gatedOrigin<number>()
    const read = cache.getOrFetch(keyOf('a'), origin.fetch)
    const failed = expect(read).rejects.toMatchObject({ name: 'TimeoutError' })
    await clock.advance(1_000)
    await failed
    expect(origin.gates[0]?.signal.aborted).toBe(true)
  })

  it('is not joined by a read that begins after an invalidation', async () => {
    const { cache } = openRig()
    const origin = gatedOrigin<string>()
    const before = cache.getOrFetch(keyOf('a'), origin.fetch, { tags: ['t'] })
    await settle()
    await cache.invalidate(ada, { tags: ['t'] }, 'test')
    const after = cache.getOrFetch(keyOf('a'), origin.fetch, { tags: ['t'] })
    await settle()
    expect(origin.gates).toHaveLength(2)
    origin.gates[1]?.resolve('new')
    expect((await after).value).toBe('new')
    origin.gates[0]?.resolve('old')
    expect((await before).value).toBe('old')
    expect((await cache.get(keyOf('a')))?.value).toBe('new')
  })
})

describe('one flight in a cluster', () => {
  const openTwo = () => {
    const clock = manualClock()
    const store = createMemoryStore({ clock })
    return { clock, a: openRig({ store }, clock).cache, b: openRig({ store }, clock).cache }
  }

  it('makes one fetch for the concurrent misses of several processes', async () => {
    const clock = manualClock()
    const store = createMemoryStore({ clock })
    const processes = Array.from({ length: 4 }, () => openRig({ store }, clock).cache)
    const origin = countingOrigin((call) => clock.sleep(300).then(() => call))
    const reads = processes.flatMap((cache) =>
      Array.from({ length: 250 }, () => cache.getOrFetch(keyOf('a'), origin.fetch)),
    )
    await clock.advance(1_000)
    const answers = await Promise.all(reads)
    expect(origin.calls).toBe(1)
    expect(answers.filter(({ freshness }) => freshness.source === 'store')).toHaveLength(750)
  })

  it('looks into the store again after it has got the lease', async () => {
    const clock = manualClock()
    const inner = createMemoryStore({ clock })
    const other = openRig({ store: inner }, clock).cache
    const late = wrapStore(inner, {
      async lease(...args) {
        await other.set(keyOf('a'), 'of the other')
        return inner.lease(...args)
      },
    })
    const origin = countingOrigin(() => 'own')
    const { value } = await openRig({ store: late }, clock).cache.getOrFetch(keyOf('a'), origin.fetch)
    expect(value).toBe('of the other')
    expect(origin.calls).toBe(0)
  })

  it('takes no read that began before it got the lease for that second look', async () => {
    const clock = manualClock()
    const shared = createMemoryStore({ clock })
    const [leased, read] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()]
    let gets = 0
    const store = wrapStore(shared, {
      async lease(...args) {
        await leased.promise
        return shared.lease(...args)
      },
      async get(...args) {
        const entry = await shared.get(...args)
        if (++gets === 2) await read.promise
        return entry
      },
    })
    const { cache } = openRig({ store }, clock)
    const origin = countingOrigin(() => 'own')
    const first = cache.getOrFetch(keyOf('a'), origin.fetch)
    await settle()
    const second = cache.getOrFetch(keyOf('a'), origin.fetch)
    await settle()
    await openRig({ store: shared }, clock).cache.set(keyOf('a'), 'of the other')
    leased.resolve()
    await settle()
    read.resolve()
    expect((await first).value).toBe('of the other')
    expect((await second).value).toBe('of the other')
    expect(origin.calls).toBe(0)
  })

  it('is only delayed by a holder that died', async () => {
    const clock = manualClock()
    const store = createMemoryStore({ clock })
    await store.lease(ada, `${keyOf('a').key}@0`, 5_000)
    const { cache } = openRig({ store, leaseMs: 5_000 }, clock)
    const read = cache.getOrFetch(keyOf('a'), async () => 1)
    await clock.advance(4_000)
    expect(await Promise.race([read, 'waiting'])).toBe('waiting')
    await clock.advance(1_500)
    expect((await read).value).toBe(1)
  })

  it('is only delayed by a store that never frees a lease', async () => {
    const clock = manualClock()
    const store = wrapStore(createMemoryStore({ clock }), { lease: async () => undefined })
    const { cache } = openRig({ store, leaseMs: 5_000 }, clock)
    const read = cache.getOrFetch(keyOf('a'), async () => 1)
    await clock.advance(5_500)
    expect((await read).value).toBe(1)
  })

  it('passes the fetch on when its holder fails', async () => {
    const { a, b, clock } = openTwo()
    const failing = a.getOrFetch(keyOf('a'), () =>
      clock.sleep(100).then(() => Promise.reject(new Error('no'))),
    )
    await settle()
    const other = b.getOrFetch(keyOf('a'), async () => 'of b')
    const failed = expect(failing).rejects.toThrow('no')
    await clock.advance(500)
    await failed
    expect((await other).value).toBe('of b')
  })

  it('lets no reader of a stale value wait for the process that refreshes it', async () => {
    const { a, b, clock } = openTwo()
    const origin = gatedOrigin<string>()
    await a.getOrFetch(keyOf('a'), async () => 'old', { policy: short })
    await b.getOrFetch(keyOf('a'), async () => 'never', { policy: short })
    await clock.advance(10_000)
    await a.getOrFetch(keyOf('a'), origin.fetch, { policy: short })
    await settle()
    const stale = await b.getOrFetch(keyOf('a'), origin.fetch, { policy: short })
    await settle()
    expect(stale).toMatchObject({ value: 'old', freshness: { state: 'stale' } })
    expect(origin.gates).toHaveLength(1)
    origin.gates[0]?.resolve('new')
    await settle()
    await b.getOrFetch(keyOf('a'), origin.fetch, { policy: short })
    await settle()
    expect((await b.getOrFetch(keyOf('a'), origin.fetch, { policy: short })).value).toBe('new')
    expect(origin.gates).toHaveLength(1)
  })

  it('is not waited for by a read that begins after an invalidation', async () => {
    const { a, b } = openTwo()
    const origin = gatedOrigin<string>()
    const old = a.getOrFetch(keyOf('a'), origin.fetch)
    await settle()
    await a.invalidate(ada, { tags: ['t'] }, 'test')
    expect((await b.getOrFetch(keyOf('a'), async () => 'new')).value).toBe('new')
    origin.gates[0]?.resolve('old')
    await old
  })

  it('is not waited for by a read that wants to ask the origin now', async () => {
    const { a, b } = openTwo()
    const origin = gatedOrigin<string>()
    void a.getOrFetch(keyOf('a'), origin.fetch)
    await settle()
    expect((await b.getOrFetch(keyOf('a'), async () => 'now', { freshness: 'fresh' })).value).toBe('now')
    origin.gates[0]?.resolve('later')
  })
})
