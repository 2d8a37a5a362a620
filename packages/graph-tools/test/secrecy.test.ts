import { createEvents, createMemorySecrets } from '@graphkeep/core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

import {
  bearer,
  clientCertificate,
  clientSecret,
  deviceCodeSignIn,
  interactiveSignIn,
  onBehalfOf,
} from '../src/auth.ts'
import { createGraphClient, type GraphClientOptions } from '../src/client.ts'
import { type ExchangeService, startExchangeService } from './world/exchange-service.ts'
import { type IdentityProvider, startIdentityProvider } from './world/identity-provider.ts'
import { people, tenant } from './world/identity-provider-configuration.ts'
import { formsOf, type Listening, listenIn } from './world/listen-in.ts'
import { makeKeyPair } from './world/loopback-certificate.ts'

const scope = { tenant, account: people.ada.oid }
const mailList = { name: 'email_list', permissions: { delegated: ['Mail.Read'], application: ['Mail.Read'] } }
let provider: IdentityProvider
let service: ExchangeService

beforeAll(async () => {
  provider = await startIdentityProvider()
  service = await startExchangeService()
})

afterAll(async () => {
  await provider.close()
  await service.close()
})

/** What is secret of what goes to and comes from a sign-in service. */
const secretFields =
  /^(?:access_token|refresh_token|id_token|device_code|code|code_verifier|client_secret|client_assertion|assertion)$/

/** Lets requests through, and notes every secret that goes by. */
function overheard(fetch: typeof globalThis.fetch, listening: Listening): typeof globalThis.fetch {
  return async (input, init) => {
    const note = (fields: Iterable<[string, unknown]>) => {
      for (const [name, value] of fields) if (secretFields.test(name)) listening.keepSecret(String(value))
    }
    note(new URLSearchParams(typeof init?.body === 'string' ? init.body : ''))
    const answer = await fetch(input, init)
    if (answer.headers.get('content-type')?.includes('json'))
      note(Object.entries((await answer.clone().json()) as object))
    return answer
  }
}

/** Everything that Graph may answer, each time with what it was sent in places where an answer is talkative. */
const answers: readonly ((token: string) => Response | Error)[] = [
  ...[400, 401, 403, 404, 409, 410, 412, 413, 423, 429, 500, 501, 502, 503, 504, 507, 509].map(
    (status) => (token: string) =>
      Response.json(
        { error: { code: token, message: `The token is ${token}`, innerError: { 'request-id': token } } },
        { status, headers: { 'www-authenticate': `Bearer error="${token}"`, 'retry-after': '9999' } },
      ),
  ),
  () => new TypeError('fetch failed', { cause: new Error('connect ECONNREFUSED') }),
  (token) => new Response(`<html>${token}</html>`, { headers: { 'content-type': 'text/html' } }),
  (token) => Response.json({ error: { code: 'x', message: token } }),
  (token) => new Response(null, { status: 302, headers: { location: `http://elsewhere.example/?${token}` } }),
]

/** Calls Graph with every answer that it may give, and keeps what a host would log. */
async function callThroughout(listening: Listening, options: Partial<GraphClientOptions>, token?: string) {
  const wholeOf = (sent: RequestInit | undefined) =>
    new Headers(sent?.headers).get('authorization')?.slice(7) ?? ''
  let answer = answers[0]
  const events = createEvents()
  const client = createGraphClient({
    ...options,
    deadlineMs: 50,
    breakAfter: Number.POSITIVE_INFINITY,
    async fetch(_, init) {
      const given = answer?.(wholeOf(init)) ?? new Error('There is none')
      if (given instanceof Error) throw given
      return given
    },
    record: listening.hear,
    events,
  })
  events.on('graph.request', listening.hear)
  for (answer of answers)
    for (const method of ['GET', 'POST'])
      await Promise.resolve()
        .then(() =>
          client.fetchFor(scope, mailList, token === undefined ? {} : { token })('/me/messages', { method }),
        )
        .then(async (response) => listening.hear(response.status), listening.hear)
}

function tokenOf(account: string): string {
  const claims = {
    tid: tenant,
    oid: account,
    upn: people.ada.preferred_username,
    scp: 'User.Read',
    appid: service.clientId,
  }
  const [head, body] = [{ alg: 'none' }, claims].map((part) =>
    Buffer.from(JSON.stringify(part)).toString('base64url'),
  )
  return `${head}.${body}.${crypto.randomUUID()}`
}

describe('no log, error, event, record or report holds', () => {
  it('a token of the host, whatever Microsoft Graph answers', async () => {
    const listening = listenIn(createEvents())
    const given = () => {
      const token = tokenOf(people.ada.oid)
      listening.keepSecret(token)
      return token
    }
    await callThroughout(listening, { tokens: bearer(async () => given()) })
    await callThroughout(listening, {}, given())
    const strangers = tokenOf(people.grace.oid)
    listening.keepSecret(strangers)
    await callThroughout(listening, { tokens: bearer(async () => strangers) })
    await callThroughout(listening, {}, strangers)
    expect(listening.secrets.size).toBeGreaterThan(50)
    expect(listening.leaked()).toEqual([])
  })

  it('a token, a code or a verifier of somebody who signs in, well or not', async () => {
    const events = createEvents()
    const listening = listenIn(events)
    const { authority, clientId } = provider
    const fetch = overheard(provider.fetch, listening)
    const options = {
      authority,
      clientId,
      tenant,
      fetch,
      secrets: createMemorySecrets(),
      scopes: ['Mail.Read'],
    }
    const [device, browser] = [deviceCodeSignIn(options), interactiveSignIn(options)]
    const show = (decision: 'agree' | 'decline') =>
      device.signIn(({ userCode }) => void provider.answer(userCode, decision))
    await show('decline').catch(listening.hear)
    for (const decision of ['decline', 'agree'] as const)
      await browser
        .signIn({ onAddress: ({ address }) => void provider.browse(address, decision) })
        .then(listening.hear, listening.hear)
    const account = await show('agree')
    await device.importRefreshToken('a refresh token that nobody gave').catch(listening.hear)
    await callThroughout(listening, { tokens: device.tokens })
    listening.hear([account, await device.state(), device, browser])
    await provider.revokeAll()
    await device.tokens.token(account.scope, { forceRefresh: true }).catch(listening.hear)
    provider.setReachable(false)
    await device.tokens.token(account.scope, { forceRefresh: true }).catch(listening.hear)
    provider.setReachable(true)
    expect(listening.secrets.size).toBeGreaterThan(10)
    expect(listening.leaked()).toEqual([])
  })

  it('a secret, a key or a token of an application, or of whoever calls it', async () => {
    const listening = listenIn(createEvents())
    const fetch = overheard(provider.fetch, listening)
    const { authority, confidential } = provider
    const { key: privateKey, cert } = await makeKeyPair()
    listening.keepSecret(privateKey)
    const { clientId, pair } = confidential.certificate
    const applications = [
      clientSecret({ authority, tenant, fetch, ...confidential.secret }),
      clientSecret({ authority, tenant, fetch, ...confidential.secret, secret: 'another secret of the app' }),
      clientCertificate({ authority, tenant, fetch, clientId, privateKey: pair.key, certificate: pair.cert }),
      clientCertificate({ authority, tenant, fetch, clientId, privateKey, certificate: cert }),
    ]
    for (const tokens of applications) {
      await tokens.token(scope).then(() => {}, listening.hear)
      await callThroughout(listening, { tokens })
      listening.hear(tokens)
    }
    const credential = { secret: 'a secret of the app' }
    const tokens = onBehalfOf({
      authority: service.authority,
      clientId: service.clientId,
      credential,
      scopes: ['Mail.Read'],
      fetch: overheard(service.fetch, listening),
      inbound: () => service.inbound(),
    })
    service.refuseNext({ error: 'invalid_grant', number: 50013 })
    await tokens.token(scope).catch(listening.hear)
    await callThroughout(listening, { tokens })
    listening.hear(tokens)
    expect(listening.secrets.size).toBeGreaterThan(20)
    expect(listening.leaked()).toEqual([])
  })

  it('a secret that would be found in each of six encodings', () => {
    const secret = 'a secret of+twenty/bytes?'
    for (const form of formsOf(secret)) {
      const listening = listenIn(createEvents())
      listening.keepSecret(secret)
      expect(listening.leaked()).toEqual([])
      console.log(`before ${form} after`)
      expect(listening.leaked()).toEqual([secret])
    }
  })
})
