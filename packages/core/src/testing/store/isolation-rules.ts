import assert from 'node:assert/strict'

import { type Scope, scopeKey } from '../../scope.ts'
import type { Store } from '../../store/store.ts'
import { similarScopes } from '../awkward-names.ts'
import type { MovableClock, Rule } from '../contract.ts'
import { bytesAt, entry, put, rule, sequenceOf } from './setting.ts'

/** Nothing that is done in one scope is seen in another. */
export const isolationRules: readonly Rule<Store>[] = [
  rule('keeps the entries of scopes with similar names apart', async (store, clock) => {
    await fill(store, clock)
    await eachHasItsOwn(store, similarScopes)
  }),

  rule('deletes in one scope only', async (store, clock) => {
    for (const scope of similarScopes) {
      await fill(store, clock)
      assert.equal(await store.delete(scope, 'a'), true)
      await eachHasItsOwn(store, others(scope))
    }
  }),

  rule('invalidates tags in one scope only', async (store, clock) => {
    for (const scope of similarScopes) {
      await fill(store, clock)
      const before = await sequences(store, others(scope))
      await store.invalidate(scope, { tags: ['t'] }, 'test')
      assert.equal(await store.get(scope, 'a'), undefined, `the entry of ${scopeKey(scope)} is still there`)
      await eachHasItsOwn(store, others(scope))
      assert.deepEqual(await sequences(store, others(scope)), before)
    }
  }),

  rule('invalidates prefixes in one scope only', async (store, clock) => {
    for (const scope of similarScopes) {
      await fill(store, clock)
      await store.invalidate(scope, { prefix: '' }, 'test')
      assert.equal(await store.get(scope, 'a'), undefined, `the entry of ${scopeKey(scope)} is still there`)
      await eachHasItsOwn(store, others(scope))
    }
  }),

  rule('clears one scope only', async (store, clock) => {
    for (const scope of similarScopes) {
      await fill(store, clock)
      await store.clear(scope)
      assert.equal(await store.get(scope, 'a'), undefined, `the entry of ${scopeKey(scope)} is still there`)
      assert.equal((await store.size()).entries, similarScopes.length - 1)
      await eachHasItsOwn(store, others(scope))
    }
  }),

  rule('keeps a history for each scope', async (store) => {
    for (const scope of similarScopes) await store.invalidate(scope, { tags: ['t'] }, scopeKey(scope))
    for (const scope of similarScopes) {
      const causes = (await store.history(scope, 10)).map(({ cause }) => cause)
      assert.deepEqual(causes, [scopeKey(scope)])
    }
  }),

  rule('gives out leases for each scope', async (store) => {
    for (const scope of similarScopes) assert.ok(await store.lease(scope, 'a', 60_000), scopeKey(scope))
  }),

  rule('refuses a scope without tenant or account', async (store, clock) => {
    for (const scope of [
      { tenant: '', account: 'a' },
      { tenant: 'a', account: '' },
    ]) {
      await assert.rejects(store.get(scope, 'a'), TypeError)
      await assert.rejects(store.set(scope, 'a', entry(clock, { asOf: 0 })), TypeError)
      await assert.rejects(store.clear(scope), TypeError)
      await assert.rejects(store.invalidate(scope, { prefix: '' }, 'test'), TypeError)
    }
  }),
]

async function fill(store: Store, clock: MovableClock): Promise<void> {
  for (const [index, scope] of similarScopes.entries()) {
    await put(store, clock, 'a', { scope, bytes: [index], tags: ['t'] })
  }
}

async function eachHasItsOwn(store: Store, scopes: readonly Scope[]): Promise<void> {
  for (const scope of scopes) {
    assert.deepEqual(await bytesAt(store, 'a', scope), [similarScopes.indexOf(scope)], scopeKey(scope))
  }
}

function others(scope: Scope): readonly Scope[] {
  return similarScopes.filter((other) => other !== scope)
}

function sequences(store: Store, scopes: readonly Scope[]): Promise<number[]> {
  return Promise.all(scopes.map((scope) => sequenceOf(store, scope)))
}
