import { describe, expect, it } from 'vitest'
import { clientOf, smallTenant } from '../graph-client.ts'

const client = clientOf(smallTenant({ people: 30 }))
const eventual = { consistencylevel: 'eventual' }
const { me } = client.tenant

describe('users', () => {
  it('come with eleven properties unless others are selected (Graph rule 9)', async () => {
    const { json } = await client.get('/me')
    expect(Object.keys(json).filter((name) => !name.startsWith('@'))).toEqual([
      'businessPhones',
      'displayName',
      'givenName',
      'jobTitle',
      'mail',
      'mobilePhone',
      'officeLocation',
      'preferredLanguage',
      'surname',
      'userPrincipalName',
      'id',
    ])
    expect(json['@odata.context']).toBe('https://graph.microsoft.com/v1.0/$metadata#users/$entity')
    const picked = await client.get('/me?$select=displayName,department')
    expect(picked.json).toEqual({
      '@odata.context': 'https://graph.microsoft.com/v1.0/$metadata#users(displayName,department)/$entity',
      displayName: me.displayName,
      department: 'Projects',
    })
  })

  it('are found by id and by user principal name in any casing', async () => {
    expect((await client.get(`/users/${me.id}`)).json['id']).toBe(me.id)
    expect((await client.get(`/users/${me.userPrincipalName.toUpperCase()}`)).json['id']).toBe(me.id)
    expect((await client.get(`/users('${me.id}')`)).json['id']).toBe(me.id)
  })

  it('are refused in the words of each workload when they do not exist', async () => {
    const user = await client.get('/users/nobody@nowhere.example')
    expect([user.status, user.json['error']?.['code']]).toEqual([404, 'Request_ResourceNotFound'])
    expect(user.json['error']?.['message']).toBe(
      "Resource 'nobody@nowhere.example' does not exist or one of its queried reference-property objects are not present.",
    )
    const mail = await client.get('/users/nobody@nowhere.example/messages')
    expect([mail.status, mail.json['error']?.['code']]).toEqual([404, 'ErrorInvalidUser'])
  })

  it('are paged by an opaque $skiptoken; $skip does nothing (Graph rule 9)', async () => {
    const { json } = await client.get('/users?$top=4&$skip=3&$select=id')
    expect(json['@odata.nextLink']).toMatch(/\$skiptoken=/)
    expect(await client.all('/users?$top=4&$select=id')).toHaveLength(30)
    expect(json['value']?.[0]?.['id']).toBe(
      (await client.get('/users?$select=id')).json['value']?.[0]?.['id'],
    )
  })

  it('are listed 100 at a time, 999 at most', async () => {
    const large = clientOf(smallTenant({ people: 120 }))
    expect((await large.get('/users')).json['value']).toHaveLength(100)
    const { status, json } = await large.get('/users?$top=1000')
    expect(status).toBe(400)
    expect(json['error']?.['message']).toBe(
      "Invalid page size specified: '1000'. Must be between 1 and 999 inclusive.",
    )
  })

  it.each([
    [
      '/users?$search="displayName:ing"',
      'Request_UnsupportedQuery',
      'only works through MSGraph with a special request header',
    ],
    [
      "/users?$filter=endswith(mail,'example')",
      'Request_UnsupportedQuery',
      "Operator 'endsWith' is not supported because the required parameters might be missing.",
    ],
    [
      "/users?$filter=userType ne 'Guest'",
      'Request_UnsupportedQuery',
      "Operator 'NotEqual' is not supported",
    ],
    [
      "/users?$filter=not(userType eq 'Guest')",
      'Request_UnsupportedQuery',
      "Operator 'Not' is not supported",
    ],
    [
      "/users?$filter=userType eq 'Member'&$orderby=displayName",
      'Request_UnsupportedQuery',
      'Sorting not supported',
    ],
    ['/users?$orderby=department', 'Request_UnsupportedQuery', 'Sorting not supported'],
    ['/users/$count', 'Request_BadRequest', '$count is not currently supported.'],
  ])('refuse the advanced query %s without its header (Graph rule 8)', async (path, code, message) => {
    const { status, json } = await client.get(path)
    expect([status, json['error']?.['code']]).toEqual([400, code])
    expect(json['error']?.['message']).toContain(message)
  })

  it.each([
    ["/users?$filter=endswith(mail,'example')&$count=true", 30],
    ["/users?$filter=userType ne 'Guest'&$count=true", 30],
    ["/users?$filter=userType eq 'Member'&$orderby=displayName&$count=true", 30],
    ['/users?$search="displayName:solvang"', 1],
    ['/users?$search="displayName:olvang"', 0],
    ['/users?$search="displayName:ing" OR "mail:astrid"', 2],
    ['/users?$search="displayName:brien" AND "givenName:Aoife"', 1],
  ])('answer the advanced query %s with its header (Graph rules 7 and 8)', async (path, count) => {
    const { status, json } = await client.get(path, eventual)
    expect(status).toBe(200)
    expect(json['value']).toHaveLength(count)
  })

  it('are counted on the first page only, and without the header not at all (Graph rule 8)', async () => {
    const first = await client.get('/users?$count=true&$top=5', eventual)
    expect(first.json['@odata.count']).toBe(30)
    const second = await client.get(first.json['@odata.nextLink'] as string, eventual)
    expect(second.json).not.toHaveProperty('@odata.count')
    expect((await client.get('/users?$count=true&$top=5')).json).not.toHaveProperty('@odata.count')
    expect((await client.get('/users/$count', eventual)).text).toBe('30')
  })

  it('lose the header on the way to the next page (Graph rule 8)', async () => {
    const path = "/users?$filter=endswith(mail,'example')&$count=true&$top=5"
    const { json } = await client.get(path, eventual)
    expect((await client.get(json['@odata.nextLink'] as string)).status).toBe(400)
    expect((await client.get(json['@odata.nextLink'] as string, eventual)).status).toBe(200)
  })

  it('take in and startswith in a plain filter, null and late properties in an advanced one only', async () => {
    const two = await client.get(`/users?$filter=userPrincipalName in ('${me.userPrincipalName}','x')`)
    expect(two.json['value']).toHaveLength(1)
    expect((await client.get("/users?$filter=startswith(displayName,'Ingrid')")).json['value']).toHaveLength(
      1,
    )
    for (const filter of ['city eq null', "mobilePhone eq '1'", "companyName eq 'x'"]) {
      const plain = await client.get(`/users?$filter=${filter}`)
      expect([plain.status, plain.json['error']?.['code']]).toEqual([400, 'Request_UnsupportedQuery'])
      expect((await client.get(`/users?$filter=${filter}&$count=true`, eventual)).status).toBe(200)
    }
  })

  it('say what a request costs (Graph rule 28)', async () => {
    const units = async (path: string) => (await client.get(path)).headers.get('x-ms-resource-unit')
    expect([
      await units('/users'),
      await units('/users?$select=id'),
      await units('/me?$expand=manager'),
    ]).toEqual(['2', '1', '2'])
    expect(await units('/me/messages')).toBeNull()
  })

  it('have a chain of managers, as far as $levels goes', async () => {
    const { json } = await client.get('/users?$select=id')
    const chains = await Promise.all(
      (json['value'] ?? []).slice(0, 12).map(async (row) => {
        const answer = await client.get(
          `/users/${row['id']}?$expand=manager($levels=max;$select=displayName)&$select=displayName&$count=true`,
          eventual,
        )
        return answer.json
      }),
    )
    expect(chains.some((user) => user['manager']?.['manager']?.['displayName'] !== undefined)).toBe(true)
  })

  it('have managers and direct reports, alone and expanded', async () => {
    const manager = await client.get('/me/manager')
    expect(manager.json).toMatchObject({
      '@odata.type': '#microsoft.graph.user',
      displayName: 'Astrid Solvang',
    })
    const reports = await client.get(`/users/${manager.json['id']}/directReports?$select=id`)
    expect(reports.json['value']?.map((row) => row['id'])).toContain(me.id)
    const expanded = await client.get('/me?$expand=manager($select=displayName)&$select=id')
    expect(expanded.json['manager']).toEqual({
      '@odata.type': '#microsoft.graph.user',
      displayName: 'Astrid Solvang',
    })
    const head = await client.get(`/users/${manager.json['id']}/manager`)
    expect([head.status, head.json['error']?.['code']]).toEqual([404, 'Request_ResourceNotFound'])
  })
})
