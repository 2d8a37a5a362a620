import { type Clock, createMemoryStore, type Scope, type Store, wrapStore } from '@graphkeep/core'
import {
  limitedStoreContract,
  manualClock,
  sharedStoreContract,
  storeContract,
} from '@graphkeep/core/testing'
import { describe, expect, it } from 'vitest'

const ada: Scope = { tenant: 'contoso.com', account: 'ada' }

describe('memory store', () => {
  for (const { name, run } of storeContract((clock) => createMemoryStore({ clock }))) it(name, run)
})

describe('memory store with a limit', () => {
  const open = (clock: Clock, limitBytes: number) => createMemoryStore({ clock, limitBytes })
  for (const { name, run } of limitedStoreContract(open)) it(name, run)
})

describe('memory store that two share', () => {
  for (const { name, run } of sharedStoreContract(openTwo)) it(name, run)
})

describe('memory store, beyond the contract', () => {
  it('is called memory unless told otherwise', () => {
    expect(createMemoryStore().name).toBe('memory')
    expect(createMemoryStore({ name: 'first tier' }).name).toBe('first tier')
  })

  it('gives out the very same state of invalidations as long as nothing changes', async () => {
    const store = createMemoryStore()
    expect(await store.invalidations(ada)).toBe(await store.invalidations(ada))
    await store.invalidate(ada, { tags: ['t'] }, 'test')
    const state = await store.invalidations(ada)
    await put(store, 'a', state.sequence)
    await store.sweep(10)
    const swept = await store.invalidations(ada)
    expect(await store.invalidations(ada)).toBe(swept)
    await store.invalidate(ada, { tags: ['t'] }, 'test')
    expect(await store.invalidations(ada)).not.toBe(swept)
  })

  it('keeps the last 1,000 records of a scope', async () => {
    const store = createMemoryStore()
    for (let count = 0; count < 1_005; count++) await store.invalidate(ada, { tags: [`t${count}`] }, 'test')
    const sequences = (await store.history(ada, 2_000)).map(({ sequence }) => sequence)
    expect(sequences).toHaveLength(1_000)
    expect([sequences[0], sequences.at(-1)]).toEqual([1_005, 6])
  })

  it('forgets by sweeping the tags and patterns that no entry needs any more', async () => {
    const store = createMemoryStore()
    await put(store, 'old', 0)
    for (let count = 1; count <= 500; count++) await store.invalidate(ada, { tags: [`t${count}`] }, 'test')
    await put(store, 'new', 500)
    await store.invalidate(ada, { prefix: 'mail:' }, 'test')
    await store.sweep(10)
    expect((await store.invalidations(ada)).tags.size).toBe(500)

    await store.delete(ada, 'old')
    await store.sweep(10)
    const { sequence, floor, tags, patterns } = await store.invalidations(ada)
    expect([sequence, floor, tags.size, patterns.size]).toEqual([501, 500, 0, 1])
    expect(await store.get(ada, 'new')).toBeDefined()
  })

  it('goes by the clock that it is given', async () => {
    const clock = manualClock(5_000)
    const store = createMemoryStore({ clock })
    await store.invalidate(ada, { tags: ['t'] }, 'test')
    expect((await store.history(ada, 1))[0]?.at).toBe(5_000)
  })
})

async function openTwo(clock: Clock): Promise<readonly [Store, Store]> {
  const store = createMemoryStore({ clock })
  return [wrapStore(store, { async [Symbol.asyncDispose]() {} }), store]
}

function put(store: Store, key: string, asOf: number): Promise<boolean> {
  const keepUntil = Date.now() + 3_600_000
  const times = { fetchedAt: 0, staleAt: keepUntil, expiresAt: keepUntil, keepUntil }
  return store.set(ada, key, { value: Uint8Array.of(1), ...times, tags: ['kept'], asOf, cost: 1 })
}
