import assert from 'node:assert/strict'
import { setTimeout } from 'node:timers/promises'

import type { Clock } from '../../clock.ts'
import type { Store } from '../../store/store.ts'
import type { Rule } from '../contract.ts'
import { ada, bob, exactRule, type PutWish, present, put } from './setting.ts'

/** The limit of stores that these rules are for. */
export const limitBytes = 1_000_000

const valueBytes = 10_000

/** A store with a limit stays below it, and gives up what is worth the least. */
export const limitRules: readonly Rule<Store>[] = [
  exactRule('never holds more than its limit, however much is stored at once', async (store, clock) => {
    for (let round = 0; round < 5; round += 1) {
      const keys = Array.from({ length: 60 }, (_, index) => `${round}:${index}`)
      await Promise.all(keys.map((key) => fill(store, clock, key)))
      const { bytes } = await store.size()
      assert.ok(bytes <= limitBytes, `${bytes} bytes of ${limitBytes}`)
    }
    await settled(store)
  }),

  exactRule('does not keep what is too large for its limit', async (store, clock) => {
    await fill(store, clock, 'small')
    assert.equal(await put(store, clock, 'large', { bytes: new Uint8Array(limitBytes) }), false)
    assert.deepEqual(await present(store, ['small', 'large']), ['small'])
  }),

  exactRule('leaves everything in peace below four fifths of its limit', async (store, clock) => {
    const keys = Array.from({ length: 70 }, (_, index) => `key:${index}`)
    for (const key of keys) await fill(store, clock, key)
    assert.deepEqual(await present(store, keys), keys)
  }),

  exactRule('removes down to three fifths, and what was kept is still served', async (store, clock) => {
    const keys = Array.from({ length: 90 }, (_, index) => `key:${index}`)
    for (const key of keys) await fill(store, clock, key)
    const { bytes, entries } = await settled(store)
    assert.ok(bytes >= limitBytes * 0.5, `${bytes} bytes are fewer than were to go`)
    assert.equal((await present(store, keys)).length, entries)
  }),

  exactRule('gives up what is cheap before what is dear, in every scope', async (store, clock) => {
    for (let index = 0; index < 45; index += 1) {
      await fill(store, clock, `dear:${index}`, { cost: 1_000 })
      await fill(store, clock, `cheap:${index}`, { scope: bob })
    }
    await settled(store)
    const dear = Array.from({ length: 45 }, (_, index) => `dear:${index}`)
    assert.deepEqual(await present(store, dear), dear)
  }),

  exactRule('gives up what nobody reads before what is read', async (store, clock) => {
    const read = Array.from({ length: 20 }, (_, index) => `read:${index}`)
    for (const key of read) await fill(store, clock, key)
    for (let index = 0; index < 40; index += 1) await fill(store, clock, `unread:${index}`)
    for (let round = 0; round < 3; round += 1) await present(store, read)
    for (let index = 40; index < 70; index += 1) await fill(store, clock, `unread:${index}`)
    await settled(store)
    assert.deepEqual(await present(store, read), read)
  }),

  exactRule('gives up what is old, and what was invalidated first of all', async (store, clock) => {
    for (let index = 0; index < 15; index += 1)
      await fill(store, clock, `dead:${index}`, { cost: 9_999, tags: ['t'] })
    await store.invalidate(ada, { tags: ['t'] }, 'test')
    for (let index = 0; index < 15; index += 1) await fill(store, clock, `old:${index}`)
    await clock.advance(1_800_000)
    const young = Array.from({ length: 55 }, (_, index) => `young:${index}`)
    for (const key of young) await fill(store, clock, key)
    await settled(store)
    assert.deepEqual(await present(store, young), young)
  }),
]

function fill(store: Store, clock: Clock, key: string, wish: PutWish = {}): Promise<boolean> {
  return put(store, clock, key, { bytes: new Uint8Array(valueBytes), ...wish })
}

/** Waits until cleaning has come to its end; returns what is left. */
async function settled(store: Store): ReturnType<Store['size']> {
  let last = await store.size()
  for (let wait = 0; wait < 100; wait += 1) {
    await setTimeout(20)
    const size = await store.size()
    if (size.bytes === last.bytes && size.bytes < limitBytes * 0.8) return size
    last = size
  }
  return assert.fail(`Still ${last.bytes} bytes of ${limitBytes}`)
}
