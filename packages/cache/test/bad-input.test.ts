import { type CachePolicy, createMemoryStore, wrapStore } from '@graphkeep/core'
import { manualClock } from '@graphkeep/core/testing'
import { describe, expect, it } from 'vitest'

import { createCacheManager } from '../src/index.ts'
import { ada, keyOf, openRig, short } from './support/rig.ts'

let deep: unknown = 1
for (let level = 0; level < 100_000; level++) deep = [deep]
const cycle: Record<string, unknown> = {}
cycle['self'] = cycle

const notJson: readonly [what: string, value: unknown][] = [
  ['a function', () => 1],
  ['a symbol', Symbol('x')],
  ['a bigint', 1n],
  ['undefined', undefined],
  ['a date', { at: new Date(0) }],
  ['a map', [new Map()]],
  ['NaN', { n: Number.NaN }],
  ['a cycle', cycle],
  ['more levels than the stack has room for', deep],
]

describe('a value that is not JSON', () => {
  for (const [what, value] of notJson) {
    it(`is a TypeError that names the place, and leaves what was there: ${what}`, async () => {
      const { cache, store } = openRig()
      await cache.set(keyOf('a'), 'before', { policy: short })
      await expect(cache.set(keyOf('a'), value)).rejects.toThrow(
        /^The value to cache.* is (not JSON but|nested) /,
      )
      const fetched = cache.getOrFetch(keyOf('b'), async () => value)
      await expect(fetched).rejects.toThrow(TypeError)
      expect(cache.peek(keyOf('a'))?.value).toBe('before')
      expect(await store.size()).toMatchObject({ entries: 1 })
    })
  }
})

describe('a value of 100 MB', () => {
  it('is kept in the store, not in memory, and comes back whole', async () => {
    const { cache } = openRig()
    const text = 'x'.repeat(100_000_000)
    await cache.set(keyOf('a'), [text])
    await cache.set(keyOf('b'), 1)
    const back = await cache.get<readonly string[]>(keyOf('a'))
    expect(back?.freshness.source).toBe('store')
    expect(back?.value[0] === text).toBe(true)
    const { memory, counters } = await cache.stats()
    expect(memory.entries).toBe(1)
    expect(counters.bytesStored).toBeLessThan(counters.bytesEncoded / 100)
  })
})

describe('a value of a megabyte', () => {
  it('lets others go on while it is taken in', async () => {
    await using cache = createCacheManager()
    let turns = 0
    const count = () => {
      turns += 1
      immediate = setImmediate(count)
    }
    let immediate = setImmediate(count)
    await cache.set(keyOf('small'), 1)
    expect(turns).toBe(0)
    await cache.set(keyOf('large'), 'x'.repeat(1_000_000))
    clearImmediate(immediate)
    expect(turns).toBeGreaterThanOrEqual(1)
    expect((cache.peek<string>(keyOf('large'))?.value ?? '').length).toBe(1_000_000)
  })
})

describe('a key', () => {
  it('of 10 kB, none, half a character or another type is a TypeError that says how to make one', async () => {
    const { cache } = openRig()
    for (const key of ['k'.repeat(10_000), '', '\ud800', undefined, 7]) {
      const wrong = { ...keyOf('a'), key: key as string }
      for (const call of [cache.get(wrong), cache.getRaw(wrong), cache.set(wrong, 1)])
        await expect(call).rejects.toThrow(/requestKey makes such ones/)
      await expect(cache.getOrFetch(wrong, async () => 1)).rejects.toThrow(TypeError)
      expect(() => cache.peek(wrong)).toThrow(TypeError)
    }
  })
})

describe('a tag with half a character in it', () => {
  it('is invalidated in every process all the same, and keeps no later invalidation from the store', async () => {
    const clock = manualClock()
    const inner = createMemoryStore({ clock })
    // As a store does that writes UTF-8.
    const store = wrapStore(inner, {
      invalidate: async (scope, target, ...rest) => {
        if (target.tags?.some((tag) => !tag.isWellFormed())) throw new TypeError('Not UTF-8')
        return inner.invalidate(scope, target, ...rest)
      },
    })
    const [a, b] = [openRig({ store }, clock), openRig({ store }, clock)]
    const tags = ['email:item:\ud800', 'email:item:B'] as const
    for (const tag of tags) await b.cache.set(keyOf(tag.toWellFormed()), 1, { tags: [tag] })
    for (const tag of tags) await a.cache.invalidate(ada, { tags: [tag] }, 'test')
    for (const tag of tags) expect(await b.cache.get(keyOf(tag.toWellFormed()))).toBeUndefined()
    expect(a.degraded).toEqual([])
    await expect(a.cache.invalidate(ada, { prefix: '\ud800' }, 'test')).rejects.toThrow(TypeError)
  })
})

describe('a policy', () => {
  const wrong: readonly Partial<CachePolicy>[] = [
    { freshMs: -1 },
    { freshMs: Number.NaN },
    { staleMs: 5 },
    { graceMs: Number.POSITIVE_INFINITY },
    { jitter: 2 },
    { freshMs: '10' as unknown as number, staleMs: Number.NaN },
  ]
  it('that falls, never ends or is no number is a TypeError, before anything is fetched', async () => {
    for (const change of wrong) {
      const { cache } = openRig()
      const policy = { ...short, ...change }
      const fetch = () => Promise.reject(new Error('It was fetched'))
      await expect(cache.getOrFetch(keyOf('a'), fetch, { policy })).rejects.toThrow(TypeError)
      expect(() => openRig({ policies: { calendar: policy } })).toThrow(/"calendar"/)
    }
  })
})

describe('a clock that jumps', () => {
  it('ahead makes values older, back makes none younger than they were', async () => {
    const { cache, clock } = openRig()
    await cache.set(keyOf('a'), 1, { policy: short })
    await clock.jump(15_000)
    expect(cache.peek(keyOf('a'))?.freshness).toMatchObject({ state: 'stale', ageSeconds: 15 })
    await clock.jump(-18_000)
    expect(cache.peek(keyOf('a'))?.freshness.ageSeconds).toBe(0)
    await clock.jump(-10_000)
    expect(cache.peek(keyOf('a'))).toBeUndefined()
    expect((await cache.getOrFetch(keyOf('a'), async () => 2)).value).toBe(2)
  })
})
