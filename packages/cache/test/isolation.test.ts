import { createKeyRing, createMemoryStore, type Scope } from '@graphkeep/core'
import { manualClock } from '@graphkeep/core/testing'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'

import { createSealer } from '../src/index.ts'
import { ada, bob, keyOf, openRig } from './support/rig.ts'

const sealer = createSealer(createKeyRing([new Uint8Array(32).fill(7)]))
const names = fc.constantFrom('a', 'a/b', 'b', 'a%2Fb', 'A', 'a b', ' a', 'ä', 'a\u0308', '__proto__')
const scopes: fc.Arbitrary<Scope> = fc.record({ tenant: names, account: names })
const keys = fc.constantFrom('x', 'x:y', 'b x', '__proto__', 'a/b x', 'toString')

describe('isolation', () => {
  it('never gives one scope what another one put there', async () => {
    const writes = fc.array(fc.record({ scope: scopes, key: keys, value: fc.nat() }), {
      minLength: 2,
      maxLength: 12,
    })
    await fc.assert(
      fc.asyncProperty(writes, async (list) => {
        const { cache } = openRig({ memoryBytes: 2_500, sealer })
        const expected = new Map<string, number>()
        for (const { value, ...key } of list) {
          await cache.set(key, value)
          expected.set(JSON.stringify([key.scope.tenant, key.scope.account, key.key]), value)
        }
        for (const { scope } of list) {
          for (const { key } of list) {
            const id = JSON.stringify([scope.tenant, scope.account, key])
            expect((await cache.get({ scope, key }))?.value).toBe(expected.get(id))
          }
        }
      }),
      { numRuns: 100 },
    )
  })

  it('opens no row that was copied to another scope, renamed, or given a longer life', async () => {
    const clock = manualClock()
    const store = createMemoryStore({ clock })
    const { cache } = openRig({ store, sealer }, clock)
    await cache.set(keyOf('a'), 'secret of ada')
    const row = await store.get(ada, keyOf('a').key)
    if (!row) throw new Error('The row is missing')
    await store.set(bob, keyOf('a').key, row)
    await store.set(ada, keyOf('b').key, row)
    await store.set(ada, keyOf('c').key, row)
    await store.set(ada, keyOf('a').key, { ...row, keepUntil: row.keepUntil + 1 })

    const { cache: reader, degraded } = openRig({ store, sealer }, clock)
    for (const key of [keyOf('a', bob), keyOf('b'), keyOf('a')]) expect(await reader.get(key)).toBeUndefined()
    expect(degraded.map(({ operation, code }) => `${operation} ${code}`)).toEqual(
      Array(3).fill('get ERR_DECRYPTION_FAILED'),
    )
    expect(await store.size()).toMatchObject({ entries: 1 })
  })

  it('invalidates and disconnects one scope without touching another', async () => {
    const { cache } = openRig()
    for (const scope of [ada, bob]) await cache.set(keyOf('a', scope), scope.account, { tags: ['t'] })
    await cache.invalidate(ada, { tags: ['t'] }, 'test')
    await cache.invalidate(ada, { prefix: '' }, 'test')
    await cache.disconnect(ada)
    expect(await cache.get(keyOf('a', ada))).toBeUndefined()
    expect((await cache.get(keyOf('a', bob)))?.value).toBe('bob')
  })

  it('refuses a key without a scope, and keys that are no keys', async () => {
    const { cache } = openRig()
    for (const scope of [{ tenant: '', account: 'a' }, { tenant: 't' }, {}]) {
      await expect(cache.get({ scope: scope as Scope, key: 'x' })).rejects.toThrow(TypeError)
      await expect(cache.invalidate(scope as Scope, { prefix: '' }, 'test')).rejects.toThrow(TypeError)
    }
    for (const key of ['', 'x'.repeat(1_025), 7]) {
      await expect(cache.get({ scope: ada, key: key as string })).rejects.toThrow(TypeError)
    }
  })

  it('leaves no plain text in the store', async () => {
    const { cache, store } = openRig({ sealer, compressFromBytes: 1_000_000 })
    await cache.set(keyOf('a'), { body: 'canary '.repeat(100) })
    const row = await store.get(ada, keyOf('a').key)
    expect(Buffer.from(row?.value ?? []).includes('canary')).toBe(false)
    expect(row?.value.length).toBeGreaterThan(700)
  })
})
