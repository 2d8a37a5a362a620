import assert from 'node:assert/strict'

import { StoreUnavailable } from '../../errors.ts'
import { type Scope, scopeKey } from '../../scope.ts'
import type { SecretStore } from '../../secrets/secret-store.ts'
import { awkwardNames, similarScopes } from '../awkward-names.ts'
import type { MovableClock, Rule } from '../contract.ts'

const ada: Scope = { tenant: 'contoso.com', account: 'ada' }
const bob: Scope = { tenant: 'contoso.com', account: 'bob' }

/** Secrets are kept exactly, apart for each scope, and go physically. */
export const secretRules: readonly Rule<SecretStore>[] = [
  rule('has no secret under a name that was never set', async (secrets) => {
    assert.equal(await secrets.get(ada, 'msal'), undefined)
  }),

  rule('returns exactly the bytes that were set', async (secrets) => {
    const all = Array.from({ length: 256 }, (_, byte) => byte)
    for (const bytes of [[], [0], all, Array.from({ length: 100_000 }, () => 7)]) {
      await secrets.set(ada, 'msal', Uint8Array.from(bytes))
      assert.deepEqual(await read(secrets, ada, 'msal'), bytes)
    }
  }),

  rule('stores only the part of a buffer that a view shows', async (secrets) => {
    await secrets.set(ada, 'msal', new Uint8Array([1, 2, 3, 4]).subarray(1, 3))
    assert.deepEqual(await read(secrets, ada, 'msal'), [2, 3])
  }),

  rule('keeps and gives out copies', async (secrets) => {
    const given = new Uint8Array([1])
    await secrets.set(ada, 'msal', given)
    given[0] = 2
    const found = (await secrets.get(ada, 'msal')) ?? assert.fail('the secret is not there')
    found[0] = 3
    assert.deepEqual(await read(secrets, ada, 'msal'), [1])
  }),

  rule('replaces a secret', async (secrets) => {
    await secrets.set(ada, 'msal', new Uint8Array([1, 1]))
    await secrets.set(ada, 'msal', new Uint8Array([2]))
    assert.deepEqual(await read(secrets, ada, 'msal'), [2])
  }),

  rule('says whether delete removed a secret', async (secrets) => {
    await secrets.set(ada, 'msal', new Uint8Array([1]))
    await secrets.set(ada, 'other', new Uint8Array([2]))
    assert.equal(await secrets.delete(ada, 'msal'), true)
    assert.equal(await secrets.get(ada, 'msal'), undefined)
    assert.equal(await secrets.delete(ada, 'msal'), false)
    assert.deepEqual(await read(secrets, ada, 'other'), [2])
  }),

  rule('takes every name as plain text', async (secrets) => {
    for (const [index, name] of awkwardNames.entries()) await secrets.set(ada, name, Uint8Array.of(index))
    for (const [index, name] of awkwardNames.entries())
      assert.deepEqual(await read(secrets, ada, name), [index])
  }),

  rule('keeps the secrets of scopes with similar names apart', async (secrets) => {
    for (const [index, scope] of similarScopes.entries())
      await secrets.set(scope, 'msal', Uint8Array.of(index))
    for (const [index, scope] of similarScopes.entries()) {
      assert.deepEqual(await read(secrets, scope, 'msal'), [index], scopeKey(scope))
    }
  }),

  rule('clears one scope only', async (secrets) => {
    for (const [index, scope] of similarScopes.entries()) {
      await secrets.set(scope, 'msal', Uint8Array.of(index))
      await secrets.set(scope, 'other', Uint8Array.of(index))
    }
    for (const [index, scope] of similarScopes.entries()) {
      await secrets.clear(scope)
      assert.equal(await secrets.get(scope, 'msal'), undefined)
      assert.equal(await secrets.get(scope, 'other'), undefined)
      for (const [later, next] of similarScopes.entries()) {
        if (later > index) assert.deepEqual(await read(secrets, next, 'msal'), [later], scopeKey(next))
      }
    }
  }),

  rule('refuses a scope without tenant or account', async (secrets) => {
    await assert.rejects(secrets.get({ tenant: '', account: 'a' }, 'msal'), TypeError)
    await assert.rejects(secrets.set({ tenant: 'a', account: '' }, 'msal', Uint8Array.of(1)), TypeError)
  }),

  rule('may be closed twice, and is unavailable then', async (secrets) => {
    await secrets[Symbol.asyncDispose]()
    await secrets[Symbol.asyncDispose]()
    const calls = {
      get: () => secrets.get(ada, 'msal'),
      set: () => secrets.set(ada, 'msal', Uint8Array.of(1)),
      delete: () => secrets.delete(ada, 'msal'),
      clear: () => secrets.clear(ada),
      exclusive: () => secrets.exclusive(ada, 'msal', async () => {}),
    }
    for (const [name, call] of Object.entries(calls)) await assert.rejects(call, StoreUnavailable, name)
  }),
]

/** A secret that was given a time is gone when it is over. */
export const lifeRules: readonly Rule<SecretStore>[] = [
  rule('forgets a secret when its time is over', async (secrets, clock) => {
    await secrets.set(ada, 'short', Uint8Array.of(1), { expiresAt: clock.now() + 1000 })
    await secrets.set(ada, 'long', Uint8Array.of(2), { expiresAt: clock.now() + 60_000 })
    await secrets.set(ada, 'ever', Uint8Array.of(3))
    assert.deepEqual(await read(secrets, ada, 'short'), [1])
    await clock.advance(1000)
    assert.equal(await secrets.get(ada, 'short'), undefined)
    assert.equal(await secrets.delete(ada, 'short'), false)
    assert.deepEqual(await read(secrets, ada, 'long'), [2])
    assert.deepEqual(await read(secrets, ada, 'ever'), [3])
  }),

  rule('replaces the time together with the secret', async (secrets, clock) => {
    await secrets.set(ada, 'longer', Uint8Array.of(1), { expiresAt: clock.now() + 1000 })
    await secrets.set(ada, 'longer', Uint8Array.of(2))
    await secrets.set(ada, 'shorter', Uint8Array.of(3))
    await secrets.set(ada, 'shorter', Uint8Array.of(4), { expiresAt: clock.now() + 1000 })
    await clock.advance(1000)
    assert.deepEqual(await read(secrets, ada, 'longer'), [2])
    assert.equal(await secrets.get(ada, 'shorter'), undefined)
  }),
]

/** What is exclusive never overlaps, whatever becomes of it. */
export const exclusiveRules: readonly Rule<SecretStore>[] = [
  rule('runs what is exclusive one after the other', async (secrets) => {
    await secrets.set(ada, 'counter', Uint8Array.of(0))
    await Promise.all(
      Array.from({ length: 25 }, () => secrets.exclusive(ada, 'counter', () => count(secrets))),
    )
    assert.deepEqual(await read(secrets, ada, 'counter'), [25])
  }),

  rule('returns what the exclusive function returns', async (secrets) => {
    assert.equal(await secrets.exclusive(ada, 'msal', async () => 'token'), 'token')
  }),

  rule('passes an error on, and lets the next one run', async (secrets) => {
    const failure = new Error('made to fail')
    const failed = secrets.exclusive(ada, 'msal', () => Promise.reject(failure))
    const next = secrets.exclusive(ada, 'msal', async () => 'next')
    await assert.rejects(failed, (error) => error === failure)
    assert.equal(await next, 'next')
  }),

  rule('does not make other names and scopes wait', async (secrets) => {
    const answer = await secrets.exclusive(ada, 'msal', () =>
      secrets.exclusive(ada, 'other', () => secrets.exclusive(bob, 'msal', async () => 'all three')),
    )
    assert.equal(answer, 'all three')
  }),

  rule('may read and write the secret meanwhile', async (secrets) => {
    await secrets.exclusive(ada, 'msal', async () => {
      await secrets.set(ada, 'msal', Uint8Array.of(1))
      assert.deepEqual(await read(secrets, ada, 'msal'), [1])
    })
  }),
]

async function read(secrets: SecretStore, scope: Scope, name: string): Promise<number[] | undefined> {
  const value = await secrets.get(scope, name)
  return value && [...value]
}

async function count(secrets: SecretStore): Promise<void> {
  const value = (await secrets.get(ada, 'counter')) ?? assert.fail('the counter is not there')
  await new Promise((resolve) => setImmediate(resolve))
  await secrets.set(ada, 'counter', Uint8Array.of((value[0] as number) + 1))
}

function rule(
  name: string,
  check: (secrets: SecretStore, clock: MovableClock) => Promise<void>,
): Rule<SecretStore> {
  return { name, exact: false, check }
}
