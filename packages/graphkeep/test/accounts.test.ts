import { afterAll, beforeAll, describe, expect, it } from 'vitest'

import { withAccountArgument } from '../src/account-argument.ts'
import { createGraphkeep, deviceCode, type Graphkeep, simulated } from '../src/index.ts'
import { startTenantWithSignIn, type TenantWithSignIn } from './support/tenant-with-sign-in.ts'

const ada = 'ada@contoso.example'
const grace = 'grace@contoso.example'
const lunch = {
  subject: 'Lunch',
  start: '2026-11-23T12:00',
  end: '2026-11-23T13:00',
  timeZone: 'UTC',
  idempotencyKey: 'lunch',
}
let world: TenantWithSignIn

beforeAll(async () => {
  world = await startTenantWithSignIn()
})

afterAll(() => world.close())

function open(): Promise<Graphkeep> {
  const { provider, baseUrl, fetch } = world
  const { authority, clientId, tenant } = provider
  const connect = deviceCode({ authority, clientId, tenant, baseUrl, fetch, permissions: ['Mail.Read'] })
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
  await world.provider.answer(code, 'agree', who)
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
    await world.provider.answer(asked.code, 'agree')
    await expect.poll(async () => (await outputOf(keep, 'account_status')).state).toBe('signed_in')
    expect(await outputOf(keep, 'account_list')).toEqual({
      accounts: [{ account: ada, tenant: world.provider.tenant, name: 'Ada Lovelace' }],
    })
  })

  it('says why it failed, and begins anew', async () => {
    await using keep = await open()
    const asked = await outputOf(keep, 'account_sign_in')
    await world.provider.answer(asked.code, 'decline')
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
    const { ada: first, grace: second } = world
    expect(await outputOf(keep, 'user_whoami')).toMatchObject({ name: first.displayName })
    const scope = { tenant: world.provider.tenant, account: grace }
    expect((await keep.call('user_whoami', {}, { scope })).output).toMatchObject({
      name: second.displayName,
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
    expect(await outputOf(keep, 'user_whoami')).toMatchObject({ name: world.grace.displayName })
    await signIn(keep, 'ada')
    await keep.call('calendar_create_event', { ...lunch, subject: 'Not the same lunch' }, { scope })
  })

  it('can each be named by a model, with every tool that is about an account', async () => {
    await using keep = await open()
    await signIn(keep, 'ada')
    await signIn(keep, 'grace')
    const served = withAccountArgument(keep)
    const scope = { tenant: 'of', account: 'nobody' }
    for (const [input, name] of [
      [{}, world.ada.displayName],
      [{ account: 'Grace@contoso.example' }, world.grace.displayName],
    ] as const)
      expect((await served.call('user_whoami', input, { scope })).output).toMatchObject({ name })
    await expect(
      served.call('user_whoami', { account: 'eve@contoso.example' }, { scope }),
    ).rejects.toMatchObject({
      code: 'ERR_INVALID_INPUT',
      message: expect.stringContaining('account_list'),
    })
    for (const { name, input } of served.tools) {
      const { properties } = input['~standard'].jsonSchema.input({ target: 'draft-2020-12' })
      if (name !== 'account_sign_out')
        expect('account' in (properties as object), name).toBe(!name.startsWith('account_'))
    }
    expect((await served.call('account_sign_out', { account: grace }, { scope })).output).toEqual({
      signedOut: grace,
    })
  })
})
