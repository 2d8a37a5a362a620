import assert from 'node:assert/strict'

import type { Store } from '../../store/store.ts'
import { awkwardNames } from '../awkward-names.ts'
import type { Rule } from '../contract.ts'
import { ada, bytesAt, entry, put, rule, sequenceOf } from './setting.ts'

const allBytes = Array.from({ length: 256 }, (_, byte) => byte)

/** What goes in comes out. */
export const entryRules: readonly Rule<Store>[] = [
  rule('has no entry under a key that was never set', async (store) => {
    assert.equal(await store.get(ada, 'a'), undefined)
  }),

  rule('returns every field as it was set', async (store, clock) => {
    const now = clock.now()
    const times = {
      fetchedAt: now - 5,
      staleAt: now + 60_000,
      expiresAt: now + 120_000,
      keepUntil: now + 180_000,
    }
    const rest = { tags: ['email:folder:A', ''], asOf: await sequenceOf(store, ada), cost: 321 }
    assert.equal(await store.set(ada, 'a', { value: new Uint8Array([1]), ...times, ...rest }), true)
    const { value, ...found } = (await store.get(ada, 'a')) ?? assert.fail('the entry is not there')
    assert.deepEqual({ ...found, value: [...value] }, { ...times, ...rest, value: [1] })
  }),

  rule('returns exactly the bytes that were set', async (store, clock) => {
    for (const bytes of [[], [0], [0, 0, 10, 13, 255], allBytes, new Uint8Array(1_048_576).fill(7)]) {
      await put(store, clock, 'a', { bytes })
      assert.deepEqual(await bytesAt(store, 'a'), [...bytes])
    }
  }),

  rule('stores only the part of a buffer that a view shows', async (store, clock) => {
    const value = new Uint8Array([1, 2, 3, 4, 5]).subarray(1, 3)
    await store.set(ada, 'a', { ...entry(clock, { asOf: await sequenceOf(store, ada) }), value })
    assert.deepEqual(await bytesAt(store, 'a'), [2, 3])
  }),

  rule('takes a Node Buffer as bytes', async (store, clock) => {
    const value = Buffer.from('caf\u00e9')
    await store.set(ada, 'a', { ...entry(clock, { asOf: await sequenceOf(store, ada) }), value })
    assert.deepEqual(await bytesAt(store, 'a'), [...value])
  }),

  rule('keeps its own copy of what it is given', async (store, clock) => {
    const tags = ['t']
    const given = entry(clock, { bytes: [1], tags, asOf: await sequenceOf(store, ada) })
    await store.set(ada, 'a', given)
    given.value[0] = 2
    tags[0] = 'u'
    assert.deepEqual(await bytesAt(store, 'a'), [1])
    assert.deepEqual((await store.get(ada, 'a'))?.tags, ['t'])
  }),

  rule('gives out copies that may be changed', async (store, clock) => {
    await put(store, clock, 'a', { bytes: [1] })
    const found = (await store.get(ada, 'a')) ?? assert.fail('the entry is not there')
    found.value[0] = 2
    assert.deepEqual(await bytesAt(store, 'a'), [1])
  }),

  rule('replaces an entry as a whole', async (store, clock) => {
    await put(store, clock, 'a', { bytes: [1, 1, 1], tags: ['t'] })
    await put(store, clock, 'a', { bytes: [2], tags: ['u'] })
    assert.deepEqual(await bytesAt(store, 'a'), [2])
    await store.invalidate(ada, { tags: ['t'] }, 'test')
    assert.deepEqual(await bytesAt(store, 'a'), [2])
    assert.equal((await store.size()).entries, 1)
  }),

  rule('says whether delete removed an entry', async (store, clock) => {
    await put(store, clock, 'a')
    await put(store, clock, 'b')
    assert.equal(await store.delete(ada, 'a'), true)
    assert.equal(await store.get(ada, 'a'), undefined)
    assert.equal(await store.delete(ada, 'a'), false)
    assert.deepEqual(await bytesAt(store, 'b'), [1])
    assert.equal((await store.size()).entries, 1)
  }),

  rule('takes every key as plain text', async (store, clock) => {
    for (const [index, key] of awkwardNames.entries()) await put(store, clock, key, { bytes: [index] })
    for (const [index, key] of awkwardNames.entries()) assert.deepEqual(await bytesAt(store, key), [index])
    assert.equal((await store.size()).entries, awkwardNames.length)
  }),

  rule('serves many callers at once', async (store, clock) => {
    const asOf = await sequenceOf(store, ada)
    const keys = Array.from({ length: 100 }, (_, index) => `key:${index}`)
    await Promise.all(keys.map((key, index) => put(store, clock, key, { bytes: [index], asOf })))
    const found = await Promise.all(keys.map((key) => bytesAt(store, key)))
    assert.deepEqual(
      found,
      keys.map((_, index) => [index]),
    )
  }),

  rule('does nothing for a caller that has gone', async (store, clock) => {
    const asOf = await sequenceOf(store, ada)
    const reason = new Error('gone')
    const signal = AbortSignal.abort(reason)
    await assert.rejects(store.set(ada, 'a', entry(clock, { asOf }), signal), (error) => error === reason)
    await assert.rejects(store.get(ada, 'a', signal), (error) => error === reason)
    assert.equal(await store.get(ada, 'a'), undefined)
  }),
]
