import { createMemoryStore, wrapStore } from '@graphkeep/core'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'

import { createCacheManager } from '../src/index.ts'
import { ada, keyOf, openRig, short } from './support/rig.ts'

describe('the raw path', () => {
  it('gives the text of every value, the same from memory and from the store', async () => {
    const { cache, clock, store } = openRig()
    await fc.assert(
      fc.asyncProperty(fc.jsonValue(), async (value) => {
        await cache.set(keyOf('a'), value)
        const other = openRig({ store }, clock).cache
        const [near, far] = [await cache.getRaw(keyOf('a')), await other.getRaw(keyOf('a'))]
        expect([near?.freshness.source, far?.freshness.source]).toEqual(['memory', 'store'])
        expect(near?.value).toBe(JSON.stringify(value))
        expect(far?.value).toBe(near?.value)
      }),
      { numRuns: 50 },
    )
  })

  it('labels and counts its answers, and takes nothing into memory', async () => {
    const { cache, clock, store } = openRig()
    await cache.set(keyOf('a'), { n: 1 }, { policy: short })
    const other = openRig({ store }, clock).cache
    for (const state of ['fresh', 'stale', 'grace']) {
      expect((await other.getRaw(keyOf('a')))?.freshness).toMatchObject({ state, source: 'store' })
      await clock.advance(10_000)
    }
    expect(await other.getRaw(keyOf('b'))).toBeUndefined()
    const { counters, memory } = await other.stats()
    expect(counters).toMatchObject({ storeHits: 3, misses: 1, bytesServed: 21 })
    expect(memory.entries).toBe(0)
  })

  it('gives nothing that was invalidated, nor what a clock that was put back makes doubtful', async () => {
    const { cache, clock, store } = openRig()
    await cache.set(keyOf('a'), 1, { tags: ['t'] })
    const other = openRig({ store }, clock).cache
    await clock.jump(-60_000)
    expect(await other.getRaw(keyOf('a'))).toBeUndefined()
    await clock.jump(60_000)
    expect((await other.getRaw(keyOf('a')))?.value).toBe('1')
    await cache.invalidate(ada, { tags: ['t'] }, 'test')
    for (const each of [cache, other]) expect(await each.getRaw(keyOf('a'))).toBeUndefined()
  })

  it('is a miss, told and removed, where the store holds damaged bytes', async () => {
    const { cache, clock, store } = openRig()
    await cache.set(keyOf('a'), 'x'.repeat(20_000))
    const entry = await store.get(ada, keyOf('a').key)
    if (!entry) throw new Error('It was not stored')
    await store.set(ada, keyOf('a').key, {
      ...entry,
      value: entry.value.map((byte, at) => (at > 9 ? 0 : byte)),
    })
    const { cache: reader, degraded } = openRig({ store }, clock)
    expect(await reader.getRaw(keyOf('a'))).toBeUndefined()
    expect(degraded).toMatchObject([{ operation: 'decode', code: 'ERR_CORRUPT_VALUE' }])
    expect(await store.get(ada, keyOf('a').key)).toBeUndefined()
  })

  it('is a miss while the store fails', async () => {
    const failing = wrapStore(createMemoryStore(), { get: () => Promise.reject(new Error('broken')) })
    await using cache = createCacheManager({ store: failing, memoryBytes: 1 })
    await cache.set(keyOf('a'), 1)
    expect(await cache.getRaw(keyOf('a'))).toBeUndefined()
  })
})
