import assert from 'node:assert/strict'

import type { Store } from '../../store/store.ts'
import type { Rule } from '../contract.ts'
import { ada, bob, exactRule, rule } from './setting.ts'

const minute = 60_000

/** One holder at a time, and never for ever. */
export const leaseRules: readonly Rule<Store>[] = [
  rule('gives a lease to one caller at a time', async (store) => {
    assert.ok(await store.lease(ada, 'a', minute))
    assert.equal(await store.lease(ada, 'a', minute), undefined)
    assert.ok(await store.lease(ada, 'b', minute))
    assert.ok(await store.lease(bob, 'a', minute))
  }),

  rule('gives a lease to one of many who ask together', async (store) => {
    const leases = await Promise.all(Array.from({ length: 50 }, () => store.lease(ada, 'a', minute)))
    assert.equal(leases.filter((lease) => lease !== undefined).length, 1)
  }),

  rule('frees a lease that is released', async (store) => {
    await (await store.lease(ada, 'a', minute))?.release()
    assert.ok(await store.lease(ada, 'a', minute))
  }),

  rule('frees a lease when its deadline has come', async (store, clock) => {
    assert.ok(await store.lease(ada, 'a', 1_000))
    await clock.advance(1_000)
    assert.ok(await store.lease(ada, 'a', minute))
  }),

  exactRule('keeps a lease until the millisecond of its deadline', async (store, clock) => {
    assert.ok(await store.lease(ada, 'a', 1_000))
    await clock.advance(999)
    assert.equal(await store.lease(ada, 'a', 1_000), undefined)
    await clock.advance(1)
    assert.ok(await store.lease(ada, 'a', 1_000))
  }),

  rule('does not free the lease of a new holder when an old one releases its own', async (store, clock) => {
    const old = (await store.lease(ada, 'a', 1_000)) ?? assert.fail('the lease was not free')
    await clock.advance(1_000)
    const mine = (await store.lease(ada, 'a', minute)) ?? assert.fail('the lease was not freed')
    await old.release()
    assert.equal(await store.lease(ada, 'a', minute), undefined)
    await mine.release()
    await mine.release()
    assert.ok(await store.lease(ada, 'a', minute))
  }),

  rule('frees the leases of a scope that is cleared', async (store) => {
    assert.ok(await store.lease(ada, 'a', minute))
    assert.ok(await store.lease(bob, 'a', minute))
    await store.clear(ada)
    assert.ok(await store.lease(ada, 'a', minute))
    assert.equal(await store.lease(bob, 'a', minute), undefined)
  }),

  rule('leaves entries and invalidations alone', async (store) => {
    const before = await store.invalidations(ada)
    await store.lease(ada, 'a', minute)
    assert.equal(await store.get(ada, 'a'), undefined)
    assert.equal((await store.size()).entries, 0)
    assert.equal((await store.invalidations(ada)).sequence, before.sequence)
  }),
]
