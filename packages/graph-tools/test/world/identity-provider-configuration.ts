import { createPublicKey } from 'node:crypto'

import { type ClientMetadata, type Configuration, interactionPolicy } from 'oidc-provider'

import { catalog, permissionsOf } from '../../src/index.ts'
import type { KeyPair } from './loopback-certificate.ts'

export const clientIds = {
  device: '11111111-1111-1111-1111-111111111111',
  secret: '44444444-4444-4444-4444-444444444444',
  certificate: '55555555-5555-5555-5555-555555555555',
}

export const tenant = '22222222-2222-2222-2222-222222222222'

/** The people of the tenant. */
export const people = {
  ada: {
    oid: '33333333-3333-3333-3333-333333333333',
    name: 'Ada Lovelace',
    preferred_username: 'ada@contoso.example',
  },
  grace: {
    oid: '66666666-6666-6666-6666-666666666666',
    name: 'Grace Hopper',
    preferred_username: 'grace@contoso.example',
  },
}

export type Person = keyof typeof people

/** The page of the confidential apps to which people come back. */
export const redirectUri = 'https://app.example/connected'

export const deviceGrant = 'urn:ietf:params:oauth:grant-type:device_code'

/** What a test changes while the provider runs. */
export interface ProviderWorld {
  readonly requests: string[]
  readonly consented: readonly string[]
  readonly declines: boolean

  /** The claims that somebody has proven in signing in, as the request for them had it. */
  readonly proven: Set<string>

  /** Who sits at the browser. */
  readonly person: Person
  readonly reachable: boolean
}

/** What oidc-provider has to know of the apps, the person and the manners of the tenant. */
export function providerConfiguration({
  pair,
  world,
}: {
  readonly pair: KeyPair
  readonly world: ProviderWorld
}): Configuration {
  const jwk = createPublicKey(pair.cert).export({ format: 'jwk' })
  const common: Omit<ClientMetadata, 'client_id'> = {
    grant_types: ['client_credentials', 'authorization_code', 'refresh_token'],
    response_types: ['code'],
    redirect_uris: [redirectUri],
  }
  return {
    clients: [
      {
        client_id: clientIds.device,
        application_type: 'native',
        token_endpoint_auth_method: 'none',
        grant_types: ['authorization_code', deviceGrant, 'refresh_token'],
        response_types: ['code'],
        redirect_uris: ['http://localhost'],
      },
      {
        ...common,
        client_id: clientIds.secret,
        client_secret: 'a secret of the app',
        token_endpoint_auth_method: 'client_secret_post',
      },
      {
        ...common,
        client_id: clientIds.certificate,
        token_endpoint_auth_method: 'private_key_jwt',
        token_endpoint_auth_signing_alg: 'PS256',
        jwks: { keys: [{ ...jwk, kty: 'RSA' }] },
      },
    ],
    scopes: ['openid', 'profile', 'offline_access', ...permissionsOf(catalog, 'delegated')],
    claims: { openid: ['sub', 'oid', 'tid', 'name', 'preferred_username'] },
    conformIdTokenClaims: false,
    features: {
      deviceFlow: { enabled: true },
      devInteractions: { enabled: false },
      clientCredentials: { enabled: true },
      revocation: { enabled: true },
    },
    interactions: { url: (_, { uid }) => `/interaction/${uid}`, policy: policy() },
    routes: { token: '/token', device_authorization: '/devicecode', authorization: '/authorize' },
    rotateRefreshToken: true,
    issueRefreshToken: () => true,
    async loadExistingGrant(ctx) {
      const { client, account, provider } = ctx.oidc
      const grant = new provider.Grant({
        clientId: client?.clientId ?? '',
        accountId: account?.accountId ?? '',
      })
      grant.addOIDCScope(`openid profile offline_access ${world.consented.join(' ')}`)
      await grant.save()
      return grant
    },
    findAccount: (_, id) => ({
      accountId: id,
      claims: () => ({ sub: id, tid: tenant, ...Object.values(people).find(({ oid }) => oid === id) }),
    }),
    ttl: {
      AccessToken: 3600,
      ClientCredentials: 3600,
      RefreshToken: 86_400,
      Grant: 86_400,
      Session: 86_400,
      Interaction: 600,
      AuthorizationCode: 60,
      DeviceCode: 600,
      IdToken: 3600,
    },
  }
}

/** Entra can be asked to let the person choose an account. */
function policy(): interactionPolicy.DefaultPolicy {
  const usual = interactionPolicy.base()
  usual.add(new interactionPolicy.Prompt({ name: 'select_account', requestable: true }), 0)
  return usual
}
