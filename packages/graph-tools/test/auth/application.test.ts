import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import type { Scope } from '@graphkeep/core'
import { manualClock } from '@graphkeep/core/testing'
import { afterAll, beforeAll, beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest'

import {
  certificateAssertions,
  clientCertificate,
  clientSecret,
  managedIdentity,
  workloadIdentity,
} from '../../src/auth.ts'
import { type ExchangeService, startExchangeService } from '../world/exchange-service.ts'
import { type IdentityProvider, startIdentityProvider } from '../world/identity-provider.ts'
import { makeKeyPair } from '../world/loopback-certificate.ts'
import { failureOf } from '../world/open-client.ts'

let provider: IdentityProvider
let machine: ExchangeService
let scope: Scope

beforeAll(async () => {
  provider = await startIdentityProvider()
  machine = await startExchangeService()
  scope = { tenant: provider.tenant, account: 'ada@contoso.example' }
})

beforeEach(() => provider.setReachable(true))

afterAll(async () => {
  await provider.close()
  await machine.close()
})

/** What every application has in common here. */
function where(clock = manualClock(Date.now())) {
  const { authority, tenant, fetch } = provider
  return { authority, tenant, fetch, clock }
}

function withSecret(clock = manualClock(Date.now())) {
  return clientSecret({ ...where(clock), ...provider.confidential.secret })
}

function tokenRequests(): number {
  return provider.requests.filter((path) => path === '/token').length
}

describe('an application with a secret', () => {
  it('acts as itself', async () => {
    const tokens = withSecret()
    expect(tokens.kind).toBe('application')
    expect(await tokens.token(scope)).toMatch(/.{10}/)
  })

  it('asks once, whoever asks and for whomever, until shortly before the end', async () => {
    const clock = manualClock(Date.now())
    const tokens = withSecret(clock)
    const before = tokenRequests()
    const other = { ...scope, account: 'grace@contoso.example' }
    const given = await Promise.all([scope, other, scope].map((one) => tokens.token(one)))
    expect(new Set(given).size).toBe(1)
    expect(tokenRequests() - before).toBe(1)
    await clock.advance(3_250_000)
    expect(await tokens.token(scope)).toBe(given[0])
    await clock.advance(100_000)
    const renewed = await Promise.all([1, 2, 3].map(() => tokens.token(scope)))
    expect(renewed[0]).not.toBe(given[0])
    expect(tokenRequests() - before).toBe(2)
  })

  it('gets another one when Graph has refused the last', async () => {
    const tokens = withSecret()
    const first = await tokens.token(scope)
    expect(await tokens.token(scope, { forceRefresh: true })).not.toBe(first)
  })

  it('has no token for another tenant, and asks nobody for one', async () => {
    const before = provider.requests.length
    const failure = await failureOf(withSecret().token({ ...scope, tenant: 'another-tenant' }))
    expect(failure).toMatchObject({ code: 'ERR_SIGN_IN_REQUIRED' })
    expect(provider.requests).toHaveLength(before)
  })

  it('says what to do when it is refused, and does not tell the secret', async () => {
    const wrong = { ...where(), ...provider.confidential.secret, secret: 'canary-of-a-secret' }
    const failure = await failureOf(clientSecret(wrong).token(scope))
    expect(failure.message).toContain('client secret')
    expect(JSON.stringify([failure, failure.message, failure.stack])).not.toContain('canary')
    provider.setReachable(false)
    expect(await failureOf(withSecret().token(scope))).toMatchObject({ code: 'ERR_GRAPH', retryable: true })
  })
})

describe('an application with a certificate', () => {
  function certified(change: object = {}, clock = manualClock(Date.now())) {
    const { clientId, pair } = provider.confidential.certificate
    const { key: privateKey, cert: certificate } = pair
    return clientCertificate({ ...where(clock), clientId, privateKey, certificate, ...change })
  }

  it('acts as itself, with the certificate or only its thumbprint', async () => {
    expect(await certified().token(scope)).toMatch(/.{10}/)
    const { X509Certificate } = await import('node:crypto')
    const { fingerprint256 } = new X509Certificate(provider.confidential.certificate.pair.cert)
    expect(await certified({ certificate: fingerprint256 }).token(scope)).toMatch(/.{10}/)
  })

  it.each([-600_000, 600_000])('does so with a clock that is %i ms off', async (skew) => {
    const tokens = certified({}, manualClock(Date.now() + skew))
    expect(await tokens.token(scope)).toMatch(/.{10}/)
    expect(await tokens.token(scope, { forceRefresh: true })).toMatch(/.{10}/)
  })

  it('refuses a key that is none, or not the one of the certificate, without telling it', async () => {
    const other = await makeKeyPair()
    expect(() => certified({ privateKey: other.key })).toThrow('not the key of certificate')
    expect(() => certified({ privateKey: 'canary' })).toThrow(
      expect.objectContaining({ name: 'TypeError', message: expect.not.stringContaining('canary') }),
    )
    expect(() => certified({ certificate: 'abc' })).toThrow(TypeError)
  })

  it('is refused with a key that its registration does not know', async () => {
    const { key: privateKey, cert: certificate } = await makeKeyPair()
    expect((await failureOf(certified({ privateKey, certificate }).token(scope))).message).toContain(
      'certificate',
    )
  })
})

describe('a workload', () => {
  it('acts as the application that trusts it, by what stands in its file now', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'workload-'))
    onTestFinished(() => rm(folder, { recursive: true }))
    const tokenFile = join(folder, 'token')
    const { clientId, pair } = provider.confidential.certificate
    const tokens = workloadIdentity({ ...where(), clientId, tokenFile })
    expect(await failureOf(tokens.token(scope))).toMatchObject({
      code: 'ERR_SIGN_IN_REQUIRED',
      message: expect.stringContaining('mounted'),
    })
    const sign = certificateAssertions({ privateKey: pair.key, certificate: pair.cert })
    for (let times = 0; times < 2; times++) {
      const assertion = await sign({ clientId, audience: `${provider.authority}/token` })
      await writeFile(tokenFile, `${assertion}\n`)
      expect(await tokens.token(scope, { forceRefresh: true })).toMatch(/.{10}/)
    }
  })

  it('finds in the environment what Kubernetes tells it', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'workload-'))
    onTestFinished(() => rm(folder, { recursive: true }))
    const { clientId, pair } = provider.confidential.certificate
    const sign = certificateAssertions({ privateKey: pair.key, certificate: pair.cert })
    await writeFile(join(folder, 'token'), await sign({ clientId, audience: `${provider.authority}/token` }))
    onTestFinished(() => void vi.unstubAllEnvs())
    vi.stubEnv('AZURE_CLIENT_ID', clientId)
    expect(() => workloadIdentity()).toThrow(TypeError)
    vi.stubEnv('AZURE_FEDERATED_TOKEN_FILE', join(folder, 'token'))
    vi.stubEnv('AZURE_TENANT_ID', provider.tenant)
    vi.stubEnv('AZURE_AUTHORITY_HOST', `${provider.authority}/`)
    const tokens = workloadIdentity({ fetch: provider.fetch })
    expect(await tokens.token(scope)).toMatch(/.{10}/)
    expect(await failureOf(tokens.token({ ...scope, tenant: 'another-tenant' }))).toMatchObject({
      code: 'ERR_SIGN_IN_REQUIRED',
    })
  })
})

describe('the identity of a machine', () => {
  it('has tokens of its own, asked for once until they are about to end', async () => {
    vi.stubEnv('IDENTITY_ENDPOINT', machine.identity.endpoint)
    vi.stubEnv('IDENTITY_HEADER', machine.identity.header)
    onTestFinished(() => void vi.unstubAllEnvs())
    const clock = manualClock(Date.now())
    const clientId = '66666666-6666-6666-6666-666666666666'
    const tokens = managedIdentity({ tenant: provider.tenant, clientId, clock })
    expect(tokens.kind).toBe('application')
    const before = machine.asked.length
    const [first, second] = await Promise.all([tokens.token(scope), tokens.token(scope)])
    expect(second).toBe(first)
    expect(machine.asked.slice(before)).toEqual([
      expect.objectContaining({ resource: 'https://graph.microsoft.com', client_id: clientId }),
    ])
    expect(await tokens.token(scope, { forceRefresh: true })).not.toBe(first)
    await clock.advance(3_400_000)
    await tokens.token(scope)
    expect(machine.asked.length - before).toBe(3)
    const elsewhere = { ...scope, tenant: 'another-tenant' }
    expect(await failureOf(tokens.token(elsewhere))).toMatchObject({ code: 'ERR_SIGN_IN_REQUIRED' })
    machine.answerMachineNext({ status: 400, body: { statusCode: 400, message: 'No identity: canary' } })
    const refused = await failureOf(tokens.token(scope, { forceRefresh: true }))
    expect(refused).toMatchObject({ message: expect.stringContaining('Check that it has the identity') })
    expect(JSON.stringify([refused, refused.message, refused.stack])).not.toContain('canary')
  })
})
