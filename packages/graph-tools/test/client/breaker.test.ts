import { describe, expect, it } from 'vitest'

import { failureOf, openClient } from '../world/open-client.ts'

describe('a part of Graph that fails again and again', () => {
  const failing = { action: { kind: 'status', status: 503 } } as const

  it('is not asked any more, and the caller is told so at once', async () => {
    const world = openClient()
    world.tenant.faults.add(failing)
    await failureOf(world.fetchInTime('/me/messages'))
    await failureOf(world.fetchInTime('/me/messages'))
    const asked = world.sent.length
    expect(asked).toBe(5)
    const failure = await failureOf(world.fetch('/me/messages'))
    expect(failure).toMatchObject({ code: 'ERR_GRAPH', status: 503, retryable: true, outcomeUnknown: false })
    expect(failure.message).toContain('not asked again')
    expect(world.sent).toHaveLength(asked)
  })

  it('is tried with one request after a rest, for which the others wait', async () => {
    const world = openClient()
    world.tenant.faults.add(failing)
    await failureOf(world.fetchInTime('/me/messages'))
    await failureOf(world.fetchInTime('/me/messages'))
    world.tenant.faults.clear()
    world.tenant.faults.add({ times: 1, action: { kind: 'delay', ms: 20 } })
    const before = world.sent.length
    await failureOf(world.fetch('/me/messages?$top=1'))
    expect(world.sent).toHaveLength(before)
    await world.clock.advance(30_000)
    const all = Promise.all(Array.from({ length: 4 }, () => world.fetch('/me/messages?$top=1')))
    await new Promise(setImmediate)
    await new Promise(setImmediate)
    expect(world.sent.length - before).toBe(1)
    expect((await all).map(({ status }) => status)).toEqual([200, 200, 200, 200])
    expect(world.sent.length - before).toBe(4)
  })

  it('does not take the others, nor other tenants, with it', async () => {
    const world = openClient()
    world.tenant.faults.add({ ...failing, match: { path: '/messages' } })
    await failureOf(world.fetchInTime('/me/messages'))
    await failureOf(world.fetchInTime('/me/messages'))
    expect((await world.fetch('/me/drive/root')).status).toBe(200)
    const sent = world.sent.length
    const other = world.fetchFor({ ...world.scope, tenant: 'fabrikam.example' })
    await failureOf(other('/me/messages', { method: 'POST', body: '{}' }))
    expect(world.sent.length).toBeGreaterThan(sent)
  })

  it('is none when it only throttles, or refuses', async () => {
    const world = openClient()
    for (const status of [400, 403, 404, 409])
      world.tenant.faults.add({ times: 3, action: { kind: 'status', status } })
    for (let i = 0; i < 12; i++) await failureOf(world.fetch('/me/messages'))
    expect((await world.fetch('/me/messages')).status).toBe(200)
  })
})
