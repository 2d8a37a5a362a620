import { GraphFailure } from '@graphkeep/core'
import { describe, expect, it } from 'vitest'

import { countingOrigin, keyOf, openRig, settle, short } from './support/rig.ts'

const down = new GraphFailure('Busy', { status: 503, retryable: true })

describe('the states of an answer', () => {
  it('says where a value came from, how old it is, and when it ends', async () => {
    const { cache, clock } = openRig()
    const start = clock.now()
    const first = await cache.getOrFetch(keyOf('a'), async () => 1, { policy: short })
    expect(first.freshness).toEqual({
      state: 'fresh',
      source: 'origin',
      ageSeconds: 0,
      fetchedAt: start,
      staleAt: start + 10_000,
      expiresAt: start + 20_000,
    })
    await clock.advance(3_999)
    const second = await cache.getOrFetch(keyOf('a'), async () => 2, { policy: short })
    expect(second).toMatchObject({ value: 1, freshness: { state: 'fresh', source: 'memory', ageSeconds: 3 } })
  })

  it('counts the age from the beginning of the fetch, so that it is never understated', async () => {
    const { cache, clock } = openRig()
    const slow = cache.getOrFetch(keyOf('a'), () => clock.sleep(7_000).then(() => 1), { policy: short })
    await clock.advance(7_000)
    expect((await slow).freshness.ageSeconds).toBe(7)
  })

  it('serves a stale value at once with a reason, and the new one to the next reader', async () => {
    const { cache, clock } = openRig()
    const origin = countingOrigin((call) => call)
    await cache.getOrFetch(keyOf('a'), origin.fetch, { policy: short })
    await clock.advance(10_000)
    const stale = await cache.getOrFetch(keyOf('a'), origin.fetch, { policy: short })
    expect(stale).toMatchObject({ value: 1, freshness: { state: 'stale', ageSeconds: 10 } })
    expect(stale.freshness.reason).toMatch(/fetched again behind/)
    await settle()
    const next = await cache.getOrFetch(keyOf('a'), origin.fetch, { policy: short })
    expect(next).toMatchObject({ value: 2, freshness: { state: 'fresh', source: 'memory', ageSeconds: 0 } })
  })

  it('fetches an expired value, and hands the fetch the one before', async () => {
    const { cache, clock } = openRig()
    await cache.getOrFetch(keyOf('a'), async () => 1, { policy: short })
    await clock.advance(20_000)
    const answer = await cache.getOrFetch(keyOf('a'), async ({ previous }) => Number(previous) + 10, {
      policy: short,
    })
    expect(answer).toMatchObject({ value: 11, freshness: { state: 'fresh', source: 'origin' } })
  })

  it('serves an expired value in grace while the origin fails, and says why without its message', async () => {
    const { cache, clock } = openRig()
    await cache.getOrFetch(keyOf('a'), async () => 1, { policy: short })
    await clock.advance(20_000)
    const secret = new GraphFailure('Busy: https://graph.example/secret', { status: 503 })
    const answer = await cache.getOrFetch(keyOf('a'), () => Promise.reject(secret), { policy: short })
    expect(answer).toMatchObject({ value: 1, freshness: { state: 'grace', ageSeconds: 20 } })
    expect(answer.freshness.reason).toBe('Past its time; the origin failed (ERR_GRAPH, status 503)')
    await clock.advance(40_000)
    await expect(cache.getOrFetch(keyOf('a'), () => Promise.reject(down), { policy: short })).rejects.toBe(
      down,
    )
  })

  it('gives no grace for errors that are the answer, and keeps none of them', async () => {
    const { cache, clock } = openRig()
    await cache.getOrFetch(keyOf('a'), async () => 1, { policy: short })
    await clock.advance(20_000)
    const origin = countingOrigin(() => Promise.reject(new GraphFailure('Bad filter', { status: 400 })))
    for (let call = 1; call <= 2; call++) {
      await expect(cache.getOrFetch(keyOf('a'), origin.fetch, { policy: short })).rejects.toThrow(
        'Bad filter',
      )
      expect(origin.calls).toBe(call)
    }
  })

  it('says that the last refresh failed, and waits five seconds before the next', async () => {
    const { cache, clock } = openRig()
    await cache.getOrFetch(keyOf('a'), async () => 1, { policy: short })
    await clock.advance(10_000)
    const origin = countingOrigin(() => Promise.reject(down))
    for (let read = 0; read < 100; read++) {
      await cache.getOrFetch(keyOf('a'), origin.fetch, { policy: short })
      await settle()
    }
    expect(origin.calls).toBe(1)
    const answer = await cache.getOrFetch(keyOf('a'), origin.fetch, { policy: short })
    expect(answer.freshness.reason).toMatch(/last attempt .* failed \(ERR_GRAPH, status 503\)/)
    await clock.advance(5_000)
    await cache.getOrFetch(keyOf('a'), origin.fetch, { policy: short })
    await settle()
    expect(origin.calls).toBe(2)
  })

  it('repeats a 404 for half a minute without asking again, until anything in the scope is invalidated', async () => {
    const { cache, clock } = openRig()
    const gone = new GraphFailure('Not found', { status: 404 })
    const origin = countingOrigin(() => Promise.reject(gone))
    const read = () => cache.getOrFetch(keyOf('a'), origin.fetch)
    for (let call = 0; call < 3; call++) await expect(read()).rejects.toBe(gone)
    expect(origin.calls).toBe(1)
    await clock.advance(30_000)
    await expect(read()).rejects.toBe(gone)
    expect(origin.calls).toBe(2)
    await cache.write({
      scope: keyOf('a').scope,
      before: ['elsewhere'],
      cause: 'email_create',
      run: async () => {},
    })
    await expect(read()).rejects.toBe(gone)
    expect(origin.calls).toBe(3)
    expect((await cache.getOrFetch(keyOf('a'), async () => 'there', { freshness: 'fresh' })).value).toBe(
      'there',
    )
    expect((await cache.getOrFetch(keyOf('a'), origin.fetch)).value).toBe('there')
  })

  it('removes what turned out not to exist any more', async () => {
    const { cache, clock, store } = openRig()
    await cache.getOrFetch(keyOf('a'), async () => 1, { policy: short })
    await clock.advance(10_000)
    const gone = new GraphFailure('Not found', { status: 404 })
    await cache.getOrFetch(keyOf('a'), () => Promise.reject(gone), { policy: short })
    await settle()
    await expect(cache.getOrFetch(keyOf('a'), async () => 2, { policy: short })).rejects.toBe(gone)
    expect(await store.size()).toMatchObject({ entries: 0 })
  })
})

describe('how old an answer may be', () => {
  it('asks the origin for "fresh", whatever is kept', async () => {
    const { cache } = openRig()
    const origin = countingOrigin((call) => call)
    await cache.getOrFetch(keyOf('a'), origin.fetch)
    expect((await cache.getOrFetch(keyOf('a'), origin.fetch, { freshness: 'fresh' })).value).toBe(2)
    expect((await cache.getOrFetch(keyOf('a'), origin.fetch)).value).toBe(2)
  })

  it('takes a number of seconds instead of the policy, in both directions', async () => {
    const { cache, clock } = openRig()
    const origin = countingOrigin((call) => call)
    const read = (freshness: number) =>
      cache.getOrFetch(keyOf('a'), origin.fetch, { policy: short, freshness })
    await read(5)
    await clock.advance(5_000)
    expect((await read(5)).value).toBe(1)
    expect((await read(4.9)).value).toBe(2)
    await clock.advance(30_000)
    expect(await read(30)).toMatchObject({ value: 2, freshness: { state: 'stale', ageSeconds: 30 } })
  })

  it('takes whatever is kept for "any", and fetches only when nothing is', async () => {
    const { cache, clock } = openRig()
    const origin = countingOrigin((call) => call)
    const read = () => cache.getOrFetch(keyOf('a'), origin.fetch, { policy: short, freshness: 'any' })
    expect((await read()).value).toBe(1)
    await clock.advance(59_999)
    expect(await read()).toMatchObject({ value: 1, freshness: { state: 'stale', ageSeconds: 59 } })
    await clock.advance(60_000)
    expect((await read()).value).toBe(3)
  })

  it('gives the error, not an older answer, to those who said how old it may be', async () => {
    const { cache, clock } = openRig()
    await cache.getOrFetch(keyOf('a'), async () => 1, { policy: short })
    await clock.advance(20_000)
    const fail = () => Promise.reject(down)
    for (const freshness of ['fresh', 5] as const) {
      await expect(cache.getOrFetch(keyOf('a'), fail, { policy: short, freshness })).rejects.toBe(down)
    }
  })

  it('refuses wishes and policies that are none', async () => {
    const { cache } = openRig()
    for (const freshness of [-1, Number.NaN, 'stale', null]) {
      const read = cache.getOrFetch(keyOf('a'), async () => 1, { freshness: freshness as number })
      await expect(read).rejects.toThrow(TypeError)
    }
    for (const policy of [
      'mail',
      { ...short, staleMs: 1 },
      { ...short, graceMs: Infinity },
      { ...short, jitter: 2 },
    ]) {
      const read = cache.getOrFetch(keyOf('a'), async () => 1, { policy: policy as typeof short })
      await expect(read).rejects.toThrow(TypeError)
    }
  })
})

describe('get and set', () => {
  it('returns what is kept in whatever state, and never fetches', async () => {
    const { cache, clock } = openRig()
    expect(await cache.get(keyOf('a'))).toBeUndefined()
    await cache.set(keyOf('a'), { n: 1 }, { policy: short })
    expect(await cache.get(keyOf('a'))).toMatchObject({ value: { n: 1 }, freshness: { state: 'fresh' } })
    await clock.advance(10_000)
    expect(await cache.get(keyOf('a'))).toMatchObject({ freshness: { state: 'stale' } })
    await clock.advance(10_000)
    expect(await cache.get(keyOf('a'))).toMatchObject({ freshness: { state: 'grace' } })
    await clock.advance(40_000)
    expect(await cache.get(keyOf('a'))).toBeUndefined()
  })

  it('takes the place of a fetch that began before it', async () => {
    const { cache, store, clock } = openRig()
    const old = Promise.withResolvers<string>()
    const reading = cache.getOrFetch(keyOf('a'), () => old.promise)
    await settle()
    await cache.set(keyOf('a'), 'set')
    old.resolve('fetched')
    expect((await reading).value).toBe('fetched')
    expect((await cache.get(keyOf('a')))?.value).toBe('set')
    expect((await openRig({ store }, clock).cache.get(keyOf('a')))?.value).toBe('set')
  })

  it('does not keep a value that an invalidation overtook while it was set', async () => {
    const { cache } = openRig()
    const setting = cache.set(keyOf('a'), 'old', { tags: ['t'] })
    await Promise.all([setting, cache.invalidate(keyOf('a').scope, { tags: ['t'] }, 'test')])
    expect(await cache.get(keyOf('a'))).toBeUndefined()
  })

  it('shares one frozen value, equal to what a store gives back later', async () => {
    const { cache, store, clock } = openRig()
    const own = { list: [{ id: 'A', note: undefined }], zero: -0 }
    const { value } = await cache.getOrFetch<Record<string, unknown>>(keyOf('a'), async () => own)
    expect(Object.isFrozen(value)).toBe(true)
    expect(Object.isFrozen((value['list'] as unknown[])[0])).toBe(true)
    expect(Object.isFrozen(own)).toBe(false)
    const other = openRig({ store }, clock)
    expect((await other.cache.get(keyOf('a')))?.value).toEqual(value)
    expect((await cache.get(keyOf('a')))?.value).toBe(value)
    expect(value).toEqual({ list: [{ id: 'A' }], zero: 0 })
  })

  it('refuses what JSON would lose or change, naming the place', async () => {
    const { cache } = openRig()
    const cycle: Record<string, unknown> = {}
    cycle['self'] = cycle
    for (const value of [
      undefined,
      () => 1,
      Symbol('s'),
      1n,
      { at: new Date() },
      [new Map()],
      Number.NaN,
      cycle,
    ]) {
      await expect(cache.set(keyOf('a'), value)).rejects.toThrow(TypeError)
      await expect(cache.getOrFetch(keyOf('a'), async () => value)).rejects.toThrow(TypeError)
    }
    await expect(cache.set(keyOf('a'), { page: [{ at: new Date() }] })).rejects.toThrow(/page\[0\]\.at/)
    expect(await cache.get(keyOf('a'))).toBeUndefined()
    expect((await cache.getOrFetch(keyOf('a'), async () => null)).value).toBeNull()
    expect((await cache.getOrFetch(keyOf('a'), async () => 2)).value).toBeNull()
  })
})

describe('a clock that jumps', () => {
  it('makes no value younger than its fetch, and none immortal', async () => {
    const { cache, clock } = openRig()
    await clock.jump(365 * 86_400_000)
    await cache.getOrFetch(keyOf('a'), async () => 'from the future', { policy: short })
    await clock.jump(-2_000)
    expect((await cache.get(keyOf('a')))?.freshness.ageSeconds).toBe(0)
    await clock.jump(-365 * 86_400_000)
    expect(await cache.get(keyOf('a'))).toBeUndefined()
    expect((await cache.getOrFetch(keyOf('a'), async () => 'now', { policy: short })).value).toBe('now')
  })

  it('forgets a 404 that came from the future', async () => {
    const { cache, clock } = openRig()
    const gone = new GraphFailure('Not found', { status: 404 })
    await expect(cache.getOrFetch(keyOf('a'), () => Promise.reject(gone))).rejects.toBe(gone)
    await clock.jump(-1)
    expect((await cache.getOrFetch(keyOf('a'), async () => 1)).value).toBe(1)
  })
})

describe('jitter', () => {
  it('shortens all lifetimes of a value by one share of at most its policy’s', async () => {
    const policy = { freshMs: 1_000, staleMs: 2_000, graceMs: 3_000, jitter: 0.2 }
    for (const [random, share] of [
      [0, 1],
      [0.5, 0.9],
      [0.999_999, 0.8],
    ] as const) {
      const { cache, clock } = openRig({ random: () => random })
      const { freshness } = await cache.getOrFetch(keyOf('a'), async () => 1, { policy })
      expect(freshness.staleAt - clock.now()).toBe(1_000 * share)
      expect(freshness.expiresAt - clock.now()).toBe(2_000 * share)
    }
  })
})
