import { createMemoryStore, GraphFailure, type Store, StoreUnavailable, wrapStore } from '@graphkeep/core'
import { faultyStore, manualClock, type StoreFault } from '@graphkeep/core/testing'
import { describe, expect, it } from 'vitest'

import { ada, countingOrigin, gatedOrigin, keyOf, openRig, settle, short } from './support/rig.ts'

const tags = ['email:folder:A']
const move = { scope: ada, before: tags, cause: 'email_move' }

function openTwo(faultOf: () => StoreFault | undefined = () => undefined) {
  const clock = manualClock()
  const shared = createMemoryStore({ clock })
  const store = faultyStore(shared, faultOf, { clock })
  return { clock, shared, a: openRig({ store }, clock), b: openRig({ store: shared }, clock) }
}

/** A store with an old value in it, that takes no invalidation, and stands still in one operation until let go. */
function openDeaf(operation: 'get' | 'invalidations') {
  const clock = manualClock()
  const shared = createMemoryStore({ clock })
  let gate = Promise.withResolvers<void>()
  const wait = async <T>(name: string, call: () => Promise<T>): Promise<T> => {
    const answer = await call()
    if (name === operation) await gate.promise
    return answer
  }
  const store = wrapStore(shared, {
    get: (...args) => wait('get', () => shared.get(...args)),
    invalidations: (...args) => wait('invalidations', () => shared.invalidations(...args)),
    invalidate: () => Promise.reject(new StoreUnavailable('deaf')),
  })
  const a = openRig({ store }, clock)
  return {
    a,
    gate: {
      open: () => gate.resolve(),
      close: () => {
        gate = Promise.withResolvers()
      },
    },
    prepare: () => openRig({ store: shared }, clock).cache.set(keyOf('a'), 'old', { tags }),
    write: () => a.cache.invalidate(ada, { tags }, 'test'),
  }
}

describe('a write', () => {
  it('makes what it touched untrue in every process, in memory and in the store', async () => {
    const { a, b } = openTwo()
    const origin = countingOrigin((call) => call)
    for (const { cache } of [a, b]) await cache.getOrFetch(keyOf('a'), origin.fetch, { tags })
    await a.cache.write({ ...move, run: async () => {} })
    for (const { cache } of [a, b]) {
      expect((await cache.getOrFetch(keyOf('a'), origin.fetch, { tags })).value).toBe(2)
    }
  })

  it('leaves alone what it did not touch', async () => {
    const { cache } = openRig()
    const origin = countingOrigin((call) => call)
    await cache.getOrFetch(keyOf('b'), origin.fetch, { tags: ['email:folder:B'] })
    await cache.write({ ...move, run: async () => {} })
    expect((await cache.getOrFetch(keyOf('b'), origin.fetch)).value).toBe(1)
  })

  it('invalidates what only its result tells', async () => {
    const { cache, store } = openRig()
    const origin = countingOrigin((call) => call)
    await cache.getOrFetch(keyOf('b'), origin.fetch, { tags: ['email:folder:B'] })
    const moved = await cache.write({ ...move, run: async () => 'B', after: (to) => [`email:folder:${to}`] })
    expect(moved).toBe('B')
    expect((await cache.getOrFetch(keyOf('b'), origin.fetch)).value).toBe(2)
    const [last, first] = await store.history(ada, 10)
    expect(first).toMatchObject({ cause: 'email_move', target: { tags } })
    expect(last).toMatchObject({ cause: 'email_move', target: { tags: [...tags, 'email:folder:B'] } })
  })

  it('fences a fetch that began before it and ends after it, and gives its value to those who asked before', async () => {
    const { a, b } = openTwo()
    const origin = gatedOrigin<string>()
    const reads = [a, b].map(({ cache }) =>
      cache.getOrFetch(keyOf('a'), origin.fetch, { tags, freshness: 'fresh' }),
    )
    await settle()
    await a.cache.write({ ...move, run: async () => {} })
    for (const gate of origin.gates) gate.resolve('old')
    for (const read of reads) expect((await read).value).toBe('old')
    for (const { cache } of [a, b]) {
      expect(await cache.get(keyOf('a'))).toBeUndefined()
      expect((await cache.stats()).counters.fenced).toBe(1)
    }
  })

  it('fences a refresh behind a stale answer', async () => {
    const { cache, clock } = openRig()
    const origin = gatedOrigin<string>()
    await cache.getOrFetch(keyOf('a'), async () => 'first', { policy: short, tags })
    await clock.advance(10_000)
    await cache.getOrFetch(keyOf('a'), origin.fetch, { policy: short, tags })
    await settle()
    await cache.write({ ...move, run: async () => {} })
    origin.gates[0]?.resolve('read before the write')
    await settle()
    const answer = await cache.getOrFetch(keyOf('a'), async () => 'after', { policy: short, tags })
    expect(answer.value).toBe('after')
  })

  it('invalidates also when it throws, for it may have taken effect', async () => {
    const { cache } = openRig()
    const origin = countingOrigin((call) => call)
    await cache.getOrFetch(keyOf('a'), origin.fetch, { tags })
    const lost = new GraphFailure('No answer', { status: 504, outcomeUnknown: true })
    const write = cache.write({
      ...move,
      run: async () => {
        await cache.getOrFetch(keyOf('a'), origin.fetch, { tags })
        throw lost
      },
    })
    await expect(write).rejects.toBe(lost)
    expect((await cache.getOrFetch(keyOf('a'), origin.fetch, { tags })).value).toBe(3)
  })

  it('invalidates the whole scope when nobody can say what it touched, and still returns what it did', async () => {
    const { cache } = openRig()
    const origin = countingOrigin((call) => call)
    await cache.getOrFetch(keyOf('b'), origin.fetch, { tags: ['email:folder:B'] })
    const after = () => {
      throw new Error('a mistake in the tool')
    }
    expect(await cache.write({ ...move, run: async () => 'sent', after })).toBe('sent')
    expect((await cache.getOrFetch(keyOf('b'), origin.fetch)).value).toBe(2)
  })

  it('gives no grace to what it made untrue', async () => {
    const { cache, clock } = openRig()
    await cache.getOrFetch(keyOf('a'), async () => 'old', { policy: short, tags })
    await clock.advance(20_000)
    const failure = new GraphFailure('Busy', { status: 503 })
    const failing = gatedOrigin<string>()
    const read = cache.getOrFetch(keyOf('a'), failing.fetch, { policy: short, tags })
    await settle()
    await cache.write({ ...move, run: async () => {} })
    failing.gates[0]?.reject(failure)
    await expect(read).rejects.toBe(failure)
  })
})

describe('an invalidation', () => {
  it('reaches by prefix exactly the keys that start so, wildcards being text', async () => {
    const { cache } = openRig()
    for (const key of ['email:list:1', 'email:listing', 'email:%', 'email'])
      await cache.set({ scope: ada, key }, key)
    await cache.invalidate(ada, { prefix: 'email:list:' }, 'test')
    await cache.invalidate(ada, { prefix: 'email:_' }, 'test')
    const left = ['email:list:1', 'email:listing', 'email:%', 'email'].map((key) =>
      cache.get({ scope: ada, key }),
    )
    expect((await Promise.all(left)).map((answer) => answer?.value)).toEqual([
      undefined,
      'email:listing',
      'email:%',
      'email',
    ])
  })

  it('has reached the store when it resolves, however close it follows on another one', async () => {
    const { cache, store } = openRig()
    for (let turns = 0; turns < 40; turns++) {
      const first = cache.invalidate(ada, { tags: ['first'] }, 'test')
      for (let turn = 0; turn < turns; turn++) await Promise.resolve()
      await cache.invalidate(ada, { tags: [`second${turns}`] }, 'test')
      expect((await store.invalidations(ada)).tags.has(`second${turns}`)).toBe(true)
      await first
    }
  })

  it('does nothing, and is not recorded, when it names nothing', async () => {
    const { cache, store } = openRig()
    await cache.invalidate(ada, { tags: [] }, 'test')
    expect(await store.history(ada, 1)).toEqual([])
  })
})

describe('a write while the store is out of order', () => {
  const modes: readonly (StoreFault | { readonly kind: 'fail' })[] = [
    { kind: 'fail' },
    { kind: 'lost' },
    { kind: 'hang' },
  ]

  it.each(modes)('is true in this process at once ($kind)', async (fault) => {
    let now: StoreFault | undefined
    const { a, clock } = openTwo(() => now)
    const origin = countingOrigin((call) => call)
    await a.cache.getOrFetch(keyOf('a'), origin.fetch, { tags })
    now = fault
    const writing = a.cache.write({ ...move, run: async () => {} })
    await clock.advance(10_000)
    await writing
    const reading = a.cache.getOrFetch(keyOf('a'), origin.fetch, { tags })
    await clock.advance(10_000)
    expect((await reading).value).toBe(2)
  })

  it.each(modes)(
    'keeps the store’s older entries out of use until the store has been told ($kind)',
    async (fault) => {
      let now: StoreFault | undefined
      const clock = manualClock()
      const shared = createMemoryStore({ clock })
      // Only telling it fails: reading the store works, and would bring the old value.
      const store = faultyStore(shared, (operation) => (operation === 'invalidate' ? now : undefined), {
        clock,
      })
      const { cache } = openRig({ store, memoryBytes: 1 }, clock)
      const origin = countingOrigin((call) => call)
      await cache.getOrFetch(keyOf('a'), origin.fetch, { tags })
      now = fault
      const writing = cache.write({ ...move, run: async () => {} })
      await clock.advance(10_000)
      await writing
      const reading = cache.getOrFetch(keyOf('a'), origin.fetch, { tags })
      await clock.advance(10_000)
      expect((await reading).value).toBe(2)
    },
  )

  it('is not undone by a store read that began before it', async () => {
    const { a, gate, prepare, write } = openDeaf('get')
    await prepare()
    const before = a.cache.getOrFetch(keyOf('a'), async () => 'new', { tags })
    await settle()
    await write()
    const after = a.cache.getOrFetch(keyOf('a'), async () => 'new', { tags })
    await settle()
    gate.open()
    await before
    expect((await after).value).toBe('new')
    expect((await a.cache.get(keyOf('a')))?.value).toBe('new')
  })

  it('is not undone by an answer of the store that was asked before it', async () => {
    const { a, gate, write } = openDeaf('invalidations')
    gate.open()
    await a.cache.getOrFetch(keyOf('a'), async () => 'old', { tags })
    gate.close()
    const other = a.cache.get(keyOf('b'))
    await settle()
    await write()
    gate.open()
    await other
    expect((await a.cache.getOrFetch(keyOf('a'), async () => 'new', { tags })).value).toBe('new')
  })

  it('reaches the other processes as soon as the store takes it, without any read here', async () => {
    let now: StoreFault | undefined
    const { a, b, clock } = openTwo(() => now)
    const origin = countingOrigin((call) => call)
    await b.cache.getOrFetch(keyOf('a'), origin.fetch, { tags })
    now = { kind: 'fail' }
    await a.cache.write({ ...move, run: async () => {} })
    now = undefined
    await clock.advance(2_000)
    expect((await b.cache.getOrFetch(keyOf('a'), origin.fetch, { tags })).value).toBe(2)
  })

  it('is told on closing at the latest', async () => {
    let now: StoreFault | undefined
    const clock = manualClock()
    const shared = createMemoryStore({ clock })
    const kept = wrapStore(shared, { [Symbol.asyncDispose]: async () => {} })
    const { cache } = openRig({ store: faultyStore(kept, () => now, { clock }) }, clock)
    now = { kind: 'fail' }
    await cache.invalidate(ada, { tags }, 'test')
    now = undefined
    await cache.close()
    expect(await shared.history(ada, 1)).toMatchObject([{ cause: 'test', target: { tags } }])
  })

  it('is told in one word when there were too many to remember', async () => {
    let now: StoreFault | undefined
    const { a, shared, clock } = openTwo(() => now)
    now = { kind: 'fail' }
    for (let n = 0; n <= 1_000; n++) await a.cache.invalidate(ada, { tags: [`t${n}`] }, 'test')
    now = undefined
    await clock.advance(2_000)
    expect(await shared.history(ada, 10)).toMatchObject([{ target: { prefix: '' } }])
  })

  it('is not undone by a store that was lost and made anew, with its numbers starting again', async () => {
    const clock = manualClock()
    const openStore = () => createMemoryStore({ clock })
    let current = openStore()
    for (let n = 0; n < 5; n++) await current.invalidate(ada, { tags: ['n'] }, 'test')
    const store: Store = new Proxy(current, {
      get: (_target, name: keyof Store) => {
        const value = current[name]
        return typeof value === 'function' ? (value as (...args: unknown[]) => unknown).bind(current) : value
      },
    })
    const a = openRig({ store }, clock)
    const b = openRig({ store }, clock)
    const origin = countingOrigin((call) => call)
    await a.cache.getOrFetch(keyOf('a'), origin.fetch, { tags })
    const slow = gatedOrigin<string>()
    const overtaken = a.cache.getOrFetch(keyOf('slow'), slow.fetch, { tags })
    await settle()
    current = openStore()
    await b.cache.write({ ...move, run: async () => {} })
    expect((await a.cache.getOrFetch(keyOf('a'), origin.fetch, { tags })).value).toBe(2)
    slow.gates[0]?.resolve('old')
    await overtaken
    expect(await a.cache.get(keyOf('slow'))).toBeUndefined()
    expect(await b.cache.get(keyOf('slow'))).toBeUndefined()
  })
})
