import { describe, expect, it } from 'vitest'

import { bearer, staticToken } from '../../src/auth.ts'
import type { TokenOptions } from '../../src/client.ts'
import { failureOf, openClient } from '../world/open-client.ts'
import { smallTenant } from '../world/open-world.ts'

describe('tokens', () => {
  it('are renewed once when Graph refuses one, whoever asks', async () => {
    const tenant = smallTenant()
    const asked: TokenOptions[] = []
    const tokens = bearer(async (_scope, options) => {
      asked.push(options)
      return options.forceRefresh ? tenant.token() : tenant.token({ expiresIn: -10 })
    })
    const { fetch, sent } = openClient({ tenant, tokens })
    const answers = await Promise.all(Array.from({ length: 4 }, () => fetch('/me')))
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200])
    expect(asked.filter(({ forceRefresh }) => forceRefresh)).toHaveLength(1)
    expect(sent).toHaveLength(8)
  })

  it('are not tried a third time', async () => {
    const tenant = smallTenant()
    const { fetch, sent } = openClient({
      tenant,
      tokens: bearer(async () => tenant.token({ expiresIn: -10 + Math.random() })),
    })
    const failure = await failureOf(fetch('/me'))
    expect(failure).toMatchObject({
      status: 401,
      graphCode: 'InvalidAuthenticationToken',
      message: expect.stringContaining('Sign in again'),
    })
    expect(sent.length).toBeLessThanOrEqual(2)
  })

  it('that cannot change are not tried twice', async () => {
    const { fetch, sent } = openClient({ tokens: staticToken('eyJ.not.one') })
    expect(await failureOf(fetch('/me'))).toMatchObject({ status: 401 })
    expect(sent).toHaveLength(1)
  })

  it('are asked for with the claims that Graph demands', async () => {
    const tenant = smallTenant()
    const demanded = '{"access_token":{"nbf":{"essential":true,"value":"1"}}}'
    tenant.faults.add({
      times: 1,
      action: {
        kind: 'status',
        status: 401,
        headers: {
          'WWW-Authenticate': `Bearer realm="", error="insufficient_claims", claims="${btoa(demanded)}"`,
        },
      },
    })
    const asked: TokenOptions[] = []
    const tokens = bearer(async (_scope, options) => {
      asked.push(options)
      return tenant.token({ expiresIn: options.claims ? 3000 : 3600 })
    })
    const { fetch } = openClient({ tenant, tokens })
    expect((await fetch('/me')).status).toBe(200)
    expect(asked.at(-1)).toMatchObject({ forceRefresh: true, claims: demanded })
  })

  it('never go to another host, such as the place where a file is kept', async () => {
    const { fetch, sent, tenant } = openClient()
    await fetch('/me/drive/root:/note.txt:/content', { method: 'PUT', body: 'hello' })
    const answer = await fetch('/me/drive/root:/note.txt:/content')
    expect(await answer.text()).toBe('hello')
    const [own, other] = [true, false].map((graph) =>
      sent.filter(({ host }) => (host === 'graph.microsoft.com') === graph),
    )
    expect(own?.every(({ token }) => token?.startsWith('Bearer '))).toBe(true)
    expect(other).toHaveLength(1)
    expect(other?.every(({ token }) => token === null)).toBe(true)
    expect(tenant.requests.at(-1)?.status).toBe(200)
  })

  it.each(['', 'two words', 'line\nbreak', 'ünï'])(
    'that are none are refused without being told: %j',
    async (token) => {
      const { fetch, sent } = openClient({ tokens: staticToken(token) })
      const failure = await failureOf(fetch('/me'))
      expect(failure).toMatchObject({ code: 'ERR_SIGN_IN_REQUIRED' })
      if (token) expect(JSON.stringify([failure.message, failure.stack])).not.toContain(token)
      expect(sent).toEqual([])
    },
  )

  it('of an application stand for the account instead of me', async () => {
    const tenant = smallTenant()
    const tokens = bearer(
      async () => tenant.token({ roles: ['User.ReadBasic.All', 'User.Read.All', 'Mail.Read'] }),
      'application',
    )
    const { fetch } = openClient({ tenant, tokens })
    expect(await (await fetch('/me?$select=userPrincipalName')).json()).toMatchObject({
      userPrincipalName: tenant.me.userPrincipalName,
    })
    expect((await fetch('/me/messages?$top=1')).status).toBe(200)
  })
})
