import assert from 'node:assert/strict'

import { StoreUnavailable } from '../../errors.ts'
import type { Store } from '../../store/store.ts'
import type { Rule } from '../contract.ts'
import { ada, bob, entry, exactRule, present, put, rule, sequenceOf } from './setting.ts'

/** A store knows its size, cleans up in small steps, and can be closed. */
export const upkeepRules: readonly Rule<Store>[] = [
  rule('tells how much it holds over all scopes', async (store, clock) => {
    assert.equal((await store.size()).entries, 0)
    const bytes = crypto.getRandomValues(new Uint8Array(20_000))
    await put(store, clock, 'a', { bytes })
    await put(store, clock, 'b', { bytes })
    await put(store, clock, 'a', { bytes, scope: bob })
    const size = await store.size()
    assert.equal(size.entries, 3)
    assert.ok(size.bytes >= 60_000, `${size.bytes} bytes for three times 20,000`)
    await store.clear(ada)
    assert.equal((await store.size()).entries, 1)
  }),

  rule('sweeps away what was invalidated, a limited number at a time', async (store, clock) => {
    const keys = Array.from({ length: 10 }, (_, index) => `key:${index}`)
    for (const key of keys) await put(store, clock, key, { tags: key < 'key:5' ? ['t'] : ['u'] })
    for (const key of keys) await put(store, clock, key, { tags: ['t'], scope: bob })
    await store.invalidate(ada, { tags: ['t'] }, 'test')
    await store.invalidate(bob, { prefix: 'key:' }, 'test')

    assert.deepEqual(await sweepAll(store, 4), 15)
    assert.equal((await store.size()).entries, 5)
    assert.deepEqual(await present(store, keys), keys.slice(5))
  }),

  exactRule('sweeps away entries whose time is over', async (store, clock) => {
    for (const key of ['a', 'b', 'c']) await put(store, clock, key, { keepMs: 1_000 })
    await put(store, clock, 'd')
    assert.equal(await store.sweep(100), 0)
    await clock.advance(1_000)
    assert.equal((await store.size()).entries, 4)
    assert.equal(await sweepAll(store, 2), 3)
    assert.equal((await store.size()).entries, 1)
    assert.deepEqual(await present(store, ['d']), ['d'])
  }),

  rule('never brings back by sweeping what was invalidated', async (store, clock) => {
    const asOf = await sequenceOf(store, ada)
    await put(store, clock, 'kept', { asOf })
    await put(store, clock, 'email:1', { asOf, tags: ['t'] })
    await store.invalidate(ada, { tags: ['t'] }, 'test')
    await store.invalidate(ada, { prefix: 'email:' }, 'test')
    await sweepAll(store, 100)
    assert.equal(await put(store, clock, 'a', { asOf, tags: ['t'] }), false)
    assert.equal(await put(store, clock, 'email:1', { asOf }), false)
    assert.deepEqual(await present(store, ['a', 'email:1', 'kept']), ['kept'])
    await store.delete(ada, 'kept')
    await sweepAll(store, 100)
    assert.equal(await put(store, clock, 'a', { asOf, tags: ['t'] }), false)
    assert.equal(await put(store, clock, 'email:1', { asOf }), false)
  }),

  rule('sweeps while it is used', async (store, clock) => {
    const keys = Array.from({ length: 100 }, (_, index) => `key:${index}`)
    for (const key of keys) await put(store, clock, key, { tags: ['t'] })
    await store.invalidate(ada, { tags: ['t'] }, 'test')
    const asOf = await sequenceOf(store, ada)
    const set = keys.map((key) => store.set(ada, key, entry(clock, { tags: ['t'], asOf })))
    await Promise.all([...set, sweepAll(store, 10)])
    assert.deepEqual(await present(store, keys), keys)
    assert.equal((await store.size()).entries, 100)
  }),

  rule('may be closed twice', async (store) => {
    await store[Symbol.asyncDispose]()
    await store[Symbol.asyncDispose]()
  }),

  rule('is unavailable once it was closed', async (store, clock) => {
    await put(store, clock, 'a')
    await store[Symbol.asyncDispose]()
    for (const [name, call] of Object.entries(callsOn(store, clock.now()))) {
      await assert.rejects(
        call,
        (error) => error instanceof StoreUnavailable && error.store === store.name,
        name,
      )
    }
  }),
]

/** Sweeps until nothing goes any more; returns how many went. */
async function sweepAll(store: Store, limit: number): Promise<number> {
  let all = 0
  for (let gone = await store.sweep(limit); gone > 0; gone = await store.sweep(limit)) {
    assert.ok(gone <= limit, `${gone} went, of at most ${limit}`)
    all += gone
  }
  return all
}

function callsOn(store: Store, now: number): Record<string, () => Promise<unknown>> {
  return {
    get: () => store.get(ada, 'a'),
    set: () => store.set(ada, 'a', entry({ now: () => now, sleep: async () => {} }, { asOf: 0 })),
    delete: () => store.delete(ada, 'a'),
    clear: () => store.clear(ada),
    invalidate: () => store.invalidate(ada, { tags: ['t'] }, 'test'),
    invalidations: () => store.invalidations(ada),
    history: () => store.history(ada, 1),
    lease: () => store.lease(ada, 'a', 1_000),
    size: () => store.size(),
    sweep: () => store.sweep(1),
  }
}
