import type { Scope } from '@graphkeep/core'
import { manualClock } from '@graphkeep/core/testing'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'

import { onBehalfOf } from '../../src/auth.ts'
import { claimsIn } from '../../src/client/token-claims.ts'
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
    clientId: service.clientId,
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
    expect(claimsIn(await tokens.token(scope))).toMatchObject({ oid: people.ada.oid, scp: 'Mail.Read' })
    expect(service.asked.at(-1)).toMatchObject({ assertion: inbound, requested_token_use: 'on_behalf_of' })
    const world = openClient({ tokens })
    await failureOf(world.fetchFor(scope)('/me'))
    expect(world.sent.length).toBeGreaterThan(0)
    for (const { token } of world.sent) {
      expect(claimsIn(String(token))).toMatchObject({ oid: people.ada.oid, appid: service.clientId })
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
    service.refuseNext({ error: 'invalid_grant', number: 50013 })
    const refused = () => failureOf(tokens.token(scope))
    expect(await exchangesOf(refused)).toBe(1)
    expect(await exchangesOf(refused)).toBe(0)
    expect(await refused()).toMatchObject({ message: expect.not.stringContaining('canary') })
    inbound = service.inbound()
    await expect(tokens.token(scope)).resolves.toBeDefined()
  })

  it('goes on with the same token once consent was given', async () => {
    const tokens = open()
    service.refuseNext({ error: 'invalid_grant', number: 65001, suberror: 'consent_required' })
    const { message } = await failureOf(tokens.token(scope))
    expect(message).toContain(
      'Nobody has agreed yet to what the app asks for: Mail.Read (invalid_grant AADSTS65001).',
    )
    expect(message).toContain(`${service.authority}/organizations/adminconsent?client_id=${service.clientId}`)
    expect(message).not.toContain('canary')
    await expect(tokens.token(scope)).resolves.toBeDefined()
  })

  it('says what the person has to prove, and hands it to whoever asks them', async () => {
    const claims =
      '{"access_token":{"polids":{"essential":true,"values":["9ab03e19-ed42-4168-b6b7-7001fb3e933a"]}}}'
    service.refuseNext({ error: 'interaction_required', number: 50079, suberror: 'basic_action', claims })
    const failure = await failureOf(open().token(scope))
    expect(failure).toMatchObject({
      code: 'ERR_SIGN_IN_REQUIRED',
      message: expect.stringContaining('(interaction_required AADSTS50079)'),
      claims,
    })
    expect(failure.message).not.toMatch(/polids|canary/)
  })

  it.each([
    ['for another tenant', { tid: '99999999-9999-9999-9999-999999999999' }],
    ['of another account', { oid: people.grace.oid }],
  ])('takes no token %s from the sign-in service', async (words, claims) => {
    service.misgiveNext(claims)
    const failure = await failureOf(open().token(scope))
    expect(failure).toMatchObject({ code: 'ERR_SIGN_IN_REQUIRED', message: expect.stringContaining(words) })
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
      expect(claimsIn(await tokens.token({ tenant, account }))).toMatchObject({ oid: account })
    }
    for (const one of calls) await call(one)
    expect(await exchangesOf(() => call(calls[3] as never))).toBe(0)
    expect(await exchangesOf(() => call(calls[0] as never))).toBe(1)
  })
})
