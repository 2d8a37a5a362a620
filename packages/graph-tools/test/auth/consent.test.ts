import { createMemorySecrets } from '@graphkeep/core'
import { afterAll, beforeAll, beforeEach, describe, expect, it, onTestFinished } from 'vitest'

import { type DeviceCodeSignIn, deviceCodeSignIn, interactiveSignIn, onBehalfOf } from '../../src/auth.ts'
import { createConnections } from '../../src/connections.ts'
import { catalog, permissionsOf } from '../../src/index.ts'
import { startExchangeService } from '../world/exchange-service.ts'
import { type IdentityProvider, startIdentityProvider } from '../world/identity-provider.ts'
import { people } from '../world/identity-provider-configuration.ts'
import { failureOf } from '../world/open-client.ts'

let provider: IdentityProvider
let secrets = createMemorySecrets()

beforeAll(async () => {
  provider = await startIdentityProvider()
})

beforeEach(() => {
  secrets = createMemorySecrets()
  provider.consent(['Mail.Read'])
})

afterAll(() => provider.close())

/** The app as it asks for permissions now. */
function options(scopes: readonly string[]) {
  const { authority, clientId, tenant, fetch } = provider
  return { authority, clientId, tenant, fetch, secrets, scopes, howToSignIn: 'Run the sign-in command.' }
}

async function signedIn(signIn: DeviceCodeSignIn) {
  return signIn.signIn(({ userCode }) => void provider.answer(userCode, 'agree'))
}

describe('the permissions of the mounted tools', () => {
  const tools = catalog.filter(({ name }) =>
    ['email_list', 'contact_list', 'calendar_create_event'].includes(name),
  )
  const scopes = permissionsOf(tools, 'delegated')
  const own = ['openid', 'profile', 'offline_access']
  const enough = new Error('enough')

  async function asked(ask: (note: (scope: string | null | undefined) => void) => Promise<unknown>) {
    let noted = ''
    await ask((scope) => {
      noted = scope ?? ''
    }).catch(() => {})
    return noted.split(' ').toSorted()
  }

  const ways: Record<string, Parameters<typeof asked>[0]> = {
    'with a device code': (note) => {
      const fetch: typeof globalThis.fetch = async (input, init) => {
        if (!String(input).endsWith('/devicecode')) return provider.fetch(input, init)
        note(new URLSearchParams(String(init?.body)).get('scope'))
        throw enough
      }
      return deviceCodeSignIn({ ...options(scopes), fetch }).signIn(() => {})
    },
    'with the browser': (note) => {
      const caller = new AbortController()
      const onAddress = ({ address }: { readonly address: string }) => {
        note(new URL(address).searchParams.get('scope'))
        caller.abort(enough)
      }
      return interactiveSignIn(options(scopes)).signIn({ onAddress, signal: caller.signal })
    },
    'with a connection': async (note) => {
      const { clientId, secret } = provider.confidential.secret
      const { redirectUri } = provider
      const app = { ...options(scopes), clientId, credential: { secret }, redirectUri }
      note(new URL(await createConnections({ app, secrets }).begin('user')).searchParams.get('scope'))
    },
    'on behalf of a caller': async (note) => {
      const service = await startExchangeService()
      onTestFinished(() => service.close())
      const { authority, clientId, fetch } = service
      const credential = { secret: 'a secret of the app' }
      const inbound = () => service.inbound()
      const tokens = onBehalfOf({ authority, clientId, fetch, credential, scopes, inbound })
      await tokens.token({ tenant: provider.tenant, account: people.ada.oid })
      note(service.asked.at(-1)?.['scope'])
    },
  }

  it.each(Object.entries(ways))('are what is asked for %s, and no more', async (_, ask) => {
    expect(scopes).toEqual(['Calendars.ReadWrite', 'Contacts.Read', 'Mail.Read'])
    expect(await asked(ask)).toEqual([...scopes, ...own].toSorted())
  })
})

describe('an app that asks for more than was agreed to', () => {
  it('goes on with what was, and has the rest as soon as it is agreed to', async () => {
    const { scope } = await signedIn(deviceCodeSignIn(options(['Mail.Read'])))
    const { tokens } = deviceCodeSignIn(options(['Mail.Read', 'Mail.Send']))
    await expect(provider.permissionsOf(await tokens.token(scope, { forceRefresh: true }))).resolves.toEqual([
      'Mail.Read',
    ])
    provider.consent(['Mail.Read', 'Mail.Send'])
    await expect(provider.permissionsOf(await tokens.token(scope, { forceRefresh: true }))).resolves.toEqual([
      'Mail.Read',
      'Mail.Send',
    ])
  })

  it('says what nobody has agreed to, how to agree, and where an administrator can', async () => {
    const { scope } = await signedIn(deviceCodeSignIn(options(['Mail.Read'])))
    provider.consent([])
    const failure = await failureOf(
      deviceCodeSignIn(options(['Mail.Read', 'Mail.Send'])).tokens.token(scope, { forceRefresh: true }),
    )
    expect(failure).toMatchObject({
      code: 'ERR_SIGN_IN_REQUIRED',
      message: `Nobody has agreed yet to what the app asks for: Mail.Read, Mail.Send (invalid_grant AADSTS65001). Run the sign-in command. Agree to it then, or an administrator grants it at ${provider.authority}/${provider.tenant}/adminconsent?client_id=${provider.clientId}.`,
    })
  })

  it('says so when the person declines', async () => {
    const signIn = interactiveSignIn(options(['Mail.Read']))
    const failure = await failureOf(
      signIn.signIn({ onAddress: ({ address }) => void provider.browse(address, 'decline') }),
    )
    expect(failure.message).toBe(
      'Whoever signed in did not agree to what the app asks for: Mail.Read (access_denied AADSTS65004). Run the sign-in command. Agree to it then.',
    )
  })
})
