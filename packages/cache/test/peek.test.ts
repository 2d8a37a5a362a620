import { createMemoryStore, wrapStore } from '@graphkeep/core'
import { faultyStore, manualClock } from '@graphkeep/core/testing'
import { describe, expect, it } from 'vitest'

import { createCacheManager } from '../src/index.ts'
import { ada, bob, keyOf, openRig, short } from './support/rig.ts'

describe('peek', () => {
  it('gives at once what memory has, with its label, and counts it as a hit', async () => {
    const { cache, clock } = openRig()
    expect(cache.peek(keyOf('a'))).toBeUndefined()
    await cache.set(keyOf('a'), { n: 1 }, { policy: short })
    expect(cache.peek(keyOf('a', bob))).toBeUndefined()
    for (const state of ['fresh', 'stale', 'grace']) {
      expect(cache.peek(keyOf('a'))).toMatchObject({
        value: { n: 1 },
        freshness: { state, source: 'memory' },
      })
      await clock.advance(10_000)
    }
    expect((await cache.stats()).counters).toMatchObject({ memoryHits: 3, misses: 0 })
    await clock.advance(60_000)
    expect(cache.peek(keyOf('a'))).toBeUndefined()
  })

  it('gives the very object that the other ways of reading give', async () => {
    const { cache } = openRig()
    const { value } = await cache.getOrFetch(keyOf('a'), async () => ({ n: 1 }))
    expect(cache.peek(keyOf('a'))?.value).toBe(value)
  })

  it('knows nothing of what is in the store only, until somebody has read it', async () => {
    const { cache, clock, store } = openRig()
    await cache.set(keyOf('a'), 1)
    const other = openRig({ store }, clock).cache
    expect(other.peek(keyOf('a'))).toBeUndefined()
    await other.get(keyOf('a'))
    expect(other.peek(keyOf('a'))?.value).toBe(1)
  })

  it('gives nothing that any process on the store has invalidated, in the same moment', async () => {
    const clock = manualClock()
    const store = createMemoryStore({ clock })
    const [one, other] = [openRig({ store }, clock).cache, openRig({ store }, clock).cache]
    await one.set(keyOf('a'), 1, { tags: ['t'] })
    await other.get(keyOf('a'))
    const written = one.write({ scope: ada, before: ['t'], cause: 'test', run: async () => {} })
    expect(one.peek(keyOf('a'))).toBeUndefined()
    await written
    expect(other.peek(keyOf('a'))).toBeUndefined()
  })

  it('says nothing about a store that it would have to wait for', async () => {
    const far = wrapStore(createMemoryStore(), {})
    const waiting = wrapStore(far, { invalidations: far.invalidations })
    await using cache = createCacheManager({ store: waiting })
    await cache.set(keyOf('a'), 1)
    expect(cache.peek(keyOf('a'))).toBeUndefined()
    expect((await cache.get(keyOf('a')))?.freshness.source).toBe('memory')
  })

  it('says nothing while the store has not been told what this process invalidated', async () => {
    let down = false
    const clock = manualClock()
    const right = createMemoryStore({ clock })
    const faulty = faultyStore(right, () => (down ? { kind: 'fail' } : undefined), { clock })
    const { invalidationsNow } = right
    const store = wrapStore(faulty, { ...(invalidationsNow && { invalidationsNow }) })
    const { cache } = openRig({ store }, clock)
    await cache.set(keyOf('a'), 1, { tags: ['t'] })
    await cache.set(keyOf('b'), 2)
    expect(cache.peek(keyOf('b'))?.value).toBe(2)
    down = true
    await cache.invalidate(ada, { tags: ['t'] }, 'test')
    for (const name of ['a', 'b']) expect(cache.peek(keyOf(name))).toBeUndefined()
  })

  it('is a TypeError for a key that is none, and nothing once the cache is closed', async () => {
    const { cache } = openRig()
    await cache.set(keyOf('a'), 1)
    expect(() => cache.peek({ scope: ada, key: '' })).toThrow(TypeError)
    expect(() => cache.peek({ scope: { tenant: 't', account: '' }, key: 'a' })).toThrow(TypeError)
    await cache.close()
    expect(cache.peek(keyOf('a'))).toBeUndefined()
  })
})
