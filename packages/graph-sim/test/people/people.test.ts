import { describe, expect, it } from 'vitest'
import { clientOf, smallTenant } from '../graph-client.ts'

describe('people', () => {
  it('come 10 at a time, the most relevant first, without the user, and can be paged', async () => {
    const tenant = smallTenant()
    const client = clientOf(tenant)
    const page = await client.get('/me/people')
    expect(page.json['value']).toHaveLength(10)
    expect(page.json['@odata.nextLink']).toContain('$skip=10')
    const all = await client.all('/me/people?$top=20')
    const scores = all.map((row) => Number(row['scoredEmailAddresses']?.[0]?.['relevanceScore']))
    expect(scores).toEqual(scores.toSorted((a, b) => b - a))
    const addresses = all.map((row) => row['scoredEmailAddresses']?.[0]?.['address'])
    expect(new Set(addresses).size).toBe(all.length)
    expect(addresses).not.toContain(tenant.me.mail)
  })

  it('are colleagues, groups, contacts and others who write', async () => {
    const all = await clientOf(smallTenant()).all('/me/people')
    const kinds = new Set(all.map((row) => row['personType']?.['subclass']))
    expect(kinds).toEqual(new Set(['OrganizationUser', 'UnifiedGroup', 'PersonalContact', 'ImplicitContact']))
  })

  it('are found by the beginnings of their names and addresses, and by filters', async () => {
    const tenant = smallTenant()
    const client = clientOf(tenant)
    const other = tenant.users.find(({ id, mail }) => id !== tenant.me.id && mail !== null)
    const [first = ''] = other?.displayName.split(' ') ?? []
    for (const wanted of [first.slice(0, 3), `"${other?.displayName}"`, other?.mail]) {
      const found = await client.all(`/me/people?$search=${wanted}`)
      expect(found.map((row) => row['id'])).toContain(other?.id)
    }
    expect(await client.all('/me/people?$search=zzzz')).toEqual([])
    const staff = await client.all(
      "/me/people?$filter=personType/subclass eq 'OrganizationUser'&$select=displayName",
    )
    expect(staff.length).toBe(
      tenant.users.filter(({ id, mail }) => id !== tenant.me.id && mail !== null).length,
    )
    const byAddress = await client.all(
      `/me/people?$filter=scoredEmailAddresses/any(a:a/address eq '${other?.mail}')`,
    )
    expect(byAddress.map((row) => row['id'])).toEqual([other?.id])
  })

  it('are found though one letter of their name is wrong', async () => {
    const tenant = smallTenant()
    const other = tenant.users.find(
      ({ id, displayName }) => id !== tenant.me.id && /^[A-Z][a-z]{4,} /.test(displayName),
    )
    const [first = ''] = other?.displayName.split(' ') ?? []
    const misspelt = `${first.slice(0, 2)}x${first.slice(3)}`
    const found = await clientOf(tenant).all(`/me/people?$search="${misspelt}"`)
    expect(found.map((row) => row['id'])).toContain(other?.id)
  })

  it('are found by the topics of mail with them', async () => {
    const client = clientOf(smallTenant())
    await client.post('/me/sendMail', {
      message: {
        subject: 'Zeppelin: maiden flight',
        toRecipients: [{ emailAddress: { address: 'ferdinand@luft.example' } }],
      },
    })
    client.tenant.clock.advance(10_000)
    const found = await client.all('/me/people?$search="topic:zeppelin flight"')
    expect(found.map((row) => row['scoredEmailAddresses']?.[0]?.['address'])).toEqual([
      'ferdinand@luft.example',
    ])
    expect(await client.all('/me/people?$search="topic:submarine"')).toEqual([])
  })

  it('are read one by one', async () => {
    const client = clientOf(smallTenant())
    const [first] = (await client.get('/me/people')).json['value'] ?? []
    const { json } = await client.get(`/me/people/${first?.['id']}?$select=displayName`)
    expect(json['displayName']).toBe(first?.['displayName'])
    expect(json['@odata.context']).toMatch(/\/people\(displayName\)\/\$entity$/)
    expect((await client.get('/me/people/nobody')).status).toBe(404)
  })

  it('of others are those of the organization only', async () => {
    const tenant = smallTenant()
    const other = tenant.users.find(({ id, mail }) => id !== tenant.me.id && mail !== null)
    const all = await clientOf(tenant).all(`/users/${other?.id}/people?$top=100`)
    expect(new Set(all.map((row) => row['personType']?.['subclass']))).toEqual(new Set(['OrganizationUser']))
  })

  it('need People.Read, and People.Read.All for those of others', async () => {
    const tenant = smallTenant()
    const other = tenant.users.find(({ id, mail }) => id !== tenant.me.id && mail !== null)
    const reader = clientOf(tenant, tenant.token({ scopes: ['People.Read'] }))
    expect((await reader.get('/me/people')).status).toBe(200)
    expect((await reader.get(`/users/${other?.id}/people`)).status).toBe(403)
  })
})
