import { GraphFailure } from '@graphkeep/core'
import { attempts } from '@graphkeep/core/testing'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'

import { createCacheManager } from '../src/index.ts'
import { createS3Fifo } from '../src/s3-fifo.ts'
import { ada, bob, keyOf, openRig, short } from './support/rig.ts'

describe('what a process holds in memory', () => {
  it('never weighs more than the limit, whatever is put in', async () => {
    const operations = fc.array(
      fc.record({
        group: fc.constantFrom('A', 'B'),
        id: fc.nat(20).map(String),
        weight: fc.nat(40),
        kind: fc.constantFrom('set', 'set', 'set', 'get', 'get', 'delete', 'drop'),
      }),
      { maxLength: 200 },
    )
    const many = attempts(1000)
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 200 }), operations, (limit, list) => {
        const evicted: Thing[] = []
        const kept = createS3Fifo<Thing>({ limit, onEvict: (thing) => evicted.push(thing) })
        const model = new Map<string, Thing>()
        for (const { group, id, weight, kind } of list) {
          const thing = { name: `${group}${id}`, weight }
          if (kind === 'get') expect(kept.get(group, id)).toBe(model.get(thing.name))
          else if (kind === 'drop')
            for (const name of model.keys()) name.startsWith(group) && model.delete(name)
          else model.delete(thing.name)
          if (kind === 'drop') kept.drop(group)
          if (kind === 'delete') kept.delete(group, id)
          if (kind === 'set') kept.set(group, id, thing, weight)
          if (kind === 'set' && weight <= limit / 8) model.set(thing.name, thing)
          for (const gone of evicted.splice(0)) expect(model.delete(gone.name)).toBe(true)
          expect(new Set(kept.values())).toEqual(new Set(model.values()))
          expect(kept.size).toBe(model.size)
          expect(kept.weight).toBe([...model.values()].reduce((sum, next) => sum + next.weight, 0))
          expect(kept.weight).toBeLessThanOrEqual(limit)
        }
      }),
      { numRuns: many },
    )
  })

  it('never weighs more than the limit, and nothing once all scopes are gone', async () => {
    const steps = fc.array(
      fc.record({
        scope: fc.constantFrom(ada, bob),
        name: fc.nat(30).map(String),
        length: fc.oneof(fc.nat(300), fc.nat(9_000)),
        kind: fc.constantFrom('set', 'set', 'set', 'get', 'invalidate', 'sweep', 'jump', 'disconnect'),
      }),
      { maxLength: 80 },
    )
    await fc.assert(
      fc.asyncProperty(steps, async (list) => {
        const { cache, clock } = openRig({ memoryBytes: 50_000 })
        for (const { scope, name, length, kind } of list) {
          const key = keyOf(name, scope)
          if (kind === 'set') await cache.set(key, 'ä'.repeat(length), { tags: [name], policy: short })
          if (kind === 'get') await cache.get(key)
          if (kind === 'invalidate') await cache.invalidate(scope, { tags: [name] }, 'test')
          if (kind === 'sweep') await cache.sweep()
          if (kind === 'jump') await clock.jump(length * 10 - 30_000)
          if (kind === 'disconnect') await cache.disconnect(scope)
          expect((await cache.stats()).memory.bytes).toBeLessThanOrEqual(50_000)
        }
        for (const scope of [ada, bob]) await cache.disconnect(scope)
        expect((await cache.stats()).memory).toMatchObject({ entries: 0, bytes: 0 })
      }),
      { numRuns: attempts(1000) },
    )
  })

  it('stays under its limit for a cache without a store too, and the store holds nothing', async () => {
    await using cache = createCacheManager({ memoryBytes: 100_000 })
    for (let n = 0; n < 500; n++) await cache.set(keyOf(`${n}`), 'x'.repeat(n * 20))
    const { memory, store, counters } = await cache.stats()
    expect(memory.bytes).toBeLessThanOrEqual(memory.limitBytes)
    expect(memory.entries).toBeGreaterThan(5)
    expect(counters.evictions).toBeGreaterThan(100)
    expect(store).toMatchObject({ entries: 0, bytes: 0 })
  })

  it('does not give way to one value that is larger than an eighth of the limit', async () => {
    const { cache } = openRig({ memoryBytes: 10_000 })
    await cache.set(keyOf('small'), 1)
    await cache.set(keyOf('large'), 'x'.repeat(5_000))
    expect((await cache.stats()).memory.entries).toBe(1)
    expect((await cache.get(keyOf('large')))?.freshness.source).toBe('store')
  })

  it('holds at most a thousand errors of things that do not exist', async () => {
    const { cache } = openRig()
    let calls = 0
    const fail = () => {
      calls += 1
      return Promise.reject(new GraphFailure('Not found', { status: 404 }))
    }
    for (let n = 0; n < 1_100; n++) await cache.getOrFetch(keyOf(`${n}`), fail).catch(() => undefined)
    for (const [n, more] of [
      [1_099, 0],
      [0, 1],
    ]) {
      const before = calls
      await cache.getOrFetch(keyOf(`${n}`), fail).catch(() => undefined)
      expect(calls - before).toBe(more)
    }
  })

  it('forgets scopes that were not used for long, never what makes their values untrue', async () => {
    const { cache } = openRig()
    await cache.set(keyOf('a'), 'old', { tags: ['t'] })
    await cache.invalidate(ada, { tags: ['t'] }, 'test')
    await cache.set(keyOf('b'), 'kept', { tags: ['t'] })
    for (let n = 0; n < 10_001; n++) await cache.get(keyOf('a', { tenant: 't', account: `${n}` }))
    expect(await cache.get(keyOf('a'))).toBeUndefined()
    expect(await cache.get(keyOf('b'))).toMatchObject({ value: 'kept', freshness: { source: 'store' } })
  })
})

describe('eviction', () => {
  it('keeps more of what is in use than LRU, on a Zipf trace with scans through it', () => {
    const trace = zipfWithScans(200_000)
    const kept = createS3Fifo<Thing>({ limit: 1_000, onEvict: () => {} })
    const lru = new Map<string, true>()
    let [keptHits, lruHits] = [0, 0]
    for (const name of trace) {
      if (kept.get('', name)) keptHits += 1
      else kept.set('', name, { name, weight: 1 }, 1)
      if (lru.delete(name)) lruHits += 1
      else if (lru.size >= 1_000) lru.delete(lru.keys().next().value as string)
      lru.set(name, true)
    }
    expect(lruHits / trace.length).toBeGreaterThan(0.3)
    expect(keptHits / trace.length).toBeGreaterThan(lruHits / trace.length + 0.04)
  })
})

describe('eviction of a working set', () => {
  it('does not happen by a scan through ten times the room', () => {
    const kept = createS3Fifo<Thing>({ limit: 1_000, onEvict: () => {} })
    const ask = (name: string) => kept.get('', name) ?? kept.set('', name, { name, weight: 1 }, 1)
    for (let round = 0; round < 3; round++) for (let n = 0; n < 800; n++) ask(`used${n}`)
    for (let n = 0; n < 10_000; n++) ask(`scanned${n}`)
    const left = Array.from({ length: 800 }, (_, n) => kept.get('', `used${n}`)).filter(Boolean)
    expect(left).toHaveLength(800)
  })

  it('keeps most of one that comes round again and again, and is a little larger than the room', () => {
    const kept = createS3Fifo<Thing>({ limit: 1_000, onEvict: () => {} })
    let hits = 0
    for (let n = 0; n < 60_000; n++) {
      const name = String(n % 1_200)
      if (kept.get('', name)) hits += 1
      else kept.set('', name, { name, weight: 1 }, 1)
    }
    expect(hits / 60_000).toBeGreaterThan(0.5)
  })
})

describe('sweeping', () => {
  it('removes what no longer exists from both tiers, and nothing else', async () => {
    const { cache, clock, store } = openRig()
    for (let n = 0; n < 450; n++) await cache.set(keyOf(`short${n}`), n, { policy: short })
    for (let n = 0; n < 50; n++) await cache.set(keyOf(`long${n}`), n)
    for (let n = 0; n < 10; n++) await cache.set(keyOf(`tag${n}`), n, { tags: ['t'] })
    await cache.invalidate(ada, { tags: ['t'] }, 'test')
    await clock.advance(60_000)
    expect(await cache.sweep()).toBe(920)
    expect(await store.size()).toMatchObject({ entries: 50 })
    expect((await cache.stats()).memory.entries).toBe(50)
    expect(await cache.sweep()).toBe(0)
  })
})

interface Thing {
  readonly name: string
  readonly weight: number
}

/** Nine in ten requests follow Zipf's law with exponent 0.9 over 10,000 things; the rest scans through things never seen. */
function zipfWithScans(length: number): readonly string[] {
  const weights = Array.from({ length: 10_000 }, (_, rank) => (rank + 1) ** -0.9)
  const sums: number[] = []
  for (const weight of weights) sums.push((sums.at(-1) ?? 0) + weight)
  const total = sums.at(-1) ?? 0
  let seed = 1
  const random = () => {
    seed = (Math.imul(seed, 1_664_525) + 1_013_904_223) >>> 0
    return seed / 2 ** 32
  }
  const trace: string[] = []
  for (let scanned = 0; trace.length < length; ) {
    if (trace.length % 10_000 < 1_000) trace.push(`scan${scanned++}`)
    else trace.push(String(rankOf(sums, random() * total)))
  }
  return trace
}

function rankOf(sums: readonly number[], sum: number): number {
  let [low, high] = [0, sums.length - 1]
  while (low < high) {
    const middle = (low + high) >> 1
    if ((sums[middle] ?? 0) < sum) low = middle + 1
    else high = middle
  }
  return low
}
