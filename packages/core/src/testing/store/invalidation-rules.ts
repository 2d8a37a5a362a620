import assert from 'node:assert/strict'

import { holds } from '../../store/invalidations.ts'
import type { Store } from '../../store/store.ts'
import { awkwardNames, wildcards } from '../awkward-names.ts'
import type { Rule } from '../contract.ts'
import { ada, entry, present, put, rule, sequenceOf } from './setting.ts'

/** An invalidation makes exactly those entries not exist that it names. */
export const invalidationRules: readonly Rule<Store>[] = [
  rule('makes entries not exist when one of their tags is invalidated', async (store, clock) => {
    await put(store, clock, 'a', { tags: ['t', 'u'] })
    await put(store, clock, 'b', { tags: ['u'] })
    await put(store, clock, 'c')
    await store.invalidate(ada, { tags: ['x', 't'] }, 'test')
    assert.deepEqual(await present(store, ['a', 'b', 'c']), ['b', 'c'])
  }),

  rule('invalidates every tag that is named', async (store, clock) => {
    const tags = Array.from({ length: 500 }, (_, index) => `email:message:${index}`)
    await put(store, clock, 'first', { tags: tags.slice(0, 1) })
    await put(store, clock, 'last', { tags: tags.slice(-1) })
    await put(store, clock, 'other', { tags: ['email:message:500'] })
    await store.invalidate(ada, { tags: [...tags, ...tags] }, 'test')
    assert.deepEqual(await present(store, ['first', 'last', 'other']), ['other'])
  }),

  rule('makes entries not exist whose key starts with an invalidated prefix', async (store, clock) => {
    const keys = [
      'email:list:1',
      'email:list:2',
      'email:list',
      'email:get:1',
      'xemail:list:1',
      'Email:list:1',
    ]
    for (const key of keys) await put(store, clock, key)
    await store.invalidate(ada, { prefix: 'email:list:' }, 'test')
    assert.deepEqual(await present(store, keys), keys.slice(2))
  }),

  rule('invalidates all of a scope with the empty prefix', async (store, clock) => {
    const keys = ['a', 'b']
    for (const key of keys) await put(store, clock, key, { tags: ['t'] })
    await store.invalidate(ada, { prefix: '' }, 'test')
    assert.deepEqual(await present(store, keys), [])
  }),

  rule('takes every prefix as plain text', async (store, clock) => {
    for (const character of wildcards) {
      const keys = [`x${character}1`, 'x1', 'xa1', 'xx1', `y${character}1`]
      for (const key of keys) await put(store, clock, key)
      await store.invalidate(ada, { prefix: `x${character}` }, 'test')
      assert.deepEqual(await present(store, keys), keys.slice(1), `prefix x${character}`)
    }
  }),

  rule('makes entries not exist whose key fits an invalidated pattern', async (store, clock) => {
    const keys = ['email:list:1:inbox', 'email:list:22:inbox', 'email:list:1:inbox:2', 'email:get:1:inbox']
    for (const key of keys) await put(store, clock, key)
    await store.invalidate(ada, { pattern: 'email:list:*:inbox' }, 'test')
    assert.deepEqual(await present(store, keys), keys.slice(2))
  }),

  rule(
    'takes in a pattern what follows a backslash as plain text, and all but a star anyway',
    async (store, clock) => {
      for (const character of wildcards) {
        const keys = [`x${character}1y`, 'x1y', 'xa1y', 'xx1y', `z${character}1y`]
        for (const key of keys) await put(store, clock, key)
        const escaped = '\\*'.includes(character) ? `\\${character}` : character
        await store.invalidate(ada, { pattern: `x${escaped}*y` }, 'test')
        assert.deepEqual(await present(store, keys), keys.slice(1), `pattern x${escaped}*y`)
      }
    },
  ),

  rule('takes every tag as plain text', async (store, clock) => {
    for (const name of awkwardNames) {
      for (const tag of awkwardNames) await put(store, clock, tag, { tags: [tag] })
      await store.invalidate(ada, { tags: [name] }, 'test')
      assert.deepEqual(
        await present(store, awkwardNames),
        awkwardNames.filter((other) => other !== name),
        `tag ${JSON.stringify(name)}`,
      )
    }
  }),

  rule('gives every invalidation a greater number, and tells the last one', async (store) => {
    let last = await sequenceOf(store, ada)
    for (const target of [{ tags: ['t'] }, { prefix: 'a' }, { tags: [] }, { tags: ['t'] }, { prefix: '' }]) {
      const sequence = await store.invalidate(ada, target, 'test')
      assert.ok(sequence > last, `${sequence} follows ${last}`)
      assert.equal(await sequenceOf(store, ada), sequence)
      last = sequence
    }
  }),

  rule('never gives a number twice, clearing included', async (store) => {
    const before = await store.invalidate(ada, { tags: ['t'] }, 'test')
    await store.clear(ada)
    const cleared = await sequenceOf(store, ada)
    const after = await store.invalidate(ada, { tags: ['t'] }, 'test')
    assert.ok(before < cleared && cleared < after, `${before} < ${cleared} < ${after}`)
  }),

  rule('gives invalidations that come together numbers of their own', async (store) => {
    const calls = Array.from({ length: 50 }, (_, index) =>
      store.invalidate(ada, { tags: [`t${index}`] }, 'test'),
    )
    const numbers = await Promise.all(calls)
    assert.equal(new Set(numbers).size, 50)
    assert.equal(await sequenceOf(store, ada), Math.max(...numbers))
  }),

  rule(
    'tells what was invalidated, so that a reader can judge what it holds in memory',
    async (store, clock) => {
      const asOf = await sequenceOf(store, ada)
      const kept = { 'mail:1': ['t'], 'mail:2': ['u'], 'file:1': ['t'], 'file:2': [] }
      for (const [key, tags] of Object.entries(kept)) await put(store, clock, key, { tags, asOf })
      await store.invalidate(ada, { tags: ['t'] }, 'test')
      await store.invalidate(ada, { prefix: 'mail:2' }, 'test')
      const now = await store.invalidations(ada)
      const judged = Object.entries(kept).filter(([key, tags]) => holds({ asOf, tags }, key, now))
      assert.deepEqual(judged, [['file:2', []]])
      assert.deepEqual(await present(store, Object.keys(kept)), ['file:2'])
    },
  ),

  rule('gives out a state that no later invalidation changes', async (store) => {
    await store.invalidate(ada, { tags: ['t'] }, 'test')
    const then = await store.invalidations(ada)
    const copy = { ...then, tags: [...then.tags], patterns: [...then.patterns] }
    await store.invalidate(ada, { tags: ['t', 'u'] }, 'test')
    await store.invalidate(ada, { prefix: 'a' }, 'test')
    await store.invalidations(ada)
    await store.clear(ada)
    await store.invalidations(ada)
    assert.deepEqual({ ...then, tags: [...then.tags], patterns: [...then.patterns] }, copy)
  }),

  rule('says without waiting what it says otherwise, if it says anything', async (store) => {
    for (const target of [{ tags: ['t'] }, { prefix: 'a' }, { tags: ['u'] }]) {
      await store.invalidate(ada, target, 'test')
      const now = store.invalidationsNow?.(ada)
      if (now) assert.deepEqual(now, await store.invalidations(ada))
    }
    await store[Symbol.asyncDispose]()
    assert.equal(store.invalidationsNow?.(ada), undefined)
  }),

  rule('invalidates nothing by being asked for the state of a scope', async (store, clock) => {
    const first = await store.invalidations(ada)
    await put(store, clock, 'a')
    const second = await store.invalidations(ada)
    assert.equal(first.sequence, second.sequence)
    assert.ok(holds({ asOf: first.sequence, tags: ['t'] }, 'a', second))
  }),
]

/** A value that was read before a write is never served after it, whenever it is stored. */
export const fenceRules: readonly Rule<Store>[] = [
  rule('refuses a value that was read before one of its tags was invalidated', async (store, clock) => {
    const asOf = await sequenceOf(store, ada)
    await store.invalidate(ada, { tags: ['t'] }, 'test')
    assert.equal(await put(store, clock, 'a', { asOf, tags: ['u', 't'] }), false)
    assert.equal(await store.get(ada, 'a'), undefined)
  }),

  rule('refuses a value that was read before its key was invalidated', async (store, clock) => {
    const asOf = await sequenceOf(store, ada)
    await store.invalidate(ada, { prefix: 'email:' }, 'test')
    assert.equal(await put(store, clock, 'email:list:1', { asOf }), false)
    assert.equal(await store.get(ada, 'email:list:1'), undefined)
  }),

  rule('takes a value that was read before something else was invalidated', async (store, clock) => {
    const asOf = await sequenceOf(store, ada)
    await store.invalidate(ada, { tags: ['u'] }, 'test')
    await store.invalidate(ada, { prefix: 'file:' }, 'test')
    assert.equal(await put(store, clock, 'email:list:1', { asOf, tags: ['t'] }), true)
    assert.deepEqual(await present(store, ['email:list:1']), ['email:list:1'])
  }),

  rule('takes a value that was read after the invalidation', async (store, clock) => {
    await store.invalidate(ada, { tags: ['t'] }, 'test')
    await store.invalidate(ada, { prefix: '' }, 'test')
    assert.equal(await put(store, clock, 'a', { tags: ['t'] }), true)
    assert.deepEqual(await present(store, ['a']), ['a'])
  }),

  rule('leaves what was there when it refuses a value', async (store, clock) => {
    const asOf = await sequenceOf(store, ada)
    await store.invalidate(ada, { tags: ['t'] }, 'test')
    await put(store, clock, 'a', { bytes: [2], tags: ['t'] })
    assert.equal(await put(store, clock, 'a', { bytes: [1], tags: ['t'], asOf }), false)
    assert.deepEqual([...((await store.get(ada, 'a'))?.value ?? [])], [2])
  }),

  rule('refuses whatever was read before the scope was cleared', async (store, clock) => {
    const unused = await sequenceOf(store, ada)
    await store.clear(ada)
    assert.equal(await put(store, clock, 'a', { asOf: unused }), false)
    const used = await store.invalidate(ada, { tags: ['t'] }, 'test')
    await store.clear(ada)
    assert.equal(await put(store, clock, 'a', { asOf: used }), false)
    assert.equal(await store.get(ada, 'a'), undefined)
    assert.equal(await put(store, clock, 'a'), true)
  }),

  rule('keeps the fence when storing and invalidating cross', async (store, clock) => {
    for (let round = 0; round < 50; round++) {
      const old = entry(clock, { asOf: await sequenceOf(store, ada), tags: ['t'] })
      const calls = [() => store.set(ada, 'a', old), () => store.invalidate(ada, { tags: ['t'] }, 'test')]
      await Promise.all((round % 2 === 0 ? calls : calls.reverse()).map((call) => call()))
      assert.equal(await store.get(ada, 'a'), undefined)
    }
  }),
]
