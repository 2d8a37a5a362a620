import { describe, expect, it } from 'vitest'

import { failureOf, openClient } from '../world/open-client.ts'

describe('the resource units of a tenant', () => {
  it('are not overspent: what is too much waits for the budget to fill', async () => {
    const world = openClient({ resourceUnits: { directory: { units: 10, perMs: 10_000 } } })
    const started = world.clock.now()
    const times = await Promise.all(
      Array.from({ length: 30 }, () => world.fetchInTime('/me').then(() => world.clock.now() - started)),
    )
    expect(times.filter((ms) => ms === 0)).toHaveLength(10)
    expect(Math.max(...times)).toBeGreaterThanOrEqual(20_000)
    expect(Math.max(...times)).toBeLessThanOrEqual(21_000)
  })

  it('are counted for each tenant, and for each part of Graph', async () => {
    const world = openClient({ resourceUnits: { directory: { units: 1, perMs: 10_000 } } })
    await world.fetch('/me')
    expect((await world.fetch('/me/messages?$top=1')).status).toBe(200)
    const other = world.fetchFor({ ...world.scope, tenant: 'another' })
    expect((await other('/me')).status).toBe(200)
  })

  it('follow what an answer says that its request has cost', async () => {
    const world = openClient({
      resourceUnits: { directory: { units: 20, perMs: 20_000 } },
      fetch: async () => new Response('{}', { headers: { 'x-ms-resource-unit': '20' } }),
    })
    await world.fetch('/me')
    const started = world.clock.now()
    await world.fetchInTime('/me')
    expect(world.clock.now() - started).toBeGreaterThanOrEqual(1000)
  })

  it('end a call at once whose time would be over before', async () => {
    const world = openClient({ resourceUnits: { directory: { units: 1, perMs: 600_000 } } })
    await world.fetch('/me')
    const failure = await failureOf(world.fetch('/me'))
    expect(failure).toMatchObject({ status: 429, retryAfterMs: 600_000, retryable: true })
    expect(failure.message).toContain('not sent')
    expect(world.sent).toHaveLength(1)
  })
})
