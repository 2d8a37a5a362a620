import { describe, expect, it } from 'vitest'
import { clientOf, smallTenant } from '../graph-client.ts'

const tenant = smallTenant()
const foreign = smallTenant({ seed: 4 })

async function ask(authorization: string | undefined): Promise<Response> {
  return tenant.fetch(
    'https://graph.microsoft.com/v1.0/me',
    authorization === undefined ? {} : { headers: { authorization } },
  )
}

describe('signing in', () => {
  it.each([
    ['no token', undefined, 'Access token is empty.'],
    ['no bearer', 'Basic YTpi', 'Access token is empty.'],
    ['a malformed token', 'Bearer abc', 'CompactToken parsing failed with error code: 80049217'],
    ['a token of broken parts', 'Bearer a.b.c', 'CompactToken parsing failed with error code: 80049217'],
    [
      'an expired token',
      `Bearer ${tenant.token({ expiresIn: -1 })}`,
      'Lifetime validation failed, the token is expired.',
    ],
    ['a token of another tenant', `Bearer ${foreign.token()}`, 'Access token validation failure.'],
    [
      'a token that was changed',
      `Bearer ${tenant.token().slice(0, -2)}xx`,
      'Access token validation failure.',
    ],
  ])('is refused with %s', async (_name, authorization, message) => {
    const response = await ask(authorization)
    expect(response.status).toBe(401)
    expect(response.headers.get('www-authenticate')).toMatch(/^Bearer /)
    expect(await response.json()).toMatchObject({ error: { code: 'InvalidAuthenticationToken', message } })
  })

  it('ends when the token’s time has come', async () => {
    const moved = smallTenant()
    const client = clientOf(moved, moved.token({ expiresIn: 60 }))
    expect((await client.get('/me')).status).toBe(200)
    moved.clock.advance(60_000)
    expect((await client.get('/me')).status).toBe(401)
  })

  it('comes before everything else about a request', async () => {
    const response = await tenant.fetch('https://graph.microsoft.com/v1.0/no/such/path')
    expect(response.status).toBe(401)
  })

  it('puts the user of the token behind /me', async () => {
    const other = tenant.users.find(({ id }) => id !== tenant.me.id)
    const client = clientOf(tenant, tenant.token({ user: other?.userPrincipalName ?? '' }))
    expect((await client.get('/me')).json['id']).toBe(other?.id)
  })

  it('gives an app no /me', async () => {
    const client = clientOf(tenant, tenant.token({ roles: ['User.Read.All', 'Mail.Read'] }))
    const { status, json } = await client.get('/me/messages')
    expect(status).toBe(400)
    expect(json['error']?.['message']).toBe('/me request is only valid with delegated authentication flow.')
    expect((await client.get(`/users/${tenant.me.id}/messages`)).status).toBe(200)
  })

  it('throws for a user that does not exist', () => {
    expect(() => tenant.token({ user: 'nobody' })).toThrow(RangeError)
  })
})
