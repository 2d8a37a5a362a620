import { createKeyRing, createMemoryStore, type Store, wrapStore } from '@graphkeep/core'
import { faultyStore, manualClock, type StoreFault, type StoreOperation } from '@graphkeep/core/testing'
import { describe, expect, it } from 'vitest'

import { createSealer } from '../src/index.ts'
import { ada, countingOrigin, keyOf, openRig, settle, short } from './support/rig.ts'

const operations: readonly StoreOperation[] = [
  'get',
  'set',
  'delete',
  'clear',
  'invalidate',
  'invalidations',
  'lease',
  'size',
  'sweep',
]
const faults: readonly StoreFault[] = [
  { kind: 'fail' },
  { kind: 'lost' },
  { kind: 'hang' },
  { kind: 'slow', ms: 1_500 },
]
const cases = operations.flatMap((operation) => faults.map((fault) => [operation, fault] as const))

describe('a store that is out of order', () => {
  it.each(cases)('never becomes the caller’s failure (%s, %o)', async (broken, fault) => {
    const clock = manualClock()
    const inner = createMemoryStore({ clock })
    const store = faultyStore(inner, (operation) => (operation === broken ? fault : undefined), { clock })
    const { cache, degraded } = openRig({ store }, clock)
    const work = (async () => {
      expect((await cache.getOrFetch(keyOf('a'), async () => 1, { tags: ['t'] })).value).toBe(1)
      await cache.set(keyOf('b'), 2)
      await cache.get(keyOf('c'))
      await cache.invalidate(ada, { tags: ['t'] }, 'test')
      expect((await cache.getOrFetch(keyOf('a'), async () => 3, { tags: ['t'] })).value).toBe(3)
      await cache.sweep()
      await cache.stats()
      await cache.disconnect(ada)
      await cache.close()
    })()
    await clock.advance(120_000)
    await work
    if (fault.kind !== 'slow' && broken !== 'delete') {
      expect(degraded).toContainEqual({ store: 'memory', operation: broken, code: 'ERR_STORE_UNAVAILABLE' })
    }
  })

  it('is waited for once when it hangs, then left alone, and used again when it answers', async () => {
    let now: StoreFault | undefined = { kind: 'hang' }
    const clock = manualClock()
    const store = faultyStore(createMemoryStore({ clock }), () => now, { clock })
    const { cache, degraded } = openRig({ store }, clock)
    const first = cache.getOrFetch(keyOf('a'), async () => 1)
    await clock.advance(2_000)
    expect((await first).value).toBe(1)
    for (let read = 0; read < 100; read++) await cache.getOrFetch(keyOf(`b${read}`), async () => 2)
    expect(degraded).toHaveLength(1)

    now = undefined
    await clock.advance(2_000)
    await cache.getOrFetch(keyOf('c'), async () => 3)
    expect((await openRig({ store }, clock).cache.get(keyOf('c')))?.value).toBe(3)
  })

  it('is left alone no longer when many calls hang together', async () => {
    let now: StoreFault | undefined = { kind: 'hang' }
    const clock = manualClock()
    const store = faultyStore(createMemoryStore({ clock }), () => now, { clock })
    const { cache } = openRig({ store }, clock)
    const reads = Array.from({ length: 50 }, (_, n) => cache.getOrFetch(keyOf(`${n}`), async () => n))
    await clock.advance(2_000)
    await Promise.all(reads)
    now = undefined
    await clock.advance(2_000)
    await cache.getOrFetch(keyOf('again'), async () => 1)
    expect((await openRig({ store }, clock).cache.get(keyOf('again')))?.value).toBe(1)
  })

  it('is left alone for longer each time it hangs again, for half a minute at most', async () => {
    const clock = manualClock()
    const store = faultyStore(createMemoryStore({ clock }), () => ({ kind: 'hang' }), { clock })
    const { cache, degraded } = openRig({ store }, clock)
    const reading = (async () => {
      for (let second = 0; second < 300; second++) {
        await cache.get(keyOf('a'))
        await clock.sleep(1_000)
      }
    })()
    await clock.advance(400_000)
    await reading
    expect(degraded.length).toBeGreaterThan(9)
    expect(degraded.length).toBeLessThan(16)
  })

  it('serves from memory by what was last known of other processes', async () => {
    let now: StoreFault | undefined
    const clock = manualClock()
    const store = faultyStore(createMemoryStore({ clock }), () => now, { clock })
    const { cache } = openRig({ store }, clock)
    const origin = countingOrigin((call) => call)
    await cache.getOrFetch(keyOf('a'), origin.fetch)
    now = { kind: 'fail' }
    const answer = await cache.getOrFetch(keyOf('a'), origin.fetch)
    expect(answer).toMatchObject({ value: 1, freshness: { source: 'memory' } })
    expect((await cache.stats()).counters.storeFailures).toBeGreaterThan(0)
    expect((await cache.stats()).store).toBeUndefined()
  })

  it('may throw where it should reject, and throw what is no error', async () => {
    const throwing = () => {
      throw 'a text'
    }
    const store = wrapStore(createMemoryStore(), { get: throwing, invalidations: throwing, lease: throwing })
    const { cache, degraded } = openRig({ store })
    expect((await cache.getOrFetch(keyOf('a'), async () => 1)).value).toBe(1)
    expect(degraded[0]).toMatchObject({ operation: 'invalidations', code: 'ERR_UNEXPECTED' })
  })
})

describe('a stored value that is not what it was', () => {
  const sealer = createSealer(createKeyRing([new Uint8Array(32).fill(1)]))
  const change = async (store: Store, alter: (value: Uint8Array) => Uint8Array) => {
    const row = await store.get(ada, keyOf('a').key)
    if (row) await store.set(ada, keyOf('a').key, { ...row, value: alter(row.value) })
  }
  const large = { text: 'x'.repeat(20_000) }

  it.each([
    ['a flipped bit', (value: Uint8Array) => value.map((byte, at) => (at === 9 ? byte ^ 1 : byte))],
    ['a missing end', (value: Uint8Array) => value.subarray(0, -3)],
    ['nothing but its header', (value: Uint8Array) => value.subarray(0, 1)],
    ['a text that is not JSON', () => Buffer.from('\u0001{"a":\n')],
    ['a text that is not UTF-8', () => Buffer.from([1, 0x22, 0xff, 0x22, 0x0a])],
  ])('is a miss, is removed and reported: %s', async (_name, alter) => {
    const { cache, store, clock } = openRig()
    await cache.set(keyOf('a'), large)
    await change(store, alter)
    const { cache: reader, degraded } = openRig({ store }, clock)
    expect((await reader.getOrFetch(keyOf('a'), async () => 'fetched', { freshness: 'any' })).value).toBe(
      'fetched',
    )
    expect(degraded).toEqual([{ store: 'memory', operation: 'decode', code: 'ERR_CORRUPT_VALUE' }])
  })

  it('is a miss, is removed and reported, when its seal does not open', async () => {
    const { cache, store, clock } = openRig({ sealer })
    await cache.set(keyOf('a'), large)
    await change(store, (value) => value.map((byte, at) => (at === 40 ? byte ^ 1 : byte)))
    const { cache: reader, degraded } = openRig({ store, sealer }, clock)
    expect(await reader.get(keyOf('a'))).toBeUndefined()
    expect(degraded).toEqual([{ store: 'memory', operation: 'get', code: 'ERR_DECRYPTION_FAILED' }])
    expect(await store.size()).toMatchObject({ entries: 0 })
  })

  it('is left to a later version when its format is not known, and is a miss', async () => {
    const { cache, store, clock } = openRig()
    await cache.set(keyOf('a'), large)
    await change(store, () => Uint8Array.of(0xf2, 1, 2, 3))
    const { cache: reader, degraded } = openRig({ store }, clock)
    expect(await reader.get(keyOf('a'))).toBeUndefined()
    expect(degraded).toEqual([])
    expect(await store.size()).toMatchObject({ entries: 1 })
  })

  it('is a miss when its times are not numbers', async () => {
    const { cache, store, clock } = openRig()
    await cache.set(keyOf('a'), 1)
    const row = await store.get(ada, keyOf('a').key)
    const broken = wrapStore(store, { get: async () => row && { ...row, fetchedAt: Number.NaN } })
    const reader = openRig({ store: broken }, clock).cache
    expect((await reader.getOrFetch(keyOf('a'), async () => 2)).value).toBe(2)
  })
})

describe('closing', () => {
  it('waits for a refresh that runs, and keeps what it brings', async () => {
    const clock = manualClock()
    const store = createMemoryStore({ clock })
    const kept = wrapStore(store, { [Symbol.asyncDispose]: async () => {} })
    const { cache } = openRig({ store: kept }, clock)
    await cache.getOrFetch(keyOf('a'), async () => 1, { policy: short })
    await clock.advance(10_000)
    await cache.getOrFetch(keyOf('a'), () => clock.sleep(500).then(() => 2), { policy: short })
    await settle()
    const closing = cache.close()
    await clock.advance(500)
    await closing
    expect((await openRig({ store }, clock).cache.get(keyOf('a')))?.value).toBe(2)
  })

  it('closes the store, may be done twice, and leaves a cache that only fetches', async () => {
    const { cache, store, degraded } = openRig()
    await Promise.all([cache.close(), cache.close(), cache[Symbol.asyncDispose]()])
    await expect(store.size()).rejects.toMatchObject({ code: 'ERR_STORE_UNAVAILABLE' })
    expect((await cache.getOrFetch(keyOf('a'), async () => 1)).value).toBe(1)
    expect(degraded).toEqual([])
  })
})
