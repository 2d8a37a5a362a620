import { GraphFailure } from '@graphkeep/core'
import { describe, expect, it } from 'vitest'

import { countingOrigin, gatedOrigin, keyOf, openRig, settle, short } from './support/rig.ts'

const gone = new GraphFailure('Not found', { status: 404 })

describe('an origin that takes long', () => {
  it('is not waited for beyond the soft timeout while there is something in grace, and is still asked behind the answer', async () => {
    const { cache, clock } = openRig()
    const policy = { ...short, softTimeoutMs: 3_000 }
    await cache.getOrFetch(keyOf('a'), async () => 'old', { policy })
    await clock.advance(20_000)
    const { gates, fetch } = gatedOrigin<string>()
    const patient = new AbortController()
    const read = cache.getOrFetch(keyOf('a'), fetch, { policy, signal: patient.signal })
    await settle()
    await clock.advance(3_000)
    const answer = await read
    expect(answer).toMatchObject({
      value: 'old',
      freshness: { state: 'grace', source: 'memory', ageSeconds: 23 },
    })
    expect(answer.freshness.reason).toBe(
      'Past its time; the origin takes long, and is still being asked behind this answer',
    )
    patient.abort()
    expect(gates[0]?.signal.aborted).toBe(false)
    gates[0]?.resolve('new')
    await settle()
    expect((await cache.get(keyOf('a')))?.value).toBe('new')
    expect(gates).toHaveLength(1)
  })

  it('is waited for by whoever says how old an answer may be, and where there is nothing to serve', async () => {
    const { cache, clock } = openRig()
    const policy = { ...short, softTimeoutMs: 0 }
    const first = gatedOrigin<string>()
    const reads = [cache.getOrFetch(keyOf('a'), first.fetch, { policy })]
    await settle()
    await clock.advance(10_000)
    first.gates[0]?.resolve('old')
    await settle()
    await clock.advance(20_000)
    const second = gatedOrigin<string>()
    reads.push(cache.getOrFetch(keyOf('a'), second.fetch, { policy, freshness: 'fresh' }))
    await settle()
    await clock.advance(10_000)
    second.gates[0]?.resolve('new')
    expect((await Promise.all(reads)).map(({ value }) => value)).toEqual(['old', 'new'])
  })

  it('is waited for when what was in grace is invalidated meanwhile', async () => {
    const { cache, clock } = openRig()
    const how = { policy: { ...short, softTimeoutMs: 3_000 }, tags: ['t'] }
    await cache.getOrFetch(keyOf('a'), async () => 'old', how)
    await clock.advance(20_000)
    const { gates, fetch } = gatedOrigin<string>()
    const read = cache.getOrFetch(keyOf('a'), fetch, how)
    await settle()
    await cache.invalidate(keyOf('a').scope, { tags: ['t'] }, 'test')
    await clock.advance(3_000)
    gates[0]?.resolve('new')
    expect((await read).value).toBe('new')
  })

  it('is given up after the hard timeout of the policy', async () => {
    const { cache, clock } = openRig()
    const { gates, fetch } = gatedOrigin<string>()
    const read = cache.getOrFetch(keyOf('a'), fetch, { policy: { ...short, hardTimeoutMs: 7_000 } })
    const outcome = expect(read).rejects.toThrow('The fetch took longer than 7000 ms')
    await settle()
    await clock.advance(7_000)
    await outcome
    expect(gates[0]?.signal.aborted).toBe(true)
  })
})

describe('the ends of a lifetime', () => {
  it('come before an early refresh is over: what is in use does not turn stale', async () => {
    const { cache, clock } = openRig()
    const origin = countingOrigin((call) => call)
    const read = () => cache.getOrFetch(keyOf('a'), origin.fetch, { policy: { ...short, early: 0.2 } })
    await read()
    await clock.advance(7_999)
    await read()
    await settle()
    expect(origin.calls).toBe(1)
    await clock.advance(1)
    expect(await read()).toMatchObject({ value: 1, freshness: { state: 'fresh' } })
    await settle()
    expect(origin.calls).toBe(2)
    await clock.advance(3_000)
    expect(await read()).toMatchObject({ value: 2, freshness: { state: 'fresh', ageSeconds: 3 } })
  })

  it('slide with every read where the policy says so, but never past the end of being stale', async () => {
    const { cache, clock } = openRig()
    const origin = countingOrigin((call) => call)
    const read = () => cache.getOrFetch(keyOf('a'), origin.fetch, { policy: { ...short, slidingMs: 8_000 } })
    await read()
    for (const ageSeconds of [7, 14, 19]) {
      await clock.advance(ageSeconds === 19 ? 5_000 : 7_000)
      expect((await read()).freshness).toMatchObject({ state: 'fresh', ageSeconds })
    }
    await clock.advance(1_000)
    expect(await read()).toMatchObject({ value: 2, freshness: { ageSeconds: 0 } })
    await clock.advance(10_000)
    expect((await read()).freshness.state).toBe('stale')
  })

  it('of a 404 is the one of its policy', async () => {
    const { cache, clock } = openRig()
    const origin = countingOrigin(() => Promise.reject(gone))
    const read = (negativeMs: number) =>
      expect(cache.getOrFetch(keyOf('a'), origin.fetch, { policy: { ...short, negativeMs } })).rejects.toBe(
        gone,
      )
    await read(0)
    await read(5_000)
    await clock.advance(4_999)
    await read(5_000)
    expect(origin.calls).toBe(2)
    await clock.advance(1)
    await read(5_000)
    expect(origin.calls).toBe(3)
  })
})
