import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Clock, StoreUnavailable } from '@graphkeep/core'
import { manualClock, storeContract } from '@graphkeep/core/testing'
import Keyv from 'keyv'
import { createStorage } from 'unstorage'
import fsDriver from 'unstorage/drivers/fs'
import { afterAll, describe, expect, it } from 'vitest'

import { keyvStore } from '../../src/keyv.ts'
import { unstorageStore } from '../../src/unstorage.ts'
import { ada, entryOf, put, textAt } from '../support/entries.ts'

const folders: string[] = []
const newFolder = () => {
  const folder = mkdtempSync(join(tmpdir(), 'graphkeep-unstorage-'))
  folders.push(folder)
  return folder
}
afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true })
})

const inFolder = (folder: string, clock?: Clock) =>
  unstorageStore(createStorage({ driver: fsDriver({ base: folder }) }), clock && { clock })

describe.each([
  ['Keyv', (clock: Clock) => keyvStore(new Keyv(), { clock })],
  ['Keyv with a namespace', (clock: Clock) => keyvStore(new Keyv({ namespace: 'mine' }), { clock })],
  ['unstorage in memory', (clock: Clock) => unstorageStore(createStorage(), { clock })],
  ['unstorage in a folder', (clock: Clock) => inFolder(newFolder(), clock)],
])('a store of %s', (_, open) => {
  for (const { name, run } of storeContract(open)) it(name, run)
})

describe('a store over texts under keys', () => {
  it('has after a restart what it had before, and what was invalidated stays so', async () => {
    const folder = newFolder()
    {
      await using store = inFolder(folder)
      await put(store, 'a', Buffer.from('A'))
      await put(store, 'b', Buffer.from('B'), ['t'])
      await store.invalidate(ada, { tags: ['t'] }, 'email_move')
    }
    await using store = inFolder(folder)
    expect(await textAt(store, 'a')).toBe('A')
    expect(await textAt(store, 'b')).toBeUndefined()
    expect(await store.history(ada, 10)).toMatchObject([{ sequence: 1, cause: 'email_move' }])
    expect(await store.set(ada, 'b', entryOf(Buffer.from('old'), 0, ['t']))).toBe(false)
  })

  it('takes nothing for true when the backend has lost what was invalidated', async () => {
    const map = new Map()
    const open = () => keyvStore(new Keyv({ store: map }))
    const store = open()
    await put(store, 'a', Buffer.from('A'))
    for (const key of map.keys()) if (String(key).includes('state:')) map.delete(key)
    const next = open()
    expect(await textAt(next, 'a')).toBeUndefined()
    expect(await next.sweep(10)).toBe(1)
  })

  it('leaves alone what others keep in the same backend', async () => {
    const map = new Map()
    const keyv = new Keyv({ store: map })
    await keyv.set('theirs', 'untouched')
    const store = keyvStore(keyv)
    await put(store, 'a', Buffer.from('A'))
    await store.clear(ada)
    await store.sweep(100)
    expect(await keyv.get('theirs')).toBe('untouched')
  })

  it('goes on sweeping where it stopped, so that many live entries do not hide the dead', async () => {
    const clock = manualClock()
    const store = keyvStore(new Keyv(), { clock })
    for (let index = 0; index < 50; index++) await put(store, `live:${index}`, Buffer.from('A'))
    await put(store, 'dead', Buffer.from('B'), ['t'])
    await store.invalidate(ada, { tags: ['t'] }, 'test')
    let gone = 0
    for (let round = 0; round < 6; round++) gone += await store.sweep(1)
    expect(gone).toBe(1)
    expect((await store.size()).entries).toBe(50)
  })

  it('says that it did not answer when Keyv only tells of a failure by an event', async () => {
    const store = keyvStore(
      new Keyv({
        store: {
          get: () => Promise.reject(new Error('down')),
          set: () => Promise.reject(new Error('down')),
          delete: () => Promise.reject(new Error('down')),
          clear: () => Promise.reject(new Error('down')),
          async *iterator() {},
        },
      }),
    )
    await expect(store.get(ada, 'a')).rejects.toThrow(StoreUnavailable)
    await expect(store.invalidations(ada)).rejects.toMatchObject({ cause: { message: 'down' } })
  })

  it('refuses a Keyv that cannot list its keys', () => {
    const keyv = new Keyv()
    Object.defineProperty(keyv, 'iterator', { value: undefined })
    expect(() => keyvStore(keyv)).toThrow(/cannot list its keys/)
  })
})
