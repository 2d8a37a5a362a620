import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { certificateAssertions } from '@graphkeep/graph-tools/auth'
import { afterAll, beforeAll, describe, expect, it, onTestFinished, vi } from 'vitest'

import { startExchangeService } from '../../../graph-tools/test/world/exchange-service.ts'
import {
  type Connect,
  certificate,
  clientSecret,
  createGraphkeep,
  managedIdentity,
  onBehalfOf,
  type RegisteredApplication,
  workloadIdentity,
} from '../../src/index.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'
import { startTenantWithSignIn, type TenantWithSignIn } from '../support/tenant-with-sign-in.ts'

let world: TenantWithSignIn

beforeAll(async () => {
  world = await startTenantWithSignIn()
})

afterAll(() => world.close())

/** What every app says of itself here; calls are about the tenant's second user. */
function app(clientId: string): RegisteredApplication {
  const { provider, baseUrl, fetch } = world
  const { authority, tenant } = provider
  return {
    authority,
    clientId,
    tenant,
    baseUrl,
    fetch,
    account: world.grace.userPrincipalName,
  }
}

async function open(connect: Connect) {
  const keep = await createGraphkeep({ connect, storage: 'memory' })
  onTestFinished(() => keep.close())
  return keep
}

async function whoami(connect: Connect): Promise<unknown> {
  return (await (await open(connect)).call('user_whoami')).output
}

describe('an application that acts as itself', () => {
  it('reads the account it was told, with a secret, a certificate or a token of its workload', async () => {
    const { secret, certificate: certified } = world.provider.confidential
    const pem = `${certified.pair.key}\n${certified.pair.cert}`
    const tokenFile = join(temporaryFolder(), 'token')
    const assertion = certificateAssertions({ privateKey: pem, certificate: pem })
    writeFileSync(
      tokenFile,
      await assertion({ clientId: certified.clientId, audience: `${world.provider.authority}/token` }),
    )
    for (const connect of [
      clientSecret({ ...app(secret.clientId), secret: secret.secret }),
      certificate({ ...app(certified.clientId), privateKey: pem, certificate: pem }),
      workloadIdentity({ ...app(certified.clientId), tokenFile }),
    ])
      expect(await whoami(connect)).toMatchObject({ name: world.grace.displayName })
  })

  it('says at once what keeps it from getting tokens', async () => {
    const { clientId } = world.provider.confidential.secret
    const keep = await open(clientSecret({ ...app(clientId), secret: 'an-old-secret' }))
    await expect(keep.connection.state()).rejects.toMatchObject({
      code: 'ERR_SIGN_IN_REQUIRED',
      message: expect.stringContaining('Check that the client secret has not ended.'),
    })
  })

  it('wants to be told whose data a call is about where it was given no account', async () => {
    const { clientId, secret } = world.provider.confidential.secret
    const { account: _, ...rest } = app(clientId)
    const keep = await open(clientSecret({ ...rest, secret }))
    await expect(keep.call('user_whoami')).rejects.toThrow(TypeError)
    const { ada: first } = world
    const scope = { tenant: world.provider.tenant, account: first.userPrincipalName }
    expect((await keep.call('user_whoami', {}, { scope })).output).toMatchObject({ name: first.displayName })
  })

  it('is the machine itself in Azure', async () => {
    const service = await startExchangeService()
    onTestFinished(() => service.close())
    vi.stubEnv('IDENTITY_ENDPOINT', service.identity.endpoint)
    vi.stubEnv('IDENTITY_HEADER', service.identity.header)
    onTestFinished(() => void vi.unstubAllEnvs())
    const keep = await open(
      managedIdentity({ tenant: world.provider.tenant, account: 'ada@contoso.example' }),
    )
    expect(await keep.connection.state()).toMatchObject({
      signedIn: true,
      detail: expect.stringContaining('managed identity'),
    })
    expect(service.asked.at(-1)).toMatchObject({ resource: 'https://graph.microsoft.com' })
  })
})

describe('on behalf of callers', () => {
  it('makes each call with what the caller’s own token was exchanged for, and never with that token', async () => {
    const service = await startExchangeService()
    onTestFinished(() => service.close())
    const inbound = service.inbound()
    const sent: (string | null)[] = []
    const keep = await open(
      onBehalfOf({
        clientId: service.clientId,
        tenant: world.provider.tenant,
        authority: service.authority,
        credential: { secret: 'a secret of the app' },
        inbound: () => inbound,
        fetch: async (input, init) => {
          if (String(input).startsWith(service.authority)) return service.fetch(input, init)
          sent.push(new Headers(init?.headers).get('authorization'))
          return Response.json({
            id: '1',
            displayName: 'Ada Lovelace',
            userPrincipalName: 'ada@contoso.example',
          })
        },
      }),
    )
    const scope = { tenant: world.provider.tenant, account: 'ada@contoso.example' }
    expect((await keep.call('user_whoami', {}, { scope })).output).toMatchObject({ name: 'Ada Lovelace' })
    const audiences = sent.map((header) => JSON.parse(atob(header?.split('.')[1] ?? '')).aud)
    expect(audiences).toEqual(['https://graph.microsoft.com'])
    await expect(keep.call('user_whoami')).rejects.toThrow(TypeError)
    const grace = { ...scope, account: 'grace@contoso.example' }
    await expect(keep.call('user_whoami', {}, { scope: grace })).rejects.toMatchObject({
      code: 'ERR_SIGN_IN_REQUIRED',
    })
  })
})
