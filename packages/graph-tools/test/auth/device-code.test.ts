import { createMemorySecrets } from '@graphkeep/core'
import { manualClock } from '@graphkeep/core/testing'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'

import { type DeviceCodePrompt, type DeviceCodeSignIn, deviceCodeSignIn } from '../../src/auth.ts'
import { type IdentityProvider, startIdentityProvider } from '../world/identity-provider.ts'
import { failureOf } from '../world/open-client.ts'

const howToSignIn = 'Run the sign-in command.'
let provider: IdentityProvider
let secrets = createMemorySecrets()

/** What one process would open. */
function open(clock = manualClock(Date.now())): DeviceCodeSignIn {
  const { authority, clientId, tenant, fetch } = provider
  return deviceCodeSignIn({
    authority,
    clientId,
    tenant,
    fetch,
    secrets,
    scopes: ['Mail.Read'],
    clock,
    howToSignIn,
  })
}

/** Signs a person in, and gives what was shown. */
async function signedIn(process: DeviceCodeSignIn) {
  const shown: DeviceCodePrompt[] = []
  const account = await process.signIn((prompt) => {
    shown.push(prompt)
    void provider.answer(prompt.userCode, 'agree')
  })
  return { account, prompt: shown[0], shown }
}

beforeAll(async () => {
  provider = await startIdentityProvider()
})

beforeEach(() => {
  secrets = createMemorySecrets()
  provider.setReachable(true)
})

afterAll(() => provider.close())

describe('signing in with a device code', () => {
  it('shows a code, waits for the person, and says who it was', async () => {
    const process = open()
    expect(await process.state()).toEqual({ signedIn: false, detail: `Nobody is signed in. ${howToSignIn}` })
    const { account, prompt, shown } = await signedIn(process)
    expect(shown).toHaveLength(1)
    expect(prompt).toMatchObject({
      userCode: expect.stringMatching(/\w/),
      verificationUri: expect.stringContaining('https://'),
    })
    expect(prompt?.message).toContain(prompt?.userCode)
    expect(prompt?.expiresAt).toBeGreaterThan(Date.now() + 500_000)
    expect(account).toEqual({
      scope: { tenant: provider.tenant, account: 'ada@contoso.example' },
      name: 'Ada Lovelace',
    })
    expect(await process.account()).toEqual(account)
    expect(await process.state()).toEqual({
      signedIn: true,
      detail: `ada@contoso.example of tenant ${provider.tenant}`,
    })
  })

  it('asks nobody again: not for the next token, nor in another process', async () => {
    const first = open()
    const { account } = await signedIn(first)
    const before = provider.requests.length
    const token = await first.tokens.token(account.scope)
    expect(token.length).toBeGreaterThan(10)
    expect(
      await open().tokens.token({ ...account.scope, account: account.scope.account.toUpperCase() }),
    ).toBe(token)
    expect(await first.tokens.token(account.scope)).toBe(token)
    expect(provider.requests.slice(before).filter((path) => path === '/token')).toEqual([])
  })

  it('renews a token before it ends, and when Graph has refused it', async () => {
    const clock = manualClock(Date.now())
    const process = open(clock)
    const { account } = await signedIn(process)
    const first = await process.tokens.token(account.scope)
    const second = await process.tokens.token(account.scope, { forceRefresh: true })
    expect(second).not.toBe(first)
    expect(await process.tokens.token(account.scope)).toBe(second)
    const before = provider.requests.length
    await clock.advance(3_400_000)
    await process.tokens.token(account.scope)
    expect(provider.requests.length).toBeGreaterThanOrEqual(before)
  })

  it('never loses a refresh token that was replaced, however many processes renew at once', async () => {
    const processes = [open(), open(), open(), open()]
    const { account } = await signedIn(open())
    const renewed = await Promise.all(
      processes.flatMap(({ tokens }) =>
        Array.from({ length: 10 }, () => tokens.token(account.scope, { forceRefresh: true })),
      ),
    )
    expect(new Set(renewed).size).toBe(40)
    await expect(open().tokens.token(account.scope, { forceRefresh: true })).resolves.toBeDefined()
  })

  it('says in one sentence what to do when the sign-in was ended elsewhere', async () => {
    const process = open()
    const { account } = await signedIn(process)
    await provider.revokeAll()
    const failure = await failureOf(process.tokens.token(account.scope, { forceRefresh: true }))
    expect(failure).toMatchObject({ code: 'ERR_SIGN_IN_REQUIRED', retryable: false })
    expect(failure.message).toContain(howToSignIn)
  })

  it('says so when the person declines', async () => {
    const failure = await failureOf(
      open().signIn(({ userCode }) => void provider.answer(userCode, 'decline')),
    )
    expect(failure).toMatchObject({
      code: 'ERR_SIGN_IN_REQUIRED',
      message: expect.stringContaining('declined'),
    })
  })

  it('stops waiting when it is told to', async () => {
    const caller = new AbortController()
    const failure = await failureOf(open().signIn(() => caller.abort(new Error('enough')), caller))
    expect(failure.message).toBe('enough')
  })

  it('says so when the sign-in service cannot be reached, and works again when it can', async () => {
    const process = open()
    const { account } = await signedIn(process)
    provider.setReachable(false)
    const renewing = await failureOf(process.tokens.token(account.scope, { forceRefresh: true }))
    expect(renewing).toMatchObject({ code: 'ERR_GRAPH', status: 0, retryable: true })
    expect((await failureOf(open().signIn(() => {}))).message).toContain('Check the network')
    provider.setReachable(true)
    await expect(process.tokens.token(account.scope, { forceRefresh: true })).resolves.toBeDefined()
  })

  it('gives no token for an account that is not signed in', async () => {
    const process = open()
    const { account } = await signedIn(process)
    const other = { ...account.scope, account: 'grace@contoso.example' }
    expect(await failureOf(process.tokens.token(other))).toMatchObject({
      code: 'ERR_SIGN_IN_REQUIRED',
      message: `grace@contoso.example is not signed in. ${howToSignIn}`,
    })
    const elsewhere = { ...account.scope, tenant: 'another-tenant' }
    expect(await failureOf(process.tokens.token(elsewhere))).toMatchObject({ code: 'ERR_SIGN_IN_REQUIRED' })
  })

  it('leaves nothing behind after signing out', async () => {
    const process = open()
    const { account } = await signedIn(process)
    await process.tokens.token(account.scope)
    expect(await process.signOut()).toBe(true)
    expect(await process.account()).toBeUndefined()
    expect(await failureOf(process.tokens.token(account.scope))).toMatchObject({
      code: 'ERR_SIGN_IN_REQUIRED',
    })
    expect(await process.signOut()).toBe(false)
  })

  it('tells no token in any error', async () => {
    const process = open()
    const { account } = await signedIn(process)
    const kept = new TextDecoder().decode(
      await secrets.get({ tenant: provider.tenant, account: provider.clientId }, 'msal'),
    )
    const tokens = [...kept.matchAll(/"secret":"([^"]+)"/g)].map(([, secret]) => secret ?? '')
    expect(tokens.length).toBeGreaterThan(1)
    await provider.revokeAll()
    const failure = await failureOf(process.tokens.token(account.scope, { forceRefresh: true }))
    const text = JSON.stringify([failure, failure.message, failure.stack, failure.cause])
    for (const token of tokens) expect(text).not.toContain(token)
  })
})
