import {
  createKeyRing,
  createMemoryStore,
  DecryptionFailed,
  type Scope,
  type Store,
  type StoreEntry,
  sealedStore,
} from '@graphkeep/core'
import { storeContract } from '@graphkeep/core/testing'
import { describe, expect, it } from 'vitest'

import { createAesGcmSealer } from '../aes-gcm-sealer.ts'

const sealer = createAesGcmSealer(createKeyRing([new Uint8Array(32).fill(7)]))
const ada: Scope = { tenant: 'contoso.com', account: 'ada' }
const bob: Scope = { tenant: 'contoso.com', account: 'bob' }
const eve: Scope = { tenant: 'fabrikam.com', account: 'ada' }
const canary = Buffer.from('the password is hunter2')

const now = Date.now()
const times = { fetchedAt: now, staleAt: now + 1_000, expiresAt: now + 2_000, keepUntil: now + 3_600_000 }
const entry: StoreEntry = { value: canary, ...times, tags: ['t'], asOf: 0, cost: 10 }

describe('sealed store', () => {
  for (const { name, run } of storeContract((clock) => sealedStore(createMemoryStore({ clock }), sealer)))
    it(name, run)

  it('lets nothing of a value reach the store inside', async () => {
    const { inner, row } = await sealed()
    expect(Buffer.from(row.value).includes('hunter2')).toBe(false)
    expect(await bytes(sealedStore(inner, sealer), ada, 'a')).toEqual([...canary])
  })

  it('seals the same value differently each time', async () => {
    const { inner, store, row } = await sealed()
    await store.set(ada, 'a', entry)
    expect((await inner.get(ada, 'a'))?.value).not.toEqual(row.value)
  })

  const moves = [
    ['another account', bob, 'a'],
    ['another tenant', eve, 'a'],
    ['another key', ada, 'b'],
  ] as const

  for (const [place, scope, key] of moves) {
    it(`does not open a row that was copied to ${place}`, async () => {
      const { inner, store, row } = await sealed()
      await inner.set(scope, key, row)
      await expect(store.get(scope, key)).rejects.toThrow(DecryptionFailed)
    })
  }

  const changes: Record<string, Partial<StoreEntry>> = {
    'a younger age': { fetchedAt: now + 1 },
    'a later turn to stale': { staleAt: times.staleAt + 1 },
    'a later expiry': { expiresAt: times.expiresAt + 1 },
    'a longer life': { keepUntil: times.keepUntil + 1 },
    'fewer tags': { tags: [] },
    'a later reading': { asOf: 1 },
  }

  for (const [change, changed] of Object.entries(changes)) {
    it(`does not open a row that was given ${change}`, async () => {
      const { inner, store, row } = await sealed()
      await inner.set(ada, 'a', { ...row, ...changed })
      await expect(store.get(ada, 'a')).rejects.toThrow(DecryptionFailed)
    })
  }

  it('does not open a row of which any bit was changed or the end cut off', async () => {
    const { inner, store, row } = await sealed()
    for (let bit = 0; bit < row.value.length * 8; bit += 3) {
      const value = Uint8Array.from(row.value)
      value[bit >> 3] = (value[bit >> 3] as number) ^ (1 << (bit & 7))
      await inner.set(ada, 'a', { ...row, value })
      await expect(store.get(ada, 'a')).rejects.toThrow(DecryptionFailed)
    }
    for (const length of [0, 5, 27, row.value.length - 1]) {
      await inner.set(ada, 'a', { ...row, value: row.value.subarray(0, length) })
      await expect(store.get(ada, 'a')).rejects.toThrow(DecryptionFailed)
    }
  })

  it('does not open under another master key', async () => {
    const { inner } = await sealed()
    const other = createAesGcmSealer(createKeyRing([new Uint8Array(32).fill(8)]))
    await expect(sealedStore(inner, other).get(ada, 'a')).rejects.toThrow(DecryptionFailed)
  })
})

async function sealed(): Promise<{ inner: Store; store: Store; row: StoreEntry }> {
  const inner = createMemoryStore()
  const store = sealedStore(inner, sealer)
  await store.set(ada, 'a', entry)
  const row = await inner.get(ada, 'a')
  if (!row) throw new Error('The entry did not reach the store inside')
  return { inner, store, row }
}

async function bytes(store: Store, scope: Scope, key: string): Promise<number[]> {
  return [...((await store.get(scope, key))?.value ?? [])]
}
