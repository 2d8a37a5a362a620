import assert from 'node:assert/strict'

import type { Store } from '../../store/store.ts'
import type { MovableClock, Rule } from '../contract.ts'
import { ada, bytesAt, put, sequenceOf } from './setting.ts'

/** Two stores over one backend, as two processes have them. */
export interface StorePair extends AsyncDisposable {
  readonly stores: readonly [Store, Store]
}

/** What one process does, the others see in their next call. */
export const sharingRules: readonly Rule<StorePair>[] = [
  rule('shows entries to the other store', async ([one, other], clock) => {
    await put(one, clock, 'a', { bytes: [1] })
    assert.deepEqual(await bytesAt(other, 'a'), [1])
    await put(other, clock, 'a', { bytes: [2] })
    assert.deepEqual(await bytesAt(one, 'a'), [2])
    await one.delete(ada, 'a')
    assert.equal(await other.get(ada, 'a'), undefined)
  }),

  rule('shows invalidations to the other store at once', async ([one, other], clock) => {
    await put(one, clock, 'a', { tags: ['t'] })
    for (const [writer, reader] of [
      [one, other],
      [other, one],
    ] as const) {
      await put(writer, clock, 'a', { tags: ['t'] })
      assert.deepEqual(await bytesAt(reader, 'a'), [1])
      const sequence = await writer.invalidate(ada, { tags: ['t'] }, 'test')
      assert.equal(reader.invalidationsNow?.(ada)?.sequence ?? sequence, sequence)
      assert.equal(await sequenceOf(reader, ada), sequence)
      assert.equal((await reader.invalidations(ada)).tags.get('t') ?? sequence, sequence)
      assert.equal(await reader.get(ada, 'a'), undefined)
      assert.equal((await reader.history(ada, 1))[0]?.sequence, sequence)
    }
  }),

  rule(
    'fences off a value that was read before the other store invalidated it',
    async ([one, other], clock) => {
      const asOf = await sequenceOf(one, ada)
      await other.invalidate(ada, { tags: ['t'] }, 'test')
      assert.equal(await put(one, clock, 'a', { asOf, tags: ['t'] }), false)
      assert.equal(await one.get(ada, 'a'), undefined)
      assert.equal(await other.get(ada, 'a'), undefined)
    },
  ),

  rule('clears for the other store too', async ([one, other], clock) => {
    const asOf = await sequenceOf(other, ada)
    await put(other, clock, 'a', { asOf })
    await one.clear(ada)
    assert.equal(await other.get(ada, 'a'), undefined)
    assert.equal(await put(other, clock, 'a', { asOf }), false)
  }),

  rule('never gives one number to both stores', async (stores) => {
    const calls = Array.from({ length: 50 }, (_, index) =>
      (index % 2 === 0 ? stores[0] : stores[1]).invalidate(ada, { tags: [`t${index}`] }, 'test'),
    )
    assert.equal(new Set(await Promise.all(calls)).size, 50)
    assert.equal(await sequenceOf(stores[0], ada), await sequenceOf(stores[1], ada))
  }),

  rule('gives a lease to one of the two stores', async ([one, other]) => {
    const mine = (await one.lease(ada, 'a', 60_000)) ?? assert.fail('the lease was not free')
    assert.equal(await other.lease(ada, 'a', 60_000), undefined)
    await mine.release()
    assert.ok(await other.lease(ada, 'a', 60_000))
    assert.equal(await one.lease(ada, 'a', 60_000), undefined)
  }),

  rule('stays open when the other store is closed', async ([one, other], clock) => {
    await put(one, clock, 'a')
    await one[Symbol.asyncDispose]()
    assert.deepEqual(await bytesAt(other, 'a'), [1])
  }),
]

function rule(
  name: string,
  check: (stores: readonly [Store, Store], clock: MovableClock) => Promise<void>,
): Rule<StorePair> {
  return { name, exact: false, check: ({ stores }, clock) => check(stores, clock) }
}
