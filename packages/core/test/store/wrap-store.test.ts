import { createMemoryStore, wrapStore } from '@graphkeep/core'
import { storeContract } from '@graphkeep/core/testing'
import { describe, expect, it } from 'vitest'

describe('wrapped store', () => {
  for (const { name, run } of storeContract((clock) => wrapStore(createMemoryStore({ clock }), {})))
    it(name, run)

  it('does what the change says, and otherwise what the store inside does', async () => {
    const scope = { tenant: 'contoso.com', account: 'ada' }
    const store = wrapStore(createMemoryStore({ name: 'inside' }), {
      size: async () => ({ entries: 7, bytes: 7 }),
    })
    expect(store.name).toBe('inside')
    expect(await store.size()).toEqual({ entries: 7, bytes: 7 })
    expect(await store.invalidate(scope, { tags: ['t'] }, 'test')).toBe(1)
    expect(await store.sweep(1)).toBe(0)
  })
})
