import { createServer } from 'node:https'
import type { AddressInfo } from 'node:net'
import Provider from 'oidc-provider'

import { browse } from './browser.ts'
import { asEntra } from './entra-manners.ts'
import {
  clientIds,
  type Person,
  people,
  providerConfiguration,
  redirectUri,
  tenant,
} from './identity-provider-configuration.ts'
import { type KeyPair, makeKeyPair } from './loopback-certificate.ts'
import { secureFetch } from './secure-fetch.ts'

/** An identity provider on loopback with TLS, and a person who can be told what to do. */
export interface IdentityProvider {
  readonly authority: string

  /** A public app, which keeps no secret. */
  readonly clientId: string
  readonly tenant: string

  /** A confidential app for each way to prove that it is itself. */
  readonly confidential: {
    readonly secret: { readonly clientId: string; readonly secret: string }
    readonly certificate: { readonly clientId: string; readonly pair: KeyPair }
  }

  /** Its own certificate, as PEM. */
  readonly ca: string

  /** Carries requests to it. */
  readonly fetch: typeof globalThis.fetch

  /** Paths that were asked for through `fetch` of this or any other process, in order. */
  readonly requests: readonly string[]

  /** The page of the confidential apps to which people come back. Nothing answers there. */
  readonly redirectUri: string

  /** A person enters the code and agrees, or declines; Ada unless another is named. */
  answer(userCode: string, decision: 'agree' | 'decline', who?: Person): Promise<void>

  /** Seats somebody at the browser. At first it is Ada. */
  seat(who: Person): void

  /** Returns whom an access token is about; `undefined` for one that was not given here to a person. */
  holderOf(token: string): Promise<string | undefined>

  /** Returns the permissions that an access token of a person gives. */
  permissionsOf(token: string): Promise<readonly string[]>

  /** Returns which app got an access token for itself; `undefined` for any other. */
  appOf(token: string): Promise<string | undefined>

  /** The person opens an address in the browser, and agrees or declines. Returns the text of the last page. */
  browse(address: string, decision?: 'agree' | 'decline'): Promise<string>

  /** Gives a refresh token, as another program of the same app has kept one. */
  refreshTokenOfAnother(): Promise<string>

  /** The permissions that the person agrees to. Changing them is what an administrator or the person does later. */
  consent(scopes: readonly string[]): void

  /** Ends every sign-in, as an administrator may. */
  revokeAll(): Promise<void>

  /** Makes it unreachable, and reachable again. */
  setReachable(reachable: boolean): void
  close(): Promise<void>
}

/** Starts a provider that replaces a refresh token at each use, and ends a sign-in whose old one is used again. */
export async function startIdentityProvider(): Promise<IdentityProvider> {
  const tls = await makeKeyPair()
  const pair = await makeKeyPair()
  const server = createServer({ key: tls.key, cert: tls.cert })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const authority = `https://localhost:${(server.address() as AddressInfo).port}`
  const world = {
    requests: [] as string[],
    consented: ['Mail.Read'],
    declines: false,
    proven: new Set<string>(),
    reachable: true,
    person: 'ada' as Person,
  }
  const grants: string[] = []
  const provider = new Provider(authority, providerConfiguration({ pair, world }))
  provider.on('grant.success', ({ oidc }) => {
    if (oidc.entities.Grant) grants.push(oidc.entities.Grant.jti)
  })
  provider.use(asEntra(provider, world))
  server.on('request', provider.callback())
  const fetch = secureFetch(tls.cert)

  async function grant({ oid } = people.ada): Promise<{ readonly grantId: string; readonly scope: string }> {
    const scope = `openid profile offline_access ${world.consented.join(' ')}`
    const made = new provider.Grant({ accountId: oid, clientId: clientIds.device })
    made.addOIDCScope(scope)
    const grantId = await made.save()
    grants.push(grantId)
    return { grantId, scope }
  }

  return {
    authority,
    clientId: clientIds.device,
    tenant,
    confidential: {
      secret: { clientId: clientIds.secret, secret: 'a secret of the app' },
      certificate: { clientId: clientIds.certificate, pair },
    },
    redirectUri,
    ca: tls.cert,
    requests: world.requests,

    fetch: (input, init) =>
      world.reachable ? fetch(input, init) : Promise.reject(new TypeError('fetch failed')),

    async answer(userCode, decision, who = 'ada') {
      const code = await provider.DeviceCode.findByUserCode(userCode.replace(/\W/g, ''))
      if (!code) throw new Error('There is no such code')
      const agreed = { accountId: people[who].oid, claims: {}, authTime: Math.floor(Date.now() / 1000) }
      const declined = { error: 'access_denied', errorDescription: 'declined' }
      Object.assign(code, decision === 'decline' ? declined : { ...agreed, ...(await grant(people[who])) })
      await code.save()
    },

    browse(address, decision = 'agree') {
      world.declines = decision === 'decline'
      return browse(address, fetch)
    },

    async refreshTokenOfAnother() {
      const client = await provider.Client.find(clientIds.device)
      if (!client) throw new Error('There is no such app')
      const agreed = { accountId: people.ada.oid, client, authTime: Math.floor(Date.now() / 1000) }
      const rest = { gty: 'device_code', claims: {}, ...(await grant()) }
      return new provider.RefreshToken({ ...agreed, ...rest } as never).save()
    },

    consent(scopes) {
      world.consented = [...scopes]
    },

    seat(who) {
      world.person = who
    },

    async holderOf(token) {
      const found = await provider.AccessToken.find(token)
      return Object.values(people).find(({ oid }) => oid === found?.accountId)?.preferred_username
    },

    async permissionsOf(token) {
      const found = await provider.AccessToken.find(token)
      return (found?.scope ?? '').split(' ').filter((name) => name.includes('.'))
    },

    appOf: async (token) => (await provider.ClientCredentials.find(token))?.clientId,

    async revokeAll() {
      for (const id of grants.splice(0)) {
        await provider.RefreshToken.revokeByGrantId(id)
        await (await provider.Grant.find(id))?.destroy()
      }
    },

    setReachable(value) {
      world.reachable = value
    },

    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}
