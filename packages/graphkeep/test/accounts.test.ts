import { createTenant, type Tenant } from '@graphkeep/graph-sim'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

import {
  type IdentityProvider,
  startIdentityProvider,
} from '../../graph-tools/test/world/identity-provider.ts'
import { createGraphkeep, deviceCode, type Graphkeep, simulated } from '../src/index.ts'

const ada = 'ada@contoso.example'
const grace = 'grace@contoso.example'
const lunch = {
  subject: 'Lunch',
  start: '2026-11-23T12:00',
  end: '2026-11-23T13:00',
  timeZone: 'UTC',
  idempotencyKey: 'lunch',
}
let provider: IdentityProvider
let tenant: Tenant

beforeAll(async () => {
  provider = await startIdentityProvider()
  tenant = createTenant({ seed: 7, messages: 50, events: 10, contacts: 10, files: 10 })
})

afterAll(() => provider.close())

/** The provider's tokens are opaque to the tenant: each person of the one is somebody of the other. */
async function throughTo(input: string | URL | Request, init?: RequestInit): Promise<Response> {
  const { origin } = new URL(input instanceof Request ? input.url : input)
  if (origin === provider.authority) return provider.fetch(input, init)
  const headers = new Headers(init?.headers)
  const who = await provider.holderOf(headers.get('authorization')?.slice('Bearer '.length) ?? '')
  const user = tenant.users[who === ada ? 1 : 2]?.userPrincipalName ?? ''
  headers.set('authorization', `Bearer ${tenant.token({ user })}`)
  return tenant.fetch(input as string, { ...init, headers })
}

function open(): Promise<Graphkeep> {
  const { authority, clientId, tenant } = provider
  const connect = deviceCode({ authority, clientId, tenant, fetch: throughTo, permissions: ['Mail.Read'] })
  return createGraphkeep({ connect, storage: 'memory' })
}

// biome-ignore lint/suspicious/noExplicitAny: what tools answer is checked by the expectations.
const outputOf = async (keep: Graphkeep, tool: string, input = {}): Promise<any> =>
  (await keep.call(tool, input)).output

/** How many answers are kept, in memory and in the store. */
async function kept(keep: Graphkeep): Promise<number> {
  const { memory, store } = await keep.cache.stats()
  return memory.entries + (store?.entries ?? 0)
}

async function signIn(keep: Graphkeep, who: 'ada' | 'grace'): Promise<void> {
  const { code } = await outputOf(keep, 'account_sign_in')
  await provider.answer(code, 'agree', who)
  await expect.poll(async () => (await outputOf(keep, 'account_status')).state).toBe('signed_in')
}

describe('signing in through tools', () => {
  it('works while nobody is signed in, answers at once, and says what to do at each step', async () => {
    await using keep = await open()
    expect(await outputOf(keep, 'account_list')).toEqual({ accounts: [] })
    expect(await outputOf(keep, 'account_status')).toMatchObject({
      state: 'signed_out',
      next: expect.stringContaining('account_sign_in'),
    })
    const asked = await outputOf(keep, 'account_sign_in')
    expect(asked).toMatchObject({ url: expect.stringContaining('https://'), code: expect.any(String) })
    expect(await outputOf(keep, 'account_sign_in')).toEqual(asked)
    expect(await outputOf(keep, 'account_status')).toEqual({
      state: 'waiting',
      next: expect.stringMatching(`${asked.url}.*${asked.code}.*${asked.expiresAt}`),
    })
    await provider.answer(asked.code, 'agree')
    await expect.poll(async () => (await outputOf(keep, 'account_status')).state).toBe('signed_in')
    expect(await outputOf(keep, 'account_list')).toEqual({
      accounts: [{ account: ada, tenant: provider.tenant, name: 'Ada Lovelace' }],
    })
  })

  it('says why it failed, and begins anew', async () => {
    await using keep = await open()
    const asked = await outputOf(keep, 'account_sign_in')
    await provider.answer(asked.code, 'decline')
    await expect.poll(async () => (await outputOf(keep, 'account_status')).state).toBe('failed')
    expect((await outputOf(keep, 'account_status')).next).toMatch(/declined.*account_sign_in/)
    expect((await outputOf(keep, 'account_sign_in')).code).not.toBe(asked.code)
  })

  it('is what a call asks for that comes before it', async () => {
    await using keep = await open()
    const asked = await outputOf(keep, 'account_sign_in')
    await expect(keep.call('email_list')).rejects.toMatchObject({
      code: 'ERR_SIGN_IN_REQUIRED',
      message: expect.stringContaining(asked.code),
    })
  })

  it('is offered only where somebody can sign in', async () => {
    await using keep = await createGraphkeep({ connect: simulated(), storage: 'memory' })
    expect(keep.tools.filter(({ name }) => name.startsWith('account_'))).toEqual([])
  })
})

describe('several accounts', () => {
  it('are kept side by side: the first is the default, a scope picks another', async () => {
    await using keep = await open()
    await signIn(keep, 'ada')
    await signIn(keep, 'grace')
    await signIn(keep, 'ada')
    const { accounts } = await outputOf(keep, 'account_list')
    expect(accounts).toMatchObject([{ account: ada }, { account: grace }])
    const [, first, second] = tenant.users
    expect(await outputOf(keep, 'user_whoami')).toMatchObject({ name: first?.displayName })
    const scope = { tenant: provider.tenant, account: grace }
    expect((await keep.call('user_whoami', {}, { scope })).output).toMatchObject({
      name: second?.displayName,
    })
    expect((await keep.call('user_whoami')).freshness?.source).toBe('memory')
  })

  it('are signed out one by one, with all that was kept of them', async () => {
    await using keep = await open()
    await signIn(keep, 'ada')
    await signIn(keep, 'grace')
    const scope = await keep.scope()
    await keep.call('user_whoami')
    await keep.call('calendar_create_event', lunch)
    expect(await kept(keep)).toBeGreaterThan(0)
    await expect(keep.call('account_sign_out', { account: 'nobody@contoso.example' })).rejects.toMatchObject({
      code: 'ERR_INVALID_INPUT',
    })
    expect(await outputOf(keep, 'account_sign_out', { account: ada.toUpperCase() })).toEqual({
      signedOut: ada,
    })
    expect(await outputOf(keep, 'account_list')).toMatchObject({
      accounts: [{ account: grace }],
    })
    expect(await kept(keep)).toBe(0)
    await expect(keep.call('user_whoami', {}, { scope })).rejects.toMatchObject({
      code: 'ERR_SIGN_IN_REQUIRED',
    })
    expect(await outputOf(keep, 'user_whoami')).toMatchObject({ name: tenant.users[2]?.displayName })
    await signIn(keep, 'ada')
    await keep.call('calendar_create_event', { ...lunch, subject: 'Not the same lunch' }, { scope })
  })
})
