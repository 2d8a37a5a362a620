import { describe, expect, it } from 'vitest'
import { usualDelays } from '../../src/tenant/delays.ts'
import { clientOf, type GraphClient, type Json, smallTenant } from '../graph-client.ts'

const newcomer = {
  accountEnabled: true,
  displayName: 'Ingrid Moe',
  mailNickname: 'ingrid.moe',
  userPrincipalName: 'ingrid.moe@solvang.example',
  passwordProfile: { password: 'Tide-gauge-42', forceChangePasswordNextSignIn: true },
}

async function createdIn(client: GraphClient, changes: object = {}): Promise<Json> {
  const made = await client.post('/users', { ...newcomer, ...changes })
  expect(made.status, made.text).toBe(201)
  client.tenant.clock.advance(usualDelays.users)
  return made.json
}

describe('creating users', () => {
  it('takes them in, and reads find them once the directory has caught up', async () => {
    const client = clientOf(smallTenant())
    const made = await client.post('/users', newcomer)
    expect(made.status).toBe(201)
    expect(made.json).toMatchObject({ displayName: 'Ingrid Moe', mail: null, jobTitle: null })
    expect(made.json).not.toHaveProperty('passwordProfile')
    const path = `/users/${made.json['id']}`
    expect((await client.get(path)).status).toBe(404)
    expect(await client.all('/users')).toHaveLength(6)
    client.tenant.clock.advance(usualDelays.users)
    expect((await client.get(path)).json['displayName']).toBe('Ingrid Moe')
    expect(await client.all('/users')).toHaveLength(7)
    expect(client.tenant.users).toHaveLength(7)
  })

  it.each(['accountEnabled', 'displayName', 'mailNickname', 'passwordProfile', 'userPrincipalName'])(
    'needs %s (Graph rule 38)',
    async (name) => {
      const { status, json } = await clientOf(smallTenant()).post('/users', {
        ...newcomer,
        [name]: undefined,
      })
      expect(status).toBe(400)
      expect(json['error']).toMatchObject({
        code: 'Request_BadRequest',
        message: `A value is required for property '${name}' of resource 'User'.`,
      })
    },
  )

  it.each([
    [
      { userPrincipalName: 'ingrid@elsewhere.example' },
      'The domain portion of the userPrincipalName property is invalid. You must use one of the verified domain names in your organization.',
    ],
    [{ userPrincipalName: 'ingrid' }, 'Property userPrincipalName is invalid.'],
    [
      { passwordProfile: { password: 'harbour' } },
      'The specified password does not comply with password complexity requirements. Please provide a different password.',
    ],
    [
      { passwordProfile: { password: 'Ingrid.Moe-1' } },
      'The specified password does not comply with password complexity requirements. Please provide a different password.',
    ],
    [
      { mailNickname: 'x'.repeat(65) },
      "Invalid value specified for property 'mailNickname' of resource 'User'.",
    ],
  ])('refuses %j in the directory’s words', async (changes, message) => {
    const { status, json } = await clientOf(smallTenant()).post('/users', { ...newcomer, ...changes })
    expect(status).toBe(400)
    expect(json['error']).toMatchObject({ code: 'Request_BadRequest', message })
  })

  it('takes a simple password when the strong ones are switched off', async () => {
    const changes = { passwordProfile: { password: 'harbours' }, passwordPolicies: 'DisableStrongPassword' }
    expect((await createdIn(clientOf(smallTenant()), changes))['id']).toBeDefined()
  })

  it('refuses a sign-in name that is taken, even by somebody too new to be seen', async () => {
    const client = clientOf(smallTenant())
    await client.post('/users', newcomer)
    expect((await client.post('/users', newcomer)).json['error']).toMatchObject({
      message: 'Another object with the same value for property userPrincipalName already exists.',
    })
  })
})

describe('changing users', () => {
  it('answers 204, and reads follow, under a new sign-in name too', async () => {
    const client = clientOf(smallTenant())
    const { id } = await createdIn(client)
    const changes = { jobTitle: 'Pilot', userPrincipalName: 'ingrid@solvang.example' }
    expect((await client.patch(`/users/${id}`, changes)).status).toBe(204)
    expect((await client.get('/users/ingrid@solvang.example')).json['jobTitle']).toBe('Pilot')
    expect((await client.get(`/users/${newcomer.userPrincipalName}`)).status).toBe(404)
  })

  it('sets who reports to whom, by reference', async () => {
    const client = clientOf(smallTenant())
    const { id } = await createdIn(client)
    const { me } = client.tenant
    const reference = { '@odata.id': `https://graph.microsoft.com/v1.0/users/${me.id}` }
    const put = await client.put(`/users/${id}/manager/$ref`, JSON.stringify(reference), {
      'content-type': 'application/json',
    })
    expect(put.status).toBe(204)
    expect((await client.get(`/users/${id}/manager`)).json['id']).toBe(me.id)
    expect((await client.delete(`/users/${id}/manager/$ref`)).status).toBe(204)
    expect((await client.get(`/users/${id}/manager`)).status).toBe(404)
  })

  it('signs somebody out everywhere', async () => {
    const { status, json } = await clientOf(smallTenant()).post('/me/revokeSignInSessions')
    expect(status).toBe(200)
    expect(json['value']).toBe(true)
  })

  it('changes one’s own password against the present one, and nobody else’s', async () => {
    const client = clientOf(smallTenant())
    const { id } = await createdIn(client)
    const own = clientOf(client.tenant, client.tenant.token({ user: newcomer.userPrincipalName }))
    const wrong = await own.post('/me/changePassword', {
      currentPassword: 'x',
      newPassword: 'Mooring-Load-7',
    })
    expect(wrong.status).toBe(400)
    const right = { currentPassword: newcomer.passwordProfile.password, newPassword: 'Mooring-Load-7' }
    expect((await client.post(`/users/${id}/changePassword`, right)).status).toBe(403)
    expect((await own.post('/me/changePassword', right)).status).toBe(204)
  })

  it('needs permissions to write', async () => {
    const { tenant } = clientOf(smallTenant())
    const reader = clientOf(tenant, tenant.token({ scopes: ['User.Read.All'] }))
    expect((await reader.post('/users', newcomer)).json['error']).toMatchObject({
      code: 'Authorization_RequestDenied',
    })
  })
})

describe('deleted users', () => {
  it('can be seen, and come back with their id', async () => {
    const client = clientOf(smallTenant())
    const { id } = await createdIn(client)
    expect((await client.delete(`/users/${id}`)).status).toBe(204)
    expect((await client.get(`/users/${id}`)).status).toBe(404)
    const [gone] = await client.all('/directory/deletedItems/microsoft.graph.user')
    expect(gone).toMatchObject({
      id,
      userPrincipalName: `${String(id).replaceAll('-', '')}ingrid.moe@solvang.example`,
      deletedDateTime: '2026-11-18T10:00:05Z',
    })
    expect((await client.post(`/directory/deletedItems/${id}/restore`)).status).toBe(200)
    expect((await client.get(`/users/${id}`)).json['userPrincipalName']).toBe(newcomer.userPrincipalName)
    expect(await client.all('/directory/deletedItems/microsoft.graph.user')).toEqual([])
  })

  it('are gone for good after 30 days, or when deleted again', async () => {
    const client = clientOf(smallTenant())
    const first = await createdIn(client)
    await client.delete(`/users/${first['id']}`)
    const second = await createdIn(client)
    await client.delete(`/users/${second['id']}`)
    expect((await client.delete(`/directory/deletedItems/${second['id']}`)).status).toBe(204)
    expect((await client.get(`/directory/deletedItems/${second['id']}`)).status).toBe(404)
    expect((await client.get(`/directory/deletedItems/${first['id']}`)).status).toBe(200)
    client.tenant.clock.advance(30 * 86_400_000)
    const later = clientOf(client.tenant)
    expect((await later.get(`/directory/deletedItems/${first['id']}`)).status).toBe(404)
  })
})
