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

describe('contacts, as Microsoft documents them', () => {
  const png = Buffer.from(
    'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
    'base64',
  )

  it.each([
    "emailAddresses/any(a:a/name eq 'x')",
    "emailAddresses/any(a:a/address ne 'x')",
    "emailAddresses/any(a:startswith(a/address, 'x'))",
  ])('cannot be filtered by %s', async (filter) => {
    const { status, json } = await clientOf(smallTenant()).get(`/me/contacts?$filter=${filter}`)
    expect([status, json['error']?.['code']]).toEqual([400, 'ErrorInvalidUrlQueryFilter'])
  })

  it('have pictures, which are put, read and removed', async () => {
    const client = clientOf(smallTenant())
    const made = await client.post('/me/contacts', { givenName: 'Pavel' })
    const path = `/me/contacts/${made.json['id']}/photo`
    expect((await client.get(path)).status).toBe(404)
    const put = await client.put(`${path}/$value`, png, { 'content-type': 'image/png' })
    expect([put.status, put.text]).toEqual([200, ''])
    expect((await client.get(path)).json).toMatchObject({
      '@odata.mediaContentType': 'image/png',
      id: '1x1',
      width: 1,
      height: 1,
    })
    expect((await client.get(`${path}/$value`)).headers.get('content-type')).toBe('image/png')
    expect((await client.delete(`${path}/$value`)).status).toBe(204)
    expect((await client.get(`${path}/$value`)).status).toBe(404)
  })

  it('get another display name with other names, unless one is given', async () => {
    const client = clientOf(smallTenant())
    const made = await client.post('/me/contacts', { givenName: 'Pavel', surname: 'Bansky' })
    const path = `/me/contacts/${made.json['id']}`
    expect((await client.patch(path, { surname: 'Banks' })).json['displayName']).toBe('Pavel Banks')
    const kept = await client.patch(path, { surname: 'Bann', displayName: 'P. B.' })
    expect(kept.json['displayName']).toBe('P. B.')
    const dated = await client.patch(path, { birthday: '1974-07-22', homeAddress: { city: 'Seattle' } })
    expect(dated.json).toMatchObject({ birthday: '1974-07-22', homeAddress: { city: 'Seattle' } })
  })

  it('are deleted for good, alone and with the folders that they are in, however deep', async () => {
    const client = clientOf(smallTenant())
    const contact = await client.post('/me/contacts', { givenName: 'Rune' })
    expect((await client.post(`/me/contacts/${contact.json['id']}/permanentDelete`)).status).toBe(204)
    const folder = (await client.post('/me/contactFolders', { displayName: 'Pilots' })).json['id']
    const child = await client.post(`/me/contactFolders/${folder}/childFolders`, { displayName: 'North' })
    const inside = `/me/contactFolders/${folder}/childFolders/${child.json['id']}/contacts`
    const deep = await client.post(inside, { givenName: 'Siv' })
    expect((await client.get(`${inside}/${deep.json['id']}`)).json['givenName']).toBe('Siv')
    expect((await client.post(`/me/contactFolders/${folder}/permanentDelete`)).status).toBe(204)
    expect((await client.get(`/me/contacts/${deep.json['id']}`)).status).toBe(404)
    expect((await client.get(`/me/contactFolders/${child.json['id']}`)).status).toBe(404)
  })

  it('are named in the context of child folders by the folder above', async () => {
    const client = clientOf(smallTenant())
    const above = (await client.post('/me/contactFolders', { displayName: 'Above' })).json['id']
    const path = `/me/contactFolders/${above}/childFolders`
    const context = `https://graph.microsoft.com/v1.0/$metadata#users('${client.tenant.me.id}')/contactFolders('${encodeURIComponent(String(above))}')/childFolders`
    const created = await client.post(path, { displayName: 'Below' })
    expect(created.json['@odata.context']).toBe(`${context}/$entity`)
    expect((await client.get(path)).json['@odata.context']).toBe(context)
  })
})
