import { describe, expect, it } from 'vitest'

import { failureOf, openClient } from '../world/open-client.ts'

/** A `fetch` that answers only when told to. */
function heldFetch() {
  const held: { readonly path: string; readonly answer: () => void }[] = []
  const fetch = (input: unknown, init?: RequestInit) =>
    new Promise<Response>((resolve, reject) => {
      const path = new URL(String(input)).pathname.replace('/v1.0', '')
      held.push({ path, answer: () => resolve(new Response('{}')) })
      init?.signal?.addEventListener('abort', () => reject(init.signal?.reason))
    })
  return { held, fetch: fetch as typeof globalThis.fetch }
}

const turn = () => new Promise((resolve) => setImmediate(resolve))

describe('the gate', () => {
  it('lets four requests of a mailbox go at once, and the others in the order they came', async () => {
    const { held, fetch } = heldFetch()
    const world = openClient({ fetch })
    const all = ['/me/a', '/me/b', '/me/c', '/me/d', '/me/e', '/me/f'].map((path) => world.fetch(path))
    await turn()
    expect(held.map(({ path }) => path)).toEqual(['/me/a', '/me/b', '/me/c', '/me/d'])
    held[2]?.answer()
    await turn()
    expect(held.map(({ path }) => path)).toEqual(['/me/a', '/me/b', '/me/c', '/me/d', '/me/e'])
    for (const { answer } of held) answer()
    await turn()
    held[5]?.answer()
    expect((await Promise.all(all)).every(({ ok }) => ok)).toBe(true)
  })

  it('does not let one mailbox wait for another', async () => {
    const { held, fetch } = heldFetch()
    const world = openClient({ fetch, concurrency: 1 })
    const other = world.fetchFor({ ...world.scope, account: 'tomas.dvorak@solvang.example' })
    const all = [
      world.fetch('/me/a'),
      other('/me/b'),
      world.fetch('/users/x@y.example/c'),
      world.fetch('/me/d'),
    ]
    await turn()
    expect(held.map(({ path }) => path)).toEqual(['/me/a', '/me/b', '/users/x@y.example/c'])
    for (const { answer } of held) answer()
    await turn()
    held[3]?.answer()
    await Promise.all(all)
  })

  it('forgets who gave up waiting, and holds no place for it', async () => {
    const { held, fetch } = heldFetch()
    const world = openClient({ fetch, concurrency: 1 })
    const caller = new AbortController()
    const first = world.fetch('/me/a')
    const second = failureOf(world.fetch('/me/b', { signal: caller.signal }))
    const third = world.fetch('/me/c')
    await turn()
    caller.abort(new Error('gone'))
    expect((await second).message).toBe('gone')
    held[0]?.answer()
    await turn()
    expect(held.map(({ path }) => path)).toEqual(['/me/a', '/me/c'])
    held[1]?.answer()
    await Promise.all([first, third])
  })

  it('frees a place also when a request fails', async () => {
    const { held, fetch } = heldFetch()
    const world = openClient({ fetch, concurrency: 1 })
    const caller = new AbortController()
    const first = failureOf(world.fetch('/me/a', { signal: caller.signal }))
    const second = world.fetch('/me/b')
    await turn()
    caller.abort()
    await first
    await turn()
    held[1]?.answer()
    expect((await second).ok).toBe(true)
  })

  it('lets writes go before reads, and accounts by turns', async () => {
    const { held, fetch } = heldFetch()
    const world = openClient({ fetch, concurrency: 1 })
    const shared = '/users/shared@x.example/messages'
    const other = world.fetchFor({ ...world.scope, account: 'tomas.dvorak@solvang.example' })
    const all = [
      world.fetch(shared),
      ...['a', 'b', 'c'].map((name) => world.fetch(`${shared}/${name}`)),
      other(`${shared}/theirs`),
      world.fetch(`${shared}/written`, { method: 'PATCH', body: '{}' }),
    ]
    for (let i = 0; i < all.length; i++) {
      await turn()
      held[i]?.answer()
    }
    await Promise.all(all)
    const names = held.map(({ path }) => path.split('/').at(-1))
    expect(names).toEqual(['messages', 'written', 'a', 'theirs', 'b', 'c'])
  })

  it('caps what the whole client does, if asked to', async () => {
    const { held, fetch } = heldFetch()
    const world = openClient({ fetch, appConcurrency: 2 })
    const all = ['/me/messages', '/me/drive', '/users'].map((path) => world.fetch(path))
    await turn()
    expect(held).toHaveLength(2)
    for (let i = 0; i < 3; i++) {
      held[i]?.answer()
      await turn()
    }
    await Promise.all(all)
  })

  it('is closed for as long as Graph asks: nobody else is refused meanwhile', async () => {
    const world = openClient({ deadlineMs: Number.POSITIVE_INFINITY })
    world.tenant.faults.add({ times: 1, action: { kind: 'throttle', retryAfter: 30 } })
    const first = world.fetch('/me/messages?$top=1')
    await world.clock.advance(0)
    const others = Array.from({ length: 20 }, () => world.fetch('/me/messages?$top=1'))
    await world.clock.advance(29_000)
    expect(world.sent).toHaveLength(1)
    await world.clock.advance(2000)
    expect((await Promise.all([first, ...others])).every(({ ok }) => ok)).toBe(true)
    expect(world.sent).toHaveLength(22)
  })

  it.each([
    ['is closed as well by a refusal inside a batch after which nothing is answered', 4, 1],
    ['stays open when a later request of the batch is answered: only what was refused waits', 3, 2],
  ])('%s', async (_, nth, sent) => {
    const world = openClient({ deadlineMs: Number.POSITIVE_INFINITY, batchSize: 20 })
    const action = { kind: 'throttle', retryAfter: 30 } as const
    world.tenant.faults.add({ match: { path: '/me/messages', nth }, times: 1, action })
    const first = Array.from({ length: 4 }, () => world.fetch('/me/messages?$top=1'))
    await turn()
    await world.clock.advance(0)
    await turn()
    const others = Array.from({ length: 4 }, () => world.fetch('/me/messages?$top=1'))
    await turn()
    await world.clock.advance(29_000)
    expect(world.sent).toHaveLength(sent)
    await world.clock.advance(2000)
    expect((await Promise.all([...first, ...others])).every(({ ok }) => ok)).toBe(true)
    expect(world.sent).toHaveLength(3)
  })

  it('gives a mailbox half its places when Graph refuses requests in the middle of a batch', async () => {
    const { held, fetch } = heldFetch()
    const responses = ['0', '1'].map((id) => ({ id, status: id === '0' ? 429 : 200, body: {} }))
    let batches = 0
    const world = openClient({
      batchSize: 2,
      fetch: async (input, init) =>
        batches++ === 0 ? Response.json({ responses }) : fetch(input as string, init),
    })
    const caller = new AbortController()
    const refused = failureOf(world.fetch('/me/a', { signal: caller.signal }))
    await world.fetch('/me/b')
    const others = ['/me/content', '/me/d/content', '/me/e/content'].map((path) => world.fetch(path))
    await turn()
    expect(held).toHaveLength(2)
    for (let i = 0; i < 3; i++) {
      held[i]?.answer()
      await turn()
    }
    await Promise.all(others)
    caller.abort(new Error('gone'))
    expect((await refused).message).toBe('gone')
  })

  it('tells at once whoever has no time to wait for it', async () => {
    const world = openClient()
    world.tenant.faults.add({ times: 1, action: { kind: 'throttle', retryAfter: 99 } })
    await failureOf(world.fetch('/me/messages'))
    const failure = await failureOf(world.fetch('/me/messages'))
    expect(failure).toMatchObject({ status: 429, retryAfterMs: 99_000 })
    expect(world.sent).toHaveLength(1)
  })

  it('keeps within what the simulated Outlook allows, without one refusal', async () => {
    const world = openClient()
    await Promise.all(Array.from({ length: 40 }, () => world.fetch('/me/messages?$top=1')))
    expect(world.tenant.requests.filter(({ status }) => status === 429)).toEqual([])
  })
})
