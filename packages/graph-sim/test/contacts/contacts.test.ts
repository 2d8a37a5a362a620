import { describe, expect, it } from 'vitest'
import { clientOf, smallTenant } from '../graph-client.ts'

describe('contacts', () => {
  it('are listed 10 at a time and all can be reached', async () => {
    const client = clientOf(smallTenant())
    expect((await client.get('/me/contacts')).json['value']).toHaveLength(10)
    const main = await client.all('/me/contacts?$top=7')
    const folders = await client.all('/me/contactFolders')
    const other = await client.all(`/me/contactFolders/${folders[0]?.['id']}/contacts`)
    expect(main.length + other.length).toBe(25)
    expect((await client.get('/me/contacts/$count')).text).toBe(String(main.length))
  })

  it('are found by one of their addresses', async () => {
    const client = clientOf(smallTenant())
    const [first] = await client.all('/me/contacts')
    const address = first?.['emailAddresses']?.[0]?.['address']
    const found = await client.all(`/me/contacts?$filter=emailAddresses/any(a:a/address eq '${address}')`)
    expect(found.map((row) => row['id'])).toContain(first?.['id'])
  })

  it('are created with names made of what is given, changed and deleted', async () => {
    const client = clientOf(smallTenant())
    const made = await client.post('/me/contacts', {
      givenName: 'Pavel',
      surname: 'Bansky',
      emailAddresses: [{ address: 'pavel@fabrikam.example' }],
      businessPhones: ['+1 732 555 0102'],
    })
    expect(made.status).toBe(201)
    expect(made.json).toMatchObject({
      displayName: 'Pavel Bansky',
      fileAs: 'Bansky, Pavel',
      emailAddresses: [{ name: 'pavel@fabrikam.example', address: 'pavel@fabrikam.example' }],
    })
    const path = `/me/contacts/${made.json['id']}`
    const changed = await client.patch(
      path,
      { jobTitle: 'Pilot' },
      { 'if-match': made.json['@odata.etag'] as string },
    )
    expect(changed.json).toMatchObject({ jobTitle: 'Pilot', givenName: 'Pavel' })
    const stale = await client.patch(
      path,
      { jobTitle: 'x' },
      { 'if-match': made.json['@odata.etag'] as string },
    )
    expect(stale.status).toBe(412)
    expect((await client.delete(path)).status).toBe(204)
    expect((await client.get(path)).status).toBe(404)
  })

  it('are kept in folders, which are created, renamed and deleted', async () => {
    const client = clientOf(smallTenant())
    const folder = await client.post('/me/contactFolders', { displayName: 'Pilots' })
    const path = `/me/contactFolders/${folder.json['id']}`
    await client.post(`${path}/contacts`, { givenName: 'Rune' })
    expect((await client.get(`${path}/contacts`)).json['value']?.[0]?.['parentFolderId']).toBe(
      folder.json['id'],
    )
    expect((await client.patch(path, { displayName: 'Harbour' })).json['displayName']).toBe('Harbour')
    expect((await client.post(`${path}/childFolders`, { displayName: 'North' })).status).toBe(201)
    expect((await client.get(`${path}/childFolders`)).json['value']).toHaveLength(1)
    expect((await client.delete(path)).status).toBe(204)
    expect((await client.get(path)).status).toBe(404)
  })
})
