import { describe, expect, it } from 'vitest'
import { clientOf, smallTenant } from '../graph-client.ts'

const risks = '/sites/solvang.sharepoint.com:/sites/aurora:/lists/Risks'

describe('sites', () => {
  it('are found by id, by host, by path and as the root', async () => {
    const client = clientOf(smallTenant())
    const root = await client.get('/sites/root')
    expect(root.json).toMatchObject({ root: {}, siteCollection: { hostname: 'solvang.sharepoint.com' } })
    expect((await client.get('/sites/solvang.sharepoint.com')).json['id']).toBe(root.json['id'])
    const aurora = await client.get('/sites/solvang.sharepoint.com:/sites/Aurora')
    expect(aurora.json).toMatchObject({
      name: 'aurora',
      webUrl: 'https://solvang.sharepoint.com/sites/aurora',
    })
    expect(aurora.json['siteCollection']).toEqual({ hostname: 'solvang.sharepoint.com' })
    expect((await client.get(`/sites/${aurora.json['id']}`)).json['id']).toBe(aurora.json['id'])
    for (const path of ['/sites/x', '/sites/solvang.sharepoint.com:/sites/none', '/sites/root/lists/none']) {
      const { status, json } = await client.get(path)
      expect([status, json['error']?.['code']]).toEqual([404, 'itemNotFound'])
    }
  })

  it('are searched by the words of their names and descriptions', async () => {
    const client = clientOf(smallTenant())
    const { json } = await client.get('/sites?search=aurora&$select=displayName')
    expect(json['value']).toEqual([{ displayName: 'Aurora' }, { displayName: 'Field work' }])
    expect((await client.get('/sites?search=*')).json['value']?.length).toBeGreaterThan(3)
    expect((await client.get('/sites?search=walrus')).json['value']).toEqual([])
  })

  it('are the same for equal seeds', async () => {
    const [a, b] = [clientOf(smallTenant()), clientOf(smallTenant())]
    const path = `${risks}/items?$expand=fields`
    expect((await a.get(path)).json).toEqual((await b.get(path)).json)
  })
})

describe('lists', () => {
  it('have columns that say their types', async () => {
    const client = clientOf(smallTenant())
    const lists = await client.get('/sites/solvang.sharepoint.com:/sites/aurora:/lists?$select=id,name')
    expect(lists.json['value']?.map(({ name }) => name)).toEqual(['Risks', 'Decisions', 'Shared Documents'])
    expect((await client.get(risks)).json).toMatchObject({ list: { template: 'genericList', hidden: false } })
    const { json } = await client.get(`${risks}/columns`)
    expect(json['value']?.find(({ name }) => name === 'Status')).toMatchObject({
      choice: { choices: ['Open', 'Done'] },
    })
    const id = json['value']?.[0]?.['id']
    expect((await client.get(`${risks}/columns/${id}`)).json).toMatchObject({
      name: 'Title',
      text: { maxLength: 255 },
    })
  })

  it('give their fields when asked for them', async () => {
    const client = clientOf(smallTenant())
    const plain = await client.get(`${risks}/items?$top=2`)
    expect(plain.json['value']?.[0]).not.toHaveProperty('fields')
    expect(plain.json['@odata.nextLink']).toContain('$skiptoken=')
    expect(await client.all(`${risks}/items?$top=2`)).toHaveLength(6)
    const { json } = await client.get(`${risks}/items/1?$expand=fields($select=Title,Status)`)
    expect(Object.keys(json['fields'] ?? {})).toEqual(['@odata.etag', 'Title', 'Status'])
    expect((await client.get(`${risks}/items/1/fields`)).json['Title']).toBe(json['fields']?.['Title'])
  })

  it('take rows, change them under the condition that nobody else did, and lose them (Graph rule 39)', async () => {
    const client = clientOf(smallTenant())
    const made = await client.post(`${risks}/items`, { fields: { Title: 'Ice', Cost: 5 } })
    expect([made.status, made.json['fields']]).toMatchObject([201, { Title: 'Ice', Cost: 5 }])
    const path = `${risks}/items/${made.json['id']}`
    const changed = await client.patch(`${path}/fields`, { Status: 'Open', Cost: null })
    expect(changed.json).toMatchObject({ Title: 'Ice', Status: 'Open' })
    expect(changed.json).not.toHaveProperty('Cost')
    const stale = await client.patch(
      path,
      { fields: { Title: 'x' } },
      { 'if-match': made.json['eTag'] as string },
    )
    expect(stale.status).toBe(412)
    expect((await client.patch(path, { fields: { Title: 'Snow' } })).json['fields']?.['Title']).toBe('Snow')
    expect((await client.delete(path)).status).toBe(204)
    expect((await client.get(path)).status).toBe(404)
    const next = await client.post(`${risks}/items`, {})
    expect(Number(next.json['id'])).toBe(Number(made.json['id']) + 1)
  })

  it('refuse columns that they lack, that are read-only, and values of another type', async () => {
    const client = clientOf(smallTenant())
    const make = async (fields: unknown) =>
      (await client.post(`${risks}/items`, { fields })).json['error']?.['message']
    expect(await make({ Colour: 'red' })).toBe("Field 'Colour' is not recognized")
    expect(await make({ id: '9' })).toBe("Field 'id' is read-only")
    expect(await make({ Cost: 'much' })).toContain("'Cost'")
    expect(await make({ DueDate: 'soon' })).toContain("'DueDate'")
    expect(await make([])).toContain('object')
  })
})
