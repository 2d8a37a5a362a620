import { createMemoryStore, GraphFailure, SignInRequired } from '@graphkeep/core'
import { faultyStore, manualClock, type StoreFault } from '@graphkeep/core/testing'
import { describe, expect, it } from 'vitest'

import { ada, countingOrigin, gatedOrigin, keyOf, openRig, settle, short } from './support/rig.ts'

const refusals = [
  ['401', new GraphFailure('Unauthorized', { status: 401 })],
  ['403', new GraphFailure('Forbidden', { status: 403 })],
  ['a sign-in that ended', new SignInRequired('Sign in again')],
  ['403 of any other client', Object.assign(new Error('Forbidden'), { status: 403 })],
] as const

describe('what a scope may no longer see', () => {
  it.each(refusals)('is removed, in every process, on %s', async (_name, refusal) => {
    const clock = manualClock()
    const store = createMemoryStore({ clock })
    const [a, b] = [openRig({ store }, clock), openRig({ store }, clock)]
    for (const { cache } of [a, b]) await cache.getOrFetch(keyOf('a'), async () => 1, { policy: short })
    await clock.advance(20_000)
    const fail = () => Promise.reject(refusal)
    await expect(a.cache.getOrFetch(keyOf('a'), fail, { policy: short })).rejects.toBe(refusal)
    for (const { cache } of [a, b]) expect(await cache.get(keyOf('a'))).toBeUndefined()
    expect(await store.size()).toMatchObject({ entries: 0 })
  })

  it('is removed when a refresh behind a stale answer is refused', async () => {
    const { cache, clock } = openRig()
    await cache.getOrFetch(keyOf('a'), async () => 1, { policy: short })
    await clock.advance(10_000)
    const fail = () => Promise.reject(new GraphFailure('Forbidden', { status: 403 }))
    await cache.getOrFetch(keyOf('a'), fail, { policy: short })
    await settle()
    expect(await cache.get(keyOf('a'))).toBeUndefined()
  })

  it('is not served from a store that could not be told to delete it', async () => {
    let now: StoreFault | undefined
    const clock = manualClock()
    const shared = createMemoryStore({ clock })
    const store = faultyStore(shared, (operation) => (operation === 'get' ? undefined : now), { clock })
    const { cache } = openRig({ store }, clock)
    await cache.getOrFetch(keyOf('a'), async () => 1)
    now = { kind: 'fail' }
    const refused = cache.getOrFetch(
      keyOf('a'),
      () => Promise.reject(new GraphFailure('No', { status: 403 })),
      {
        freshness: 'fresh',
      },
    )
    await expect(refused).rejects.toThrow('No')
    expect(await cache.get(keyOf('a'))).toBeUndefined()
    now = undefined
    await clock.advance(2_000)
    expect(await openRig({ store: shared }, clock).cache.get(keyOf('a'))).toBeUndefined()
  })

  it('is not kept by another process that was let in before and hears of it only afterwards', async () => {
    const clock = manualClock()
    const store = createMemoryStore({ clock })
    const [a, b] = [openRig({ store }, clock), openRig({ store }, clock)]
    const origin = gatedOrigin<string>()
    const letIn = b.cache.getOrFetch(keyOf('a'), origin.fetch)
    await settle()
    const fail = () => Promise.reject(new GraphFailure('Forbidden', { status: 403 }))
    await expect(a.cache.getOrFetch(keyOf('a'), fail, { freshness: 'fresh' })).rejects.toThrow('Forbidden')
    origin.gates[0]?.resolve('before')
    expect((await letIn).value).toBe('before')
    for (const { cache } of [a, b]) expect(await cache.get(keyOf('a'))).toBeUndefined()
  })
})

describe('disconnecting a scope', () => {
  it('deletes its values physically, and keeps none of those on their way', async () => {
    const { cache, store } = openRig()
    const origin = gatedOrigin<string>()
    await cache.set(keyOf('a'), 1)
    const reading = cache.getOrFetch(keyOf('b'), origin.fetch)
    await settle()
    await cache.disconnect(ada)
    expect(await store.size()).toMatchObject({ entries: 0, bytes: 0 })
    expect((await cache.stats()).memory).toMatchObject({ entries: 0, bytes: 0 })
    origin.gates[0]?.resolve('late')
    expect((await reading).value).toBe('late')
    expect(await cache.get(keyOf('b'))).toBeUndefined()
    expect(await store.size()).toMatchObject({ entries: 0 })
  })

  it('reaches the memory of the other processes', async () => {
    const clock = manualClock()
    const store = createMemoryStore({ clock })
    const [a, b] = [openRig({ store }, clock), openRig({ store }, clock)]
    const origin = countingOrigin((call) => call)
    for (const { cache } of [a, b]) await cache.getOrFetch(keyOf('a'), origin.fetch)
    await a.cache.disconnect(ada)
    expect(await b.cache.get(keyOf('a'))).toBeUndefined()
  })

  it('is done later when the store is out of order, and until then nothing of the scope is served', async () => {
    let now: StoreFault | undefined
    const clock = manualClock()
    const shared = createMemoryStore({ clock })
    const store = faultyStore(shared, (operation) => (operation === 'clear' ? now : undefined), { clock })
    const { cache } = openRig({ store }, clock)
    await cache.set(keyOf('a'), 1)
    now = { kind: 'fail' }
    await cache.disconnect(ada)
    expect(await cache.get(keyOf('a'))).toBeUndefined()
    expect(await shared.size()).toMatchObject({ entries: 1 })
    now = undefined
    await clock.advance(2_000)
    expect(await shared.size()).toMatchObject({ entries: 0 })
  })
})
