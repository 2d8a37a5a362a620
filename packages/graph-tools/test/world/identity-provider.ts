import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import Provider, { type Configuration } from 'oidc-provider'

/** An identity provider on loopback, reached as `https://login.example`, and a person who can be told what to do. */
export interface IdentityProvider {
  readonly authority: string
  readonly clientId: string
  readonly tenant: string

  /** Carries requests to it, and translates between what Entra and OpenID Connect call the same thing. */
  readonly fetch: typeof globalThis.fetch

  /** Paths that were asked for, in order. */
  readonly requests: readonly string[]

  /** The person enters the code and agrees, or declines. */
  answer(userCode: string, decision: 'agree' | 'decline'): Promise<void>

  /** Ends every sign-in, as an administrator may. */
  revokeAll(): Promise<void>

  /** Makes it unreachable, and reachable again. */
  setReachable(reachable: boolean): void
  close(): Promise<void>
}

const clientId = '11111111-1111-1111-1111-111111111111'
const tenant = '22222222-2222-2222-2222-222222222222'
const person = {
  oid: '33333333-3333-3333-3333-333333333333',
  name: 'Ada Lovelace',
  preferred_username: 'ada@contoso.example',
}
const grantType = 'urn:ietf:params:oauth:grant-type:device_code'

/** Starts a provider that replaces a refresh token at each use, and ends a sign-in whose old one is used again. */
export async function startIdentityProvider(): Promise<IdentityProvider> {
  const provider = new Provider('https://login.example', configuration)
  provider.proxy = true
  const server = createServer(provider.callback())
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const grants: string[] = []
  const requests: string[] = []
  let reachable = true

  return {
    authority: 'https://login.example',
    clientId,
    tenant,
    requests,

    async fetch(input, init) {
      if (!reachable) throw new TypeError('fetch failed')
      const { pathname } = new URL(String(input))
      requests.push(pathname)
      const path = pathname.endsWith('openid-configuration') ? '/.well-known/openid-configuration' : pathname
      const body = new URLSearchParams(String(init?.body ?? ''))
      if (body.get('grant_type') === 'device_code') body.set('grant_type', grantType)
      const isPost = init?.method === 'POST'
      const headers = {
        'x-forwarded-proto': 'https',
        'x-forwarded-host': 'login.example',
        ...(isPost && { 'content-type': 'application/x-www-form-urlencoded' }),
      }
      const answer = await globalThis.fetch(`${base}${path}`, {
        method: isPost ? 'POST' : 'GET',
        headers,
        body: isPost ? body : null,
      })
      return Response.json(translated(path, (await answer.json()) as object), { status: answer.status })
    },

    async answer(userCode, decision) {
      const code = await provider.DeviceCode.findByUserCode(userCode.replace(/\W/g, ''))
      if (!code) throw new Error('There is no such code')
      if (decision === 'decline')
        Object.assign(code, { error: 'access_denied', errorDescription: 'declined' })
      else {
        const scope = 'openid profile offline_access Mail.Read'
        const grant = new provider.Grant({ accountId: person.oid, clientId })
        grant.addOIDCScope(scope)
        grants.push(await grant.save())
        Object.assign(code, {
          accountId: person.oid,
          grantId: grants.at(-1),
          scope,
          claims: {},
          authTime: Math.floor(Date.now() / 1000),
        })
      }
      await code.save()
    },

    async revokeAll() {
      for (const id of grants) {
        await provider.RefreshToken.revokeByGrantId(id)
        await (await provider.Grant.find(id))?.destroy()
      }
    },

    setReachable(value) {
      reachable = value
    },

    close: () => new Promise((resolve) => server.close(() => resolve())),
  }
}

/** Entra tells how often to ask, shows a sentence, and says who it is outside of the token too. */
function translated(path: string, body: object): object {
  if (path === '/devicecode' && 'user_code' in body) {
    return {
      ...body,
      interval: 0.02,
      message: `Go to ${String(Reflect.get(body, 'verification_uri'))} and enter ${String(body.user_code)}`,
    }
  }
  if (path === '/token' && 'access_token' in body) {
    const info = { uid: person.oid, utid: tenant }
    return { ...body, client_info: Buffer.from(JSON.stringify(info)).toString('base64url') }
  }
  return body
}

const configuration: Configuration = {
  clients: [
    {
      client_id: clientId,
      token_endpoint_auth_method: 'none',
      grant_types: [grantType, 'refresh_token'],
      response_types: [],
      redirect_uris: [],
    },
  ],
  scopes: ['openid', 'profile', 'offline_access', 'Mail.Read'],
  claims: { openid: ['sub', 'oid', 'tid', 'name', 'preferred_username'] },
  conformIdTokenClaims: false,
  features: { deviceFlow: { enabled: true }, devInteractions: { enabled: false } },
  routes: { token: '/token', device_authorization: '/devicecode' },
  rotateRefreshToken: true,
  issueRefreshToken: () => true,
  findAccount: (_, id) => ({ accountId: id, claims: () => ({ sub: id, tid: tenant, ...person }) }),
  ttl: { AccessToken: 3600, RefreshToken: 86_400, Grant: 86_400, DeviceCode: 600, IdToken: 3600 },
}
