import { SignInRequired } from '@graphkeep/core'
import { describe, expect, it } from 'vitest'

import { bearer, staticToken } from '../../src/auth.ts'
import type { TokenSource } from '../../src/client.ts'
import { failureOf, openClient } from '../world/open-client.ts'
import { smallTenant } from '../world/open-world.ts'

const tenant = smallTenant()
const { id, userPrincipalName } = tenant.me
const other =
  tenant.users.find(({ userPrincipalName }) => userPrincipalName.startsWith('tomas.dvorak'))?.id ?? ''
const own = { tenant: tenant.id, account: userPrincipalName }
const elsewhere = '99999999-9999-9999-9999-999999999999'

/** A token as another tenant's sign-in service would write it. */
function tokenWith(claims: object): string {
  return `e30.${Buffer.from(JSON.stringify(claims)).toString('base64url')}.signature`
}

const sources: readonly (readonly [string, (token: string) => TokenSource])[] = [
  ['a fixed token', staticToken],
  ['a function of the host', (token) => bearer(async () => token)],
  [
    'a source that was renewed',
    (token) => ({ token: async (_, wish) => (wish?.forceRefresh ? token : tenant.token({ expiresIn: -9 })) }),
  ],
]

describe.each(sources)('a token from %s', (_, from) => {
  it.each([
    ['another tenant, by its id', own, tokenWith({ tid: elsewhere, upn: userPrincipalName })],
    ['another account, by its name', own, tenant.token({ user: other })],
    ['another account, by its id', { ...own, account: id }, tenant.token({ user: other })],
    ['another account, by another claim', own, tokenWith({ preferred_username: 'somebody@else.example' })],
  ])('of %s is refused before it is sent', async (_, scope, token) => {
    const { fetchFor, sent } = openClient({ tenant, tokens: from(token) })
    const failure = await failureOf(fetchFor(scope)('/me'))
    expect(failure).toMatchObject({
      code: 'ERR_SIGN_IN_REQUIRED',
      message: expect.stringMatching(/another (?:tenant|account) than the call. Sign in/),
    })
    expect(sent.filter(({ token: sent }) => sent?.includes(token))).toEqual([])
    expect(JSON.stringify([failure, failure.message, failure.stack])).not.toContain(token)
  })
})

describe('a token', () => {
  const open = (tokens: TokenSource) => openClient({ tenant, tokens })

  it.each([
    ['the account’s name in other letters', { ...own, account: userPrincipalName.toUpperCase() }],
    ['the account’s id', { ...own, account: id }],
    ['the tenant’s domain, which no token tells', { ...own, tenant: tenant.domain }],
    ['a label of the host', { ...own, account: 'the boss' }],
  ])('is sent for a scope that names %s', async (_, scope) => {
    expect((await open(staticToken(tenant.token())).fetchFor(scope)('/me')).status).toBe(200)
  })

  it('of an application fits each account of its tenant, and none of another', async () => {
    const token = tenant.token({ roles: ['User.Read.All', 'User.ReadBasic.All'] })
    const { fetchFor } = open(bearer(async () => token, 'application'))
    expect((await fetchFor({ ...own, account: other })('/me?$select=id')).status).toBe(200)
    expect(await failureOf(fetchFor({ ...own, tenant: elsewhere })('/me'))).toMatchObject({
      code: 'ERR_SIGN_IN_REQUIRED',
    })
  })

  it('that comes with a call for somebody else is refused before anything is asked', () => {
    const { fetchFor } = open(staticToken(tenant.token()))
    for (const token of [tenant.token({ user: other }), 'two words'])
      expect(() => fetchFor(own, undefined, { token })).toThrow(SignInRequired)
  })

  it('is sent for whatever name its source has for the account, but not to another tenant', async () => {
    const tokens = { ...staticToken(tenant.token()), knowsAccount: true }
    const named = { ...own, account: 'signed-in@by-another.name' }
    expect((await open(tokens).fetchFor(named)('/me')).status).toBe(200)
    expect(await failureOf(open(tokens).fetchFor({ ...named, tenant: elsewhere })('/me'))).toMatchObject({
      code: 'ERR_SIGN_IN_REQUIRED',
    })
  })

  it('of somebody else opens the mailbox that its source has it for', async () => {
    const tokens = { ...staticToken(tenant.token({ user: other })), owner: () => other }
    expect((await open(tokens).fetchFor(own)('/me/messages?$top=1')).status).toBe(200)
  })
})
