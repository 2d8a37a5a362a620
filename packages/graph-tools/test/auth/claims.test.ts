import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

import { createMemorySecrets, type Scope, SignInRequired } from '@graphkeep/core'
import { afterAll, beforeAll, beforeEach, describe, expect, it, onTestFinished } from 'vitest'

import { deviceCodeSignIn, interactiveSignIn, type KeptSignIn } from '../../src/auth.ts'
import { createGraphClient } from '../../src/client.ts'
import { type IdentityProvider, startIdentityProvider } from '../world/identity-provider.ts'
import { failureOf } from '../world/open-client.ts'

let provider: IdentityProvider
let secrets = createMemorySecrets()
let context = 0

beforeAll(async () => {
  provider = await startIdentityProvider()
})

beforeEach(() => {
  secrets = createMemorySecrets()
  context++
})

afterAll(() => provider.close())

/** What a service demands, anew for each test. */
function demanded(): string {
  return JSON.stringify({ access_token: { acrs: { essential: true, value: `c${context}` } } })
}

function options() {
  const { authority, clientId, tenant, fetch } = provider
  return { authority, clientId, tenant, fetch, secrets, scopes: ['Mail.Read'] }
}

function open() {
  const signIn = deviceCodeSignIn(options())
  const ask = (claims?: string) =>
    signIn.signIn(({ userCode }) => void provider.answer(userCode, 'agree'), { claims })
  return { signIn, ask }
}

/** Microsoft Graph, as far as it refuses each token but those that were given after the demand was met. */
async function demandingGraph(refused: ReadonlySet<string>): Promise<string> {
  const server = createServer(({ headers }, response) => {
    if (!refused.has(String(headers.authorization))) return response.end('{"id":"1"}')
    const claims = Buffer.from(demanded()).toString('base64')
    response.setHeader(
      'www-authenticate',
      `Bearer realm="", authorization_uri="https://login.microsoftonline.com/common/oauth2/authorize", error="insufficient_claims", claims="${claims}"`,
    )
    return response
      .writeHead(401, { 'content-type': 'application/json' })
      .end('{"error":{"code":"InvalidAuthenticationToken"}}')
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => new Promise((resolve) => void server.close(() => resolve())))
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1.0`
}

/** Reads once while Graph demands more, and gives what the host is told. */
async function challenged({ tokens }: KeptSignIn, scope: Scope) {
  const refused = new Set([`Bearer ${await tokens.token(scope)}`])
  const client = createGraphClient({ tokens, baseUrl: await demandingGraph(refused) })
  const read = () => client.fetchFor(scope)('/me')
  return { read, failure: await failureOf(read()) }
}

describe('claims that Microsoft Graph demands', () => {
  it('reach the host when nobody can be asked, and the next sign-in meets them', async () => {
    const { signIn, ask } = open()
    const { scope } = await ask()
    const { read, failure } = await challenged(signIn, scope)
    expect(failure).toBeInstanceOf(SignInRequired)
    expect(failure).toMatchObject({ claims: demanded(), message: expect.stringContaining('AADSTS50076') })
    expect(failure.message).not.toContain('acrs')
    expect(await failureOf(read())).toMatchObject({ code: 'ERR_SIGN_IN_REQUIRED', claims: demanded() })
    const claims = String(failure['claims'])
    await ask(claims)
    expect((await read()).status).toBe(200)
    await expect(signIn.tokens.token(scope, { claims, forceRefresh: true })).resolves.toMatch(/.{10}/)
  })

  it('are not met by a sign-in that is not told of them', async () => {
    const { signIn, ask } = open()
    const { scope } = await ask()
    const { failure } = await challenged(signIn, scope)
    await ask()
    expect(await failureOf(signIn.tokens.token(scope, { claims: String(failure['claims']) }))).toMatchObject({
      claims: demanded(),
    })
  })

  it('are met in the browser', async () => {
    const { signIn, ask } = open()
    const { scope } = await ask()
    const { failure } = await challenged(signIn, scope)
    const claims = String(failure['claims'])
    const shown: string[] = []
    await interactiveSignIn(options()).signIn({
      claims,
      onAddress: ({ address }) => {
        shown.push(address)
        void provider.browse(address)
      },
    })
    expect(JSON.parse(new URL(shown[0] ?? '').searchParams.get('claims') ?? '')).toMatchObject({
      access_token: { acrs: { value: `c${context}` } },
    })
    await expect(signIn.tokens.token(scope, { claims })).resolves.toMatch(/.{10}/)
  })

  it('reach the host, too, when a new token still does not meet them', async () => {
    const baseUrl = await demandingGraph({ has: () => true } as never)
    let count = 0
    const client = createGraphClient({ tokens: { token: async () => `token-${++count}` }, baseUrl })
    const failure = await failureOf(client.fetchFor({ tenant: 't', account: 'a' })('/me'))
    expect(failure).toMatchObject({ code: 'ERR_SIGN_IN_REQUIRED', claims: demanded() })
    expect(count).toBe(2)
  })
})
