import { GraphFailure, type WarmingStatus } from '@graphkeep/core'
import { describe, expect, it } from 'vitest'

import { ada, bob, gatedOrigin, keyOf, openRig, settle } from './support/rig.ts'

describe('warming', () => {
  it('runs one step at a time, the highest priority first, and tells how far it is', async () => {
    const { cache, clock } = openRig()
    const ran: string[] = []
    let running = 0
    const step = (name: string, priority?: number) => ({
      name,
      ...(priority !== undefined && { priority }),
      run: async () => {
        expect(++running).toBe(1)
        await settle()
        ran.push(name)
        running -= 1
      },
    })
    const told: WarmingStatus[] = []
    expect(cache.warmingStatus(ada)).toMatchObject({ state: 'idle', total: 0 })
    const plan = cache.warm(
      ada,
      [step('later'), step('first', 10), step('second', 5), step('last', -1)],
      (now) => told.push(now),
    )
    expect(ran).toEqual([])
    const end = await plan
    expect(ran).toEqual(['first', 'second', 'later', 'last'])
    expect(end).toEqual({
      state: 'done',
      total: 4,
      done: 4,
      failed: [],
      startedAt: clock.now(),
      endedAt: clock.now(),
    })
    expect(cache.warmingStatus(ada)).toEqual(end)
    expect(told.map(({ current, done }) => `${current} ${done}`).slice(0, 3)).toEqual([
      'first 0',
      'undefined 1',
      'second 1',
    ])
  })

  it('goes on after a step that fails, and names its code but not its message', async () => {
    const { cache } = openRig()
    const end = await cache.warm(ada, [
      { name: 'graph', run: () => Promise.reject(new GraphFailure('secret', { status: 500 })) },
      { name: 'bug', run: () => Promise.reject(new Error('secret')) },
      { name: 'good', run: async () => {} },
    ])
    expect(end).toMatchObject({ state: 'done', total: 3, done: 1 })
    expect(end.failed).toEqual([
      { name: 'graph', code: 'ERR_GRAPH' },
      { name: 'bug', code: 'ERR_UNEXPECTED' },
    ])
  })

  it('fills the cache, and waits while real calls are being fetched', async () => {
    const { cache } = openRig()
    const origin = gatedOrigin<number>()
    const real = cache.getOrFetch(keyOf('real'), origin.fetch)
    await settle()
    const plan = cache.warm(ada, [{ name: 'a', run: () => cache.getOrFetch(keyOf('a'), async () => 1) }])
    for (let turn = 0; turn < 5; turn++) await settle()
    expect(await cache.get(keyOf('a'))).toBeUndefined()
    origin.gates[0]?.resolve(1)
    await real
    await plan
    expect((await cache.get(keyOf('a')))?.value).toBe(1)
  })

  it('runs a second plan after the first', async () => {
    const { cache } = openRig()
    const ran: string[] = []
    const step = (name: string) => ({ name, run: async () => void ran.push(name) })
    await Promise.all([cache.warm(ada, [step('a'), step('b')]), cache.warm(ada, [step('c')])])
    expect(ran).toEqual(['a', 'b', 'c'])
  })

  it('stops when the cache is closed, and tells the step that runs', async () => {
    const { cache } = openRig()
    const begun = Promise.withResolvers<AbortSignal>()
    const plan = cache.warm(ada, [
      {
        name: 'endless',
        run: (signal) => {
          begun.resolve(signal)
          return new Promise(() => {})
        },
      },
      { name: 'never', run: () => Promise.reject(new Error('It ran')) },
    ])
    const signal = await begun.promise
    await cache.close()
    expect(signal.aborted).toBe(true)
    expect(await plan).toMatchObject({ state: 'stopped', total: 2, done: 0, failed: [] })
    expect(await cache.warm(ada, [{ name: 'late', run: async () => {} }])).toMatchObject({
      state: 'stopped',
      done: 0,
    })
  })

  it('is not disturbed by a listener that throws', async () => {
    const { cache } = openRig()
    const end = await cache.warm(ada, [{ name: 'a', run: async () => {} }], () => {
      throw new Error('of the listener')
    })
    expect(end).toMatchObject({ state: 'done', done: 1 })
  })

  it('of one scope neither waits for another scope nor shows in its status', async () => {
    const { cache } = openRig()
    const origin = gatedOrigin<number>()
    const real = cache.getOrFetch(keyOf('real', bob), origin.fetch)
    const endless = cache.warm(bob, [{ name: 'later', run: async () => {} }])
    await cache.warm(ada, [{ name: 'a', run: async () => {} }])
    expect(cache.warmingStatus(ada)).toMatchObject({ state: 'done', done: 1 })
    expect(cache.warmingStatus(bob)).toMatchObject({ state: 'idle', total: 0 })
    origin.gates[0]?.resolve(1)
    await Promise.all([real, endless])
    expect(cache.warmingStatus(bob)).toMatchObject({ state: 'done', done: 1 })
  })

  it('estimates how long the rest will take by what the steps took so far', async () => {
    const { cache, clock } = openRig()
    const step = (name: string, ms: number) => ({ name, run: () => clock.advance(ms) })
    const told: (number | undefined)[] = []
    await cache.warm(
      ada,
      [step('a', 100), step('b', 300), step('c', 0), step('d', 0)],
      ({ current, remainingMs }) => {
        if (current === undefined) told.push(remainingMs)
      },
    )
    expect(told).toEqual([300, 400, 133, 0, undefined])
  })

  it('of a scope that is disconnected ends at once and leaves no status', async () => {
    const { cache } = openRig()
    const begun = Promise.withResolvers<AbortSignal>()
    const run = (signal: AbortSignal) => {
      begun.resolve(signal)
      return new Promise(() => {})
    }
    const plan = cache.warm(ada, [{ name: 'endless', run }])
    const signal = await begun.promise
    await cache.disconnect(ada)
    expect(signal.aborted).toBe(true)
    expect(await plan).toMatchObject({ state: 'stopped' })
    expect(cache.warmingStatus(ada)).toMatchObject({ state: 'idle' })
    expect(await cache.warm(ada, [{ name: 'again', run: async () => {} }])).toMatchObject({ state: 'done' })
  })
})
