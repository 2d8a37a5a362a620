import { createMemorySecrets } from '@graphkeep/core'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'

import { type DeviceCodeSignIn, deviceCodeSignIn, interactiveSignIn } from '../../src/auth.ts'
import { type IdentityProvider, startIdentityProvider } from '../world/identity-provider.ts'
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
