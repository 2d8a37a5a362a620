import { createMemorySecrets } from '@graphkeep/core'
import { manualClock } from '@graphkeep/core/testing'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'

import { deviceCodeSignIn, type InteractiveSignIn, interactiveSignIn } from '../../src/auth.ts'
import { type IdentityProvider, startIdentityProvider } from '../world/identity-provider.ts'
import { failureOf } from '../world/open-client.ts'

const howToSignIn = 'Run the sign-in command.'
let provider: IdentityProvider
let secrets = createMemorySecrets()

/** What every way to sign in needs here. */
function options(clock = manualClock(Date.now())) {
  const { authority, clientId, tenant, fetch } = provider
  return { authority, clientId, tenant, fetch, secrets, scopes: ['Mail.Read'], clock, howToSignIn }
}

function open(clock = manualClock(Date.now())): InteractiveSignIn {
  return interactiveSignIn(options(clock))
}

/** The same page for a test that plays the browser itself. */
function addressOf(signIn: InteractiveSignIn, signal: AbortSignal) {
  const shown = Promise.withResolvers<string>()
  const signedIn = signIn.signIn({ signal, onAddress: ({ address }) => shown.resolve(address) })
  signedIn.catch(shown.reject)
  return { shown: shown.promise, signedIn }
}

beforeAll(async () => {
  provider = await startIdentityProvider()
})

beforeEach(() => {
  secrets = createMemorySecrets()
  provider.setReachable(true)
})

afterAll(() => provider.close())

describe('signing in with the browser', () => {
  it('opens it, waits for the person, tells both how it ended, and says who it was', async () => {
    const signIn = open()
    let lastPage: Promise<string> | undefined
    const account = await signIn.signIn({
      openBrowser: (address) => {
        lastPage = provider.browse(address)
      },
      onAddress: () => expect.unreachable(),
    })
    expect(await lastPage).toContain('You are signed in.')
    expect(account).toEqual({
      scope: { tenant: provider.tenant, account: 'ada@contoso.example' },
      name: 'Ada Lovelace',
    })
    expect(await open().tokens.token(account.scope)).toMatch(/.{10}/)
  })

  it('asks for the permissions that it was given and no more, with PKCE, state and nonce', async () => {
    const caller = new AbortController()
    const { shown, signedIn } = addressOf(open(), caller.signal)
    const { searchParams } = new URL(await shown)
    expect(searchParams.get('scope')?.split(' ').toSorted()).toEqual([
      'Mail.Read',
      'offline_access',
      'openid',
      'profile',
    ])
    expect(Object.fromEntries(searchParams)).toMatchObject({
      code_challenge_method: 'S256',
      code_challenge: expect.stringMatching(/^[\w-]{43}$/),
      state: expect.stringMatching(/^[\w-]{43}$/),
      nonce: expect.stringMatching(/^[\w-]{43}$/),
      redirect_uri: expect.stringMatching(/^http:\/\/localhost:\d+$/),
      response_mode: 'form_post',
    })
    caller.abort(new Error('enough'))
    expect((await failureOf(signedIn)).message).toBe('enough')
  })

  it('shows the address when no browser opens', async () => {
    const account = await open().signIn({
      openBrowser: () => Promise.reject(new Error('no display')),
      onAddress: ({ address, message }) => {
        expect(message).toContain(address)
        void provider.browse(address)
      },
    })
    expect(account.name).toBe('Ada Lovelace')
  })

  it('says so, in both places, when the person declines', async () => {
    let lastPage: Promise<string> | undefined
    const failure = await failureOf(
      open().signIn({
        onAddress: ({ address }) => {
          lastPage = provider.browse(address, 'decline')
        },
      }),
    )
    expect(failure).toMatchObject({
      code: 'ERR_SIGN_IN_REQUIRED',
      message: expect.stringContaining(howToSignIn),
    })
    expect(await lastPage).toContain('You are not signed in.')
  })

  it('refuses an answer of another request and goes on waiting for its own', async () => {
    const { shown, signedIn } = addressOf(open(), new AbortController().signal)
    const address = await shown
    const page = String(new URL(address).searchParams.get('redirect_uri')).replace('localhost', '127.0.0.1')
    const state = new URL(address).searchParams.get('state') ?? ''
    const forged = [
      { code: 'stolen' },
      { code: 'stolen', state: 'x'.repeat(43) },
      { error: 'access_denied', state: state.slice(1) },
    ]
    for (const form of forged) {
      const answer = await fetch(page, { method: 'POST', body: new URLSearchParams(form as never) })
      expect(answer.status).toBe(400)
    }
    expect((await fetch(`${page}/?code=stolen&state=${state}`)).status).toBe(400)
    expect((await fetch(page, { method: 'POST', body: 'x'.repeat(100_000) })).status).toBe(400)
    void provider.browse(address)
    expect((await signedIn).name).toBe('Ada Lovelace')
  })

  it('takes no code that it did not ask for', async () => {
    const { shown, signedIn } = addressOf(open(), new AbortController().signal)
    const asked = new URL(await shown).searchParams
    const page = String(asked.get('redirect_uri')).replace('localhost', '127.0.0.1')
    const form = { code: 'of-somebody-else', state: String(asked.get('state')) }
    const answer = fetch(page, { method: 'POST', body: new URLSearchParams(form) })
    expect(await failureOf(signedIn)).toMatchObject({ code: 'ERR_SIGN_IN_REQUIRED' })
    expect(await (await answer).text()).toContain('You are not signed in.')
  })

  it('stops waiting in time', async () => {
    const clock = manualClock(Date.now())
    const shown = Promise.withResolvers<void>()
    const waiting = failureOf(open(clock).signIn({ timeoutMs: 60_000, onAddress: () => shown.resolve() }))
    await shown.promise
    await clock.advance(60_000)
    expect(await waiting).toMatchObject({
      code: 'ERR_SIGN_IN_REQUIRED',
      message: `Nobody signed in in time. ${howToSignIn}`,
    })
  })

  it('is the same sign-in as that with a device code', async () => {
    const account = await open().signIn({ onAddress: ({ address }) => void provider.browse(address) })
    expect(await deviceCodeSignIn(options()).account()).toEqual(account)
  })
})

describe('a sign-in that another program had', () => {
  it('is taken over once, and kept like any other', async () => {
    const theirs = await provider.refreshTokenOfAnother()
    const account = await open().importRefreshToken(theirs)
    expect(account.name).toBe('Ada Lovelace')
    await expect(open().tokens.token(account.scope, { forceRefresh: true })).resolves.toBeDefined()
    expect(await failureOf(open().importRefreshToken(theirs))).toMatchObject({ code: 'ERR_SIGN_IN_REQUIRED' })
  })

  it('replaces nothing when the provider does not take it', async () => {
    const account = await open().importRefreshToken(await provider.refreshTokenOfAnother())
    const failure = await failureOf(open().importRefreshToken('not-a-token'))
    expect(failure).toMatchObject({ code: 'ERR_SIGN_IN_REQUIRED' })
    expect(failure.message).not.toContain('not-a-token')
    expect(await open().account()).toEqual(account)
  })
})

describe('a sign-in that has ended', () => {
  it('is not tried again until somebody has signed in, in any process', async () => {
    const account = await open().importRefreshToken(await provider.refreshTokenOfAnother())
    await provider.revokeAll()
    const renewing = () => failureOf(open().tokens.token(account.scope, { forceRefresh: true }))
    expect(await renewing()).toMatchObject({ code: 'ERR_SIGN_IN_REQUIRED' })
    const before = provider.requests.length
    for (let times = 0; times < 5; times++)
      expect(await renewing()).toMatchObject({ message: expect.stringContaining(howToSignIn) })
    expect(provider.requests).toHaveLength(before)
    await open().importRefreshToken(await provider.refreshTokenOfAnother())
    await expect(open().tokens.token(account.scope, { forceRefresh: true })).resolves.toBeDefined()
  })
})
