import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'

import { createTenant, type Tenant } from '@graphkeep/graph-sim'
import { catalog, permissionsOf } from '@graphkeep/graph-tools'

import {
  type IdentityProvider,
  startIdentityProvider,
} from '../../../graph-tools/test/world/identity-provider.ts'

/** An offline tenant over HTTP, to which an identity provider's tokens are good. */
export interface TenantWithSignIn {
  readonly provider: IdentityProvider
  readonly tenant: Tenant

  /** Who Ada and Grace are in the tenant. */
  readonly ada: { readonly displayName: string; readonly userPrincipalName: string }
  readonly grace: { readonly displayName: string; readonly userPrincipalName: string }

  /** Where Graph is. */
  readonly baseUrl: string

  /** Reaches both from this process. */
  readonly fetch: typeof globalThis.fetch

  /** Lets another process trust the provider. */
  readonly env: { readonly NODE_EXTRA_CA_CERTS: string }
  close(): Promise<void>
}

/** Starts both. People agree to what they are asked for; apps may read everybody and everybody's mail. */
export async function startTenantWithSignIn(): Promise<TenantWithSignIn> {
  const provider = await startIdentityProvider()
  const tenant = createTenant({ seed: 7, messages: 50, events: 10, contacts: 10, files: 10 })
  const [, ada = tenant.me, grace = tenant.me] = tenant.users
  provider.consent(permissionsOf(catalog, 'delegated'))
  const folder = mkdtempSync(join(tmpdir(), 'graphkeep-test-'))
  const ca = join(folder, 'ca.pem')
  writeFileSync(ca, provider.ca)

  async function tokenFor(theirs: string): Promise<string> {
    const who = await provider.holderOf(theirs)
    if (who === 'ada@contoso.example') return tenant.token({ user: ada.userPrincipalName })
    if (who === 'grace@contoso.example') return tenant.token({ user: grace.userPrincipalName })
    return (await provider.appOf(theirs)) ? tenant.token({ roles: [...applicationRoles] }) : theirs
  }

  const server = createServer(async (request, response) => {
    const { method = 'GET', url = '/', headers } = request
    const sent = new Headers(headers as Record<string, string>)
    const [, token = ''] = (headers.authorization ?? '').split(' ')
    sent.set('authorization', `Bearer ${await tokenFor(token)}`)
    const body = method === 'GET' ? {} : { body: await text(request) }
    const answer = await tenant.fetch(`http://${headers.host}${url}`, { method, headers: sent, ...body })
    response.writeHead(answer.status, Object.fromEntries(answer.headers)).end(await answer.text())
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))

  return {
    provider,
    tenant,
    ada,
    grace,
    baseUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1.0`,
    fetch: (input, init) =>
      String(input).startsWith(provider.authority)
        ? provider.fetch(input, init)
        : globalThis.fetch(input, init),
    env: { NODE_EXTRA_CA_CERTS: ca },

    async close() {
      server.close()
      server.closeAllConnections()
      await provider.close()
      rmSync(folder, { recursive: true })
    },
  }
}

const applicationRoles = ['User.Read.All', 'User.ReadBasic.All', 'Mail.ReadWrite', 'Mail.Send']
