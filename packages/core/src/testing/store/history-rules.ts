import assert from 'node:assert/strict'

import type { Store } from '../../store/store.ts'
import type { Rule } from '../contract.ts'
import { ada, rule, sequenceOf } from './setting.ts'

/** Every invalidation leaves a record. */
export const historyRules: readonly Rule<Store>[] = [
  rule('has no history in a scope in which nothing was invalidated', async (store) => {
    assert.deepEqual(await store.history(ada, 10), [])
  }),

  rule('records what was invalidated, when, and by what', async (store, clock) => {
    const before = clock.now()
    const first = await store.invalidate(ada, { tags: ['t', 'u'] }, 'email_send')
    await clock.advance(20)
    const second = await store.invalidate(ada, { prefix: 'email:%' }, 'folder_delete')
    const after = clock.now()

    const [newer, older, ...rest] = await store.history(ada, 10)
    assert.ok(newer && older && rest.length === 0)
    const { at: olderAt, ...olderRest } = older
    const { at: newerAt, ...newerRest } = newer
    assert.deepEqual(olderRest, { sequence: first, cause: 'email_send', target: { tags: ['t', 'u'] } })
    assert.deepEqual(newerRest, { sequence: second, cause: 'folder_delete', target: { prefix: 'email:%' } })
    assert.ok(before <= olderAt && olderAt < newerAt && newerAt <= after)
  }),

  rule('gives the newest records first, and no more than asked for', async (store) => {
    const numbers: number[] = []
    for (let round = 0; round < 120; round++)
      numbers.unshift(await store.invalidate(ada, { tags: ['t'] }, 'test'))
    const sequences = async (limit: number) =>
      (await store.history(ada, limit)).map(({ sequence }) => sequence)
    assert.deepEqual(await sequences(1), numbers.slice(0, 1))
    assert.deepEqual(await sequences(100), numbers.slice(0, 100))
  }),

  rule('forgets the history of a scope that is cleared', async (store) => {
    await store.invalidate(ada, { tags: ['email:folder:A'] }, 'email_send')
    await store.clear(ada)
    assert.deepEqual(await store.history(ada, 10), [])
  }),

  rule('keeps its own copy of the tags', async (store) => {
    const tags = ['t']
    await store.invalidate(ada, { tags }, 'test')
    tags[0] = 'u'
    assert.deepEqual((await store.history(ada, 1))[0]?.target, { tags: ['t'] })
    assert.equal((await store.history(ada, 1))[0]?.sequence, await sequenceOf(store, ada))
  }),
]
