import { createMemoryStore, type Scope, StoreUnavailable } from '@graphkeep/core'
import { faultyStore, manualClock, type StoreFault, storeContract } from '@graphkeep/core/testing'
import { describe, expect, it } from 'vitest'

const ada: Scope = { tenant: 'contoso.com', account: 'ada' }

describe('faulty store', () => {
  for (const { name, run } of storeContract((clock) =>
    faultyStore(createMemoryStore({ clock }), () => undefined),
  )) {
    it(`${name}, while nothing goes wrong`, run)
  }

  it('fails on command, before anything was done, and recovers', async () => {
    let fault: StoreFault | undefined = { kind: 'fail' }
    const store = faultyStore(createMemoryStore(), () => fault)
    await expect(store.invalidate(ada, { tags: ['t'] }, 'test')).rejects.toThrow(StoreUnavailable)
    fault = undefined
    expect((await store.invalidations(ada)).sequence).toBe(0)
  })

  it('loses the answer on command, after everything was done', async () => {
    const inner = createMemoryStore()
    const store = faultyStore(inner, () => ({ kind: 'lost' }))
    await expect(store.invalidate(ada, { tags: ['t'] }, 'test')).rejects.toThrow(StoreUnavailable)
    expect((await inner.invalidations(ada)).sequence).toBe(1)
  })

  it('hangs on command, whatever the signal says', async () => {
    const store = faultyStore(createMemoryStore(), () => ({ kind: 'hang' }))
    const call = store.get(ada, 'a', AbortSignal.timeout(1)).then(
      () => 'answered',
      () => 'refused',
    )
    const first = await Promise.race([call, new Promise((resolve) => setTimeout(resolve, 20, 'silent'))])
    expect(first).toBe('silent')
  })

  it('is slow on command', async () => {
    const clock = manualClock()
    const store = faultyStore(createMemoryStore(), () => ({ kind: 'slow', ms: 1_000 }), { clock })
    let size: unknown
    const call = store.size().then((answer) => {
      size = answer
    })
    await clock.advance(999)
    expect(size).toBeUndefined()
    await clock.advance(1)
    await call
    expect(size).toEqual({ entries: 0, bytes: 0 })
  })

  it('goes wrong only where it is told to', async () => {
    const store = faultyStore(createMemoryStore(), (operation) =>
      operation === 'get' ? { kind: 'fail' } : undefined,
    )
    await expect(store.get(ada, 'a')).rejects.toThrow(StoreUnavailable)
    expect(await store.delete(ada, 'a')).toBe(false)
  })

  it('can always be closed', async () => {
    const store = faultyStore(createMemoryStore(), () => ({ kind: 'fail' }))
    await store[Symbol.asyncDispose]()
  })
})
