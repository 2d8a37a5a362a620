import type { Scope } from '@graphkeep/core'
import { manualClock } from '@graphkeep/core/testing'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'

import { onBehalfOf } from '../../src/auth.ts'
import { type ExchangeService, startExchangeService } from '../world/exchange-service.ts'
import { people, tenant } from '../world/identity-provider-configuration.ts'
import { failureOf, openClient } from '../world/open-client.ts'

const scope: Scope = { tenant, account: people.ada.oid }
let service: ExchangeService
let inbound: string

beforeAll(async () => {
  service = await startExchangeService()
})

beforeEach(() => {
  inbound = service.inbound()
})

afterAll(() => service.close())

function open(options: { readonly maxUsers?: number } = {}, clock = manualClock(Date.now())) {
  const { authority, fetch } = service
  return onBehalfOf({
    authority,
    fetch,
    clock,
    clientId: '44444444-4444-4444-4444-444444444444',
    credential: { secret: 'a secret of the app' },
    scopes: ['Mail.Read'],
    inbound: () => inbound,
    ...options,
  })
}

/** How many exchanges were asked for while something ran. */
async function exchangesOf(run: () => Promise<unknown>): Promise<number> {
  const before = service.asked.length
  await run()
  return service.asked.length - before
}

describe('acting on behalf of a caller', () => {
  it('exchanges the token that came in, and never sends it to Graph', async () => {
    const tokens = open()
    expect(await tokens.token(scope)).toMatch(`graph-of-${people.ada.oid}`)
    expect(service.asked.at(-1)).toMatchObject({ assertion: inbound, requested_token_use: 'on_behalf_of' })
    const world = openClient({ tokens })
    await failureOf(world.fetchFor(scope)('/me'))
    expect(world.sent.length).toBeGreaterThan(0)
    for (const { token } of world.sent) {
      expect(token).toMatch(/^Bearer graph-of-/)
      expect(token).not.toContain(inbound)
    }
  })

  it('exchanges it once until shortly before the end, whoever asks', async () => {
    const clock = manualClock(Date.now())
    inbound = service.inbound({ exp: Math.floor(Date.now() / 1000) + 36_000 })
    const tokens = open({}, clock)
    const asked = () => Promise.all([1, 2, 3].map(() => tokens.token(scope)))
    expect(await exchangesOf(asked)).toBe(1)
    expect(await exchangesOf(() => tokens.token(scope, { forceRefresh: true }))).toBe(1)
    await clock.advance(3_400_000)
    expect(await exchangesOf(asked)).toBeGreaterThan(0)
  })

  it('relies on no token that the sign-in service has not seen', async () => {
    const tokens = open()
    await tokens.token(scope)
    inbound = `${inbound.slice(0, -6)}forged`
    expect(await failureOf(tokens.token(scope))).toMatchObject({ code: 'ERR_SIGN_IN_REQUIRED' })
  })

  it.each([
    ['somebody else', { oid: '99999999-9999-9999-9999-999999999999' }],
    ['another tenant', { tid: '99999999-9999-9999-9999-999999999999' }],
    ['long ago', { exp: Math.floor(Date.now() / 1000) - 700 }],
  ])('takes no token of %s, and asks nobody about it', async (_, claims) => {
    const tokens = open()
    await tokens.token(scope)
    inbound = service.inbound(claims)
    expect(
      await exchangesOf(async () =>
        expect(await failureOf(tokens.token(scope))).toMatchObject({ code: 'ERR_SIGN_IN_REQUIRED' }),
      ),
    ).toBe(0)
  })

  it('bears clocks that are nearly ten minutes off', async () => {
    inbound = service.inbound({ exp: Math.floor(Date.now() / 1000) - 590 })
    await expect(open().token(scope)).resolves.toBeDefined()
  })

  it('shows a refused token to the sign-in service once, and the next one again', async () => {
    const tokens = open()
    service.refuseNext({ error: 'invalid_grant', error_description: 'AADSTS50013 canary' })
    const refused = () => failureOf(tokens.token(scope))
    expect(await exchangesOf(refused)).toBe(1)
    expect(await exchangesOf(refused)).toBe(0)
    expect(await refused()).toMatchObject({ message: expect.not.stringContaining('canary') })
    inbound = service.inbound()
    await expect(tokens.token(scope)).resolves.toBeDefined()
  })

  it('goes on with the same token once consent was given', async () => {
    const tokens = open()
    service.refuseNext({ error: 'invalid_grant', suberror: 'consent_required' })
    expect(await failureOf(tokens.token(scope))).toMatchObject({ code: 'ERR_SIGN_IN_REQUIRED' })
    await expect(tokens.token(scope)).resolves.toBeDefined()
  })

  it('hands claims on, from Graph to the sign-in service', async () => {
    const claims = '{"access_token":{"nbf":{"essential":true,"value":"1"}}}'
    await open().token(scope, { forceRefresh: true, claims })
    expect(service.asked.at(-1)?.['claims']).toContain('"nbf":{"essential":true,"value":"1"}')
  })

  it('remembers a bounded number of people', async () => {
    const tokens = open({ maxUsers: 3 })
    const people = [0, 1, 2, 3].map((n) => `99999999-9999-9999-9999-99999999999${n}`)
    const calls = people.map((oid) => ({ account: oid, token: service.inbound({ oid }) }))
    const call = async ({ account, token }: { account: string; token: string }) => {
      inbound = token
      expect(await tokens.token({ tenant, account })).toMatch(`graph-of-${account}`)
    }
    for (const one of calls) await call(one)
    expect(await exchangesOf(() => call(calls[3] as never))).toBe(0)
    expect(await exchangesOf(() => call(calls[0] as never))).toBe(1)
  })
})
