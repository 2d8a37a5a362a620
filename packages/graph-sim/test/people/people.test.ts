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

  it('are colleagues, contacts and others who write', async () => {
    const all = await clientOf(smallTenant()).all('/me/people')
    const kinds = new Set(all.map((row) => row['personType']?.['subclass']))
    expect(kinds).toEqual(new Set(['OrganizationUser', 'PersonalContact', 'ImplicitContact']))
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

  it('are not searched by topic, which is said plainly', async () => {
    const refused = await clientOf(smallTenant()).get('/me/people?$search="topic:planning"')
    expect(refused.status).toBe(501)
  })

  it('need People.Read, and People.Read.All for those of others', async () => {
    const tenant = smallTenant()
    const other = tenant.users.find(({ id, mail }) => id !== tenant.me.id && mail !== null)
    const reader = clientOf(tenant, tenant.token({ scopes: ['People.Read'] }))
    expect((await reader.get('/me/people')).status).toBe(200)
    expect((await reader.get(`/users/${other?.id}/people`)).status).toBe(403)
  })
})
