import { randomUUID } from 'node:crypto'

import { createMemorySecrets, type Scope, type SecretStore } from '@graphkeep/core'
import { attempts, manualClock } from '@graphkeep/core/testing'
import { createTenant } from '@graphkeep/graph-sim'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'

import { createGraphClient } from '../../src/client.ts'
import { type Connections, type ConnectWish, createConnections } from '../../src/connections.ts'
import { browse } from '../world/browser.ts'
import { type IdentityProvider, startIdentityProvider } from '../world/identity-provider.ts'
import { failureOf } from '../world/open-client.ts'

let provider: IdentityProvider
let secrets: SecretStore = createMemorySecrets()
let clock = manualClock(Date.now())
let forgotten: Scope[] = []

beforeAll(async () => {
  provider = await startIdentityProvider()
})

beforeEach(() => {
  secrets = createMemorySecrets()
  clock = manualClock(Date.now())
  forgotten = []
  provider.seat('ada')
})

afterAll(() => provider.close())

/** What one process of the web app would open. */
function open(
  forget = async (scope: Scope) => void forgotten.push(scope),
  graph: typeof fetch = () => Promise.reject(new Error('nobody asks')),
): Connections {
  const { authority, tenant, redirectUri, fetch, confidential } = provider
  const { clientId, secret } = confidential.secret
  const app = {
    authority,
    tenant,
    redirectUri,
    fetch,
    clientId,
    credential: { secret },
    scopes: ['Mail.Read'],
  }
  return createConnections({ app, secrets, clock, forget, fetch: graph })
}

/** What the browser of whoever sits at it brings back. */
function come(address: string): Promise<string> {
  return browse(address, async (input, init) =>
    String(input).startsWith(provider.redirectUri)
      ? new Response(String(input))
      : provider.fetch(input, init),
  )
}

async function connected(connections: Connections, user: string, wish?: ConnectWish) {
  return connections.complete(user, await come(await connections.begin(user, wish)))
}

const tokenRequests = () => provider.requests.filter((path) => path === '/token').length

describe('connecting an account', () => {
  it('asks for a code with PKCE and state, and keeps the verifier to itself', async () => {
    const address = new URL(await open().begin('host-user', { loginHint: 'ada@contoso.example' }))
    const asked = Object.fromEntries(address.searchParams)
    expect(asked).toMatchObject({
      code_challenge_method: 'S256',
      redirect_uri: provider.redirectUri,
      login_hint: 'ada@contoso.example',
      scope: expect.stringContaining('Mail.Read'),
      state: expect.stringMatching(/^[\w-]{43}$/),
    })
    const place = { tenant: provider.confidential.secret.clientId, account: 'host-user' }
    const [begun] = JSON.parse(new TextDecoder().decode(await secrets.get(place, 'handshakes')))
    expect(begun.verifier).toMatch(/^[\w-]{43,}$/)
    expect(address.href).not.toContain(begun.verifier)
  })

  it('asks for the claims that Microsoft Graph demands', async () => {
    const claims = '{"access_token":{"acrs":{"essential":true,"value":"c1"}}}'
    const { searchParams } = new URL(await open().begin('host-user', { claims }))
    expect(JSON.parse(searchParams.get('claims') ?? '')).toMatchObject(JSON.parse(claims))
  })

  it('gives a connection with tokens, in every process', async () => {
    const connection = await connected(open(), 'one')
    expect(connection).toMatchObject({ account: 'ada@contoso.example', name: 'Ada Lovelace', mailboxes: [] })
    expect(await open().list('one')).toEqual([connection])
    expect(await provider.holderOf(await open().tokens.token(connection.scope))).toBe('ada@contoso.example')
    expect(await open().status('one', connection.id)).toMatchObject({ works: true })
  })

  it('keeps the id when the same user connects the same account again, and several accounts side by side', async () => {
    const connections = open()
    const first = await connected(connections, 'one')
    provider.seat('grace')
    const second = await connected(connections, 'one')
    provider.seat('ada')
    expect((await connected(connections, 'one')).id).toBe(first.id)
    expect((await connections.list('one')).map(({ id }) => id)).toEqual([first.id, second.id])
  })

  it('does not accept an answer twice, late, made up, or of another user', async () => {
    const connections = open()
    const callback = await come(await connections.begin('one'))
    expect(await failureOf(connections.complete('two', callback))).toMatchObject({
      code: 'ERR_SIGN_IN_REQUIRED',
    })
    await connections.complete('one', callback)
    const before = tokenRequests()
    const replays = Array.from({ length: attempts(1000) }, () => failureOf(open().complete('one', callback)))
    for (const failure of await Promise.all(replays))
      expect(failure.message).toContain('has been used already')
    const late = await come(await connections.begin('one'))
    await clock.advance(10 * 60_000)
    expect(await failureOf(connections.complete('one', late))).toMatchObject({ code: 'ERR_SIGN_IN_REQUIRED' })
    for (const text of ['', 'code=x', 'code=x&state=y', 'state=y', 'code=x&state=y&state=z&error=w'])
      expect(await failureOf(connections.complete('one', text))).toMatchObject({
        code: 'ERR_SIGN_IN_REQUIRED',
      })
    expect(tokenRequests()).toBe(before)
  })

  it('accepts one answer once, however many processes are given it at the same time', async () => {
    const callback = await come(await open().begin('one'))
    const outcomes = await Promise.allSettled(
      Array.from({ length: attempts(1000) }, () => open().complete('one', callback)),
    )
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
  })

  it('keeps nothing of another account than the one expected', async () => {
    const connections = open()
    const { id } = await connected(connections, 'one')
    provider.seat('grace')
    for (const wish of [{ connection: id }, { expected: { account: 'ada@contoso.example' } }])
      expect((await failureOf(connected(connections, 'one', wish))).message).toContain('another person')
    const elsewhere = { expected: { tenant: '99999999-9999-9999-9999-999999999999' } }
    expect((await failureOf(connected(connections, 'one', elsewhere))).message).toContain(
      'another organization',
    )
    expect(await connections.list('one')).toHaveLength(1)
  })
})

describe('a connection whose tokens could not be kept', () => {
  /** The store fails when it is to write this. */
  function failing(name: string): void {
    const inner = secrets
    secrets = {
      ...inner,
      set: (scope, key, value) =>
        key === name ? Promise.reject(new Error('the disk is full')) : inner.set(scope, key, value),
    }
  }

  it.each(['msal', 'connection'])('is not listed, and leaves nothing behind (%s)', async (name) => {
    const whole = secrets
    failing(name)
    expect((await failureOf(connected(open(), 'one'))).message).toBe('the disk is full')
    secrets = whole
    expect(await open().list('one')).toEqual([])
    expect(forgotten).toHaveLength(1)
    for (const key of ['msal', 'connection'])
      expect(await whole.get(forgotten[0] as Scope, key)).toBeUndefined()
  })

  it('goes on with its former tokens if it had some', async () => {
    const { id, scope } = await connected(open(), 'one')
    const whole = secrets
    failing('msal')
    await failureOf(connected(open(), 'one', { connection: id }))
    secrets = whole
    expect(await open().list('one')).toMatchObject([{ id }])
    expect(await provider.holderOf(await open().tokens.token(scope))).toBe('ada@contoso.example')
  })
})

describe('what one user has connected', () => {
  it('does not exist for another', async () => {
    const connections = open()
    const { id, scope: own } = await connected(connections, 'one')
    const { tenant } = own
    for (let count = 0; count < attempts(10_000); count += 5) {
      const other = `other-${count}`
      expect(await connections.get(other, id)).toBeUndefined()
      expect(await connections.disconnect(other, id)).toBe(false)
      expect(await failureOf(connections.status(other, id))).toMatchObject({ code: 'ERR_INVALID_INPUT' })
      for (const scope of [
        { tenant, account: randomUUID() },
        { tenant, account: `${id}/${other}@contoso.example` },
      ])
        expect(await failureOf(connections.tokens.token(scope))).toMatchObject({
          code: 'ERR_SIGN_IN_REQUIRED',
        })
      expect(await failureOf(connections.openMailbox(other, id, 'a@b.example'))).toMatchObject({
        code: 'ERR_INVALID_INPUT',
      })
    }
    expect(await connections.list('one')).toHaveLength(1)
  })

  it('opens a shared mailbox as a scope of its own, with the tokens of the account', async () => {
    const connections = open()
    const { id, scope } = await connected(connections, 'one')
    const shared = await connections.openMailbox('one', id, 'Info@contoso.example')
    expect(shared).not.toEqual(scope)
    const asked: string[] = []
    const client = createGraphClient({
      tokens: connections.tokens,
      batchSize: 1,
      fetch: async (input) => {
        asked.push(new URL(String(input)).pathname)
        return Response.json({ id: 'x' })
      },
    })
    await client.fetchFor(shared)('/me/messages')
    await client.fetchFor(scope)('/me/messages')
    expect(asked).toEqual(['/v1.0/users/info%40contoso.example/messages', '/v1.0/me/messages'])
    expect(await connections.closeMailbox('one', id, 'info@contoso.example')).toBe(true)
    expect(forgotten).toEqual([shared])
    expect(await failureOf(connections.tokens.token(shared))).toMatchObject({ code: 'ERR_SIGN_IN_REQUIRED' })
  })

  it('is gone after disconnecting, in every process, and stays listed when it could not all be deleted', async () => {
    const [first, second] = [open(), open()]
    const { id, scope } = await connected(first, 'one')
    const shared = await first.openMailbox('one', id, 'info@contoso.example')
    await second.tokens.token(scope)
    const broken = open(() => Promise.reject(new Error('the cache is broken')))
    expect((await failureOf(broken.disconnect('one', id))).message).toBe('the cache is broken')
    expect(await first.list('one')).toHaveLength(1)
    expect(await first.status('one', id)).toMatchObject({ works: false })
    expect(await first.disconnect('one', id)).toBe(true)
    expect(forgotten).toEqual([scope, shared])
    for (const one of [scope, shared])
      expect(await failureOf(second.tokens.token(one))).toMatchObject({ code: 'ERR_SIGN_IN_REQUIRED' })
    expect(await second.list('one')).toEqual([])
  })

  it('tells in words what is wrong', async () => {
    const connections = open()
    const { id, scope } = await connected(connections, 'one')
    await provider.revokeAll()
    await failureOf(connections.tokens.token(scope, { forceRefresh: true }))
    expect(await connections.status('one', id)).toMatchObject({
      works: false,
      detail: expect.stringContaining('Connect the account again'),
    })
  })
})

describe('testing a connection', () => {
  it('asks Graph, with the account’s token, whether the account and each mailbox it opened can be read', async () => {
    const tenant = createTenant({ seed: 7, messages: 10 })
    const [, shared = tenant.me, closed = tenant.me] = tenant.users.filter(({ id }) => id !== tenant.me.id)
    tenant.share({ mailbox: shared.id, with: tenant.me.id, access: 'fullAccess' })
    const connections = open(undefined, async (input, init) => {
      const theirs = new Headers(init?.headers).get('authorization')?.slice('Bearer '.length) ?? ''
      expect(await provider.holderOf(theirs)).toBe('ada@contoso.example')
      const authorization = `Bearer ${tenant.token()}`
      return tenant.fetch(String(input), { ...init, headers: { authorization } })
    })
    const { id } = await connected(connections, 'one')
    expect(await connections.test('one', id)).toEqual({ works: true, detail: 'Microsoft Graph answers.' })
    for (const [user, works] of [
      [shared, true],
      [closed, false],
    ] as const) {
      const address = user.userPrincipalName
      expect(await connections.test('one', id, address)).toMatchObject({
        works: false,
        detail: expect.stringContaining('openMailbox'),
      })
      await connections.openMailbox('one', id, address)
      expect(await connections.test('one', id, address.toUpperCase())).toMatchObject({ works })
    }
  })

  it('says what is wrong when the sign-in has ended, or Graph does not answer', async () => {
    const connections = open()
    const { id, scope } = await connected(connections, 'one')
    const answer = connections.test('one', id)
    await clock.advance(60_000)
    expect(await answer).toMatchObject({ works: false, detail: expect.stringMatching(/Graph/) })
    await provider.revokeAll()
    await failureOf(connections.tokens.token(scope, { forceRefresh: true }))
    await clock.advance(7_200_000)
    expect(await connections.test('one', id)).toMatchObject({
      works: false,
      detail: expect.stringContaining('Connect the account again'),
    })
    expect(await failureOf(connections.test('two', id))).toMatchObject({ code: 'ERR_INVALID_INPUT' })
  })
})
