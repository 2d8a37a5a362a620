import assert from 'node:assert/strict'

import type { Store } from '../../store/store.ts'
import type { Rule } from '../contract.ts'
import { ada, bytesAt, entry, exactRule, put, rule, sequenceOf } from './setting.ts'

/** An entry exists until its time is over. */
export const timeRules: readonly Rule<Store>[] = [
  rule('forgets an entry when its time is over', async (store, clock) => {
    await put(store, clock, 'short', { keepMs: 1_000 })
    await put(store, clock, 'long')
    assert.deepEqual(await bytesAt(store, 'short'), [1])
    await clock.advance(1_000)
    assert.equal(await store.get(ada, 'short'), undefined)
    assert.deepEqual(await bytesAt(store, 'long'), [1])
  }),

  exactRule('keeps an entry until the millisecond its time is over', async (store, clock) => {
    await put(store, clock, 'a', { keepMs: 1_000 })
    await clock.advance(999)
    assert.deepEqual(await bytesAt(store, 'a'), [1])
    await clock.advance(1)
    assert.equal(await store.get(ada, 'a'), undefined)
  }),

  rule('replaces the time together with the value', async (store, clock) => {
    await put(store, clock, 'a', { keepMs: 1_000 })
    await put(store, clock, 'a', { bytes: [2] })
    await put(store, clock, 'b')
    await put(store, clock, 'b', { bytes: [2], keepMs: 1_000 })
    await clock.advance(1_000)
    assert.deepEqual(await bytesAt(store, 'a'), [2])
    assert.equal(await store.get(ada, 'b'), undefined)
  }),

  rule('still has an entry that is stale or expired, for it may be served in grace', async (store, clock) => {
    const asOf = await sequenceOf(store, ada)
    const past = clock.now() - 1
    await store.set(ada, 'a', { ...entry(clock, { asOf }), staleAt: past, expiresAt: past })
    assert.deepEqual(await bytesAt(store, 'a'), [1])
  }),

  rule('never returns an entry whose time was over when it was stored', async (store, clock) => {
    await put(store, clock, 'a', { keepMs: -1 })
    assert.equal(await store.get(ada, 'a'), undefined)
  }),
]
