import { describe, expect, it } from 'vitest'
import { clientOf, smallTenant } from '../graph-client.ts'

describe('a drive', () => {
  it('has an owner, a quota and a root', async () => {
    const client = clientOf(smallTenant())
    const drive = await client.get('/me/drive')
    expect(drive.json).toMatchObject({
      driveType: 'business',
      owner: { user: { displayName: client.tenant.me.displayName } },
      quota: { state: 'normal' },
    })
    const root = await client.get('/me/drive/root')
    expect(root.json).toMatchObject({ name: 'root', root: {}, size: drive.json['quota']?.['used'] })
    expect((await client.get(`/drives/${drive.json['id']}/root`)).json['id']).toBe(root.json['id'])
    expect((await client.get('/me/drives')).json['value']?.[0]?.['id']).toBe(drive.json['id'])
  })

  it('finds items by id and by path in any casing, and their children either way', async () => {
    const client = clientOf(smallTenant({ files: 200 }))
    const byPath = await client.get('/me/drive/root:/projects/AURORA')
    expect(byPath.json).toMatchObject({ name: 'Aurora', folder: { childCount: expect.any(Number) } })
    const id = byPath.json['id']
    const children = await client.get('/me/drive/root:/Projects/Aurora:/children?$select=id')
    expect((await client.get(`/me/drive/items/${id}/children?$select=id`)).json['value']).toEqual(
      children.json['value'],
    )
    const below = await client.get(`/me/drive/items/${id}:/02 Design`)
    expect(below.json['parentReference']).toMatchObject({ id, name: 'Aurora' })
    expect(below.json['parentReference']?.['path']).toMatch(/\/root:\/Projects\/Aurora$/)
  })

  it('finds paths with blanks, ampersands and other scripts', async () => {
    const client = clientOf(smallTenant({ files: 200 }))
    expect((await client.get('/me/drive/root:/Reise %26 Spesen')).json['name']).toBe('Reise & Spesen')
    expect((await client.get('/me/drive/root:/会議資料:/children')).status).toBe(200)
  })

  it('does not find what is not there', async () => {
    const client = clientOf(smallTenant())
    for (const path of [
      '/me/drive/items/01ABC',
      '/me/drive/root:/nowhere',
      '/me/drive/root:/nowhere:/children',
      '/drives/b!x/root',
    ]) {
      const { status, json } = await client.get(path)
      expect([status, json['error']?.['code']]).toEqual([404, 'itemNotFound'])
    }
  })

  it('lists 200 children at a time by default and pages by $skiptoken', async () => {
    const client = clientOf(smallTenant({ files: 0 }))
    const folder = await client.post('/me/drive/root/children', { name: 'Many', folder: {} })
    for (let i = 0; i < 205; i++)
      await client.put(`/me/drive/items/${folder.json['id']}:/${i}.txt:/content`, `${i}`)
    const page = await client.get(`/me/drive/items/${folder.json['id']}/children`)
    expect(page.json['value']).toHaveLength(200)
    expect(page.json['@odata.nextLink']).toContain('$skiptoken=')
    expect(
      await client.all(`/me/drive/items/${folder.json['id']}/children?$top=50&$select=name`),
    ).toHaveLength(205)
  })

  it('searches names and contents (Graph rule 16)', async () => {
    const client = clientOf(smallTenant())
    await client.put('/me/drive/root:/odd/name.txt:/content', 'The walrus waits on the quay.')
    await client.put('/me/drive/root:/walrus.bin:/content', 'x')
    const { json } = await client.get("/me/drive/root/search(q='walrus')?$select=name&$orderby=name")
    expect(json['value']?.map((row) => row['name'])).toEqual(['name.txt', 'walrus.bin'])
    const below = await client.get("/me/drive/root:/odd:/search(q='walrus')?$select=name")
    expect(below.json['value']?.map((row) => row['name'])).toEqual(['name.txt'])
    expect((await client.get("/me/drive/search(q='it''s')")).json['value']).toEqual([])
  })

  it('says that nothing is new when the client has the present version', async () => {
    const client = clientOf(smallTenant())
    const { json } = await client.get('/me/drive/root')
    for (const tag of ['eTag', 'cTag']) {
      const again = await client.get('/me/drive/root', { 'if-none-match': json[tag] as string })
      expect([again.status, again.text]).toEqual([304, ''])
    }
    expect((await client.get('/me/drive/root/children', { 'if-none-match': '"old"' })).status).toBe(200)
  })

  it('belongs to its owner: others need a permission for everybody’s files', async () => {
    const tenant = smallTenant()
    const other = tenant.users.find(({ id }) => id !== tenant.me.id)
    const own = clientOf(tenant, tenant.token({ scopes: ['Files.Read'] }))
    expect((await own.get('/me/drive/root')).status).toBe(200)
    const refused = await own.get(`/users/${other?.id}/drive/root`)
    expect([refused.status, refused.json['error']]).toMatchObject([
      403,
      { code: 'accessDenied', message: 'Access denied' },
    ])
    const all = clientOf(tenant, tenant.token({ scopes: ['Files.Read.All'] }))
    expect((await all.get(`/users/${other?.id}/drive/root/children`)).status).toBe(200)
  })
})

describe('files', () => {
  it('are downloaded over an address that needs no token', async () => {
    const client = clientOf(smallTenant())
    await client.put('/me/drive/root:/a.txt:/content', 'hello quay')
    const url = 'https://graph.microsoft.com/v1.0/me/drive/root:/a.txt:/content'
    const headers = { authorization: `Bearer ${client.tenant.token()}` }
    const redirect = await client.tenant.fetch(url, { headers, redirect: 'manual' })
    expect(redirect.status).toBe(302)
    const location = redirect.headers.get('location') ?? ''
    expect(location).toMatch(/^https:\/\/solvang-my\.sharepoint\.com\/.*tempauth=/)
    expect(await (await client.tenant.fetch(location)).text()).toBe('hello quay')
    expect(await (await client.tenant.fetch(url, { headers })).text()).toBe('hello quay')
    const part = await client.tenant.fetch(location, { headers: { range: 'bytes=6-' } })
    expect([part.status, await part.text(), part.headers.get('content-range')]).toEqual([
      206,
      'quay',
      'bytes 6-9/10',
    ])
    expect((await client.tenant.fetch(location, { headers: { range: 'bytes=50-' } })).status).toBe(416)
    const forged = location.replace(/tempauth=[^&]*/, 'tempauth=zzzzzzzz.forged')
    expect((await client.tenant.fetch(forged)).status).toBe(401)
    client.tenant.clock.advance(2 * 3_600_000)
    expect((await client.tenant.fetch(location)).status).toBe(401)
  })

  it('say the same address in their properties, and a hash and a size that are true', async () => {
    const client = clientOf(smallTenant())
    const rows = await client.all('/me/drive/root/children')
    for (const row of rows.filter((one) => one['file'] !== undefined).slice(0, 5)) {
      const answer = await client.tenant.fetch(row['@microsoft.graph.downloadUrl'] as string)
      expect((await answer.arrayBuffer()).byteLength).toBe(row['size'])
      expect(row['file']?.['hashes']?.['quickXorHash']).toMatch(/^[A-Za-z0-9+/]{27}=$/)
    }
  })

  it('are made by path with their folders, and replaced with a new version', async () => {
    const client = clientOf(smallTenant())
    const made = await client.put('/me/drive/root:/x/y/plan.txt:/content', 'one')
    expect([made.status, made.json['size'], made.json['file']?.['mimeType']]).toEqual([201, 3, 'text/plain'])
    const again = await client.put('/me/drive/root:/x/y/plan.txt:/content', 'three')
    expect([again.status, again.json['id'], again.json['size']]).toEqual([200, made.json['id'], 5])
    expect(again.json['eTag']).not.toBe(made.json['eTag'])
    expect(again.json['cTag']).not.toBe(made.json['cTag'])
    const fail = await client.put(
      '/me/drive/root:/x/y/plan.txt:/content?@microsoft.graph.conflictBehavior=fail',
      'z',
    )
    expect([fail.status, fail.json['error']?.['code']]).toEqual([409, 'nameAlreadyExists'])
    const renamed = await client.put(
      '/me/drive/root:/x/y/plan.txt:/content?@microsoft.graph.conflictBehavior=rename',
      'z',
    )
    expect([renamed.status, renamed.json['name']]).toEqual([201, 'plan 1.txt'])
  })

  it('are renamed, moved and deleted, under the condition that nobody changed them (Graph rule 39)', async () => {
    const client = clientOf(smallTenant())
    const { json } = await client.put('/me/drive/root:/a.txt:/content', 'a')
    const folder = await client.post('/me/drive/root/children', { name: 'Box', folder: {} })
    const path = `/me/drive/items/${json['id']}`
    const moved = await client.patch(path, { name: 'b.txt', parentReference: { id: folder.json['id'] } })
    expect(moved.json).toMatchObject({ name: 'b.txt', parentReference: { id: folder.json['id'] } })
    expect((await client.get('/me/drive/root:/Box/b.txt')).json['id']).toBe(json['id'])
    const stale = await client.delete(path, { 'if-match': json['eTag'] as string })
    expect([stale.status, stale.json['error']?.['message']]).toEqual([
      412,
      "ETag does not match current item's value",
    ])
    expect((await client.delete(path, { 'if-match': moved.json['eTag'] as string })).status).toBe(204)
    expect((await client.get(path)).status).toBe(404)
  })

  it('and folders refuse names that are taken, forbidden, or that would put a folder into itself (Graph rule 36)', async () => {
    const client = clientOf(smallTenant())
    const make = (body: object) => client.post('/me/drive/root/children', { folder: {}, ...body })
    const first = await make({ name: 'Box' })
    expect((await make({ name: 'box' })).status).toBe(409)
    const renamed = await make({ name: 'Box', '@microsoft.graph.conflictBehavior': 'rename' })
    expect(renamed.json['name']).toBe('Box 1')
    expect((await make({ name: 'a/b' })).status).toBe(400)
    expect((await make({ name: '' })).status).toBe(400)
    const inner = await client.post(`/me/drive/items/${first.json['id']}/children`, {
      name: 'In',
      folder: {},
    })
    const loop = await client.patch(`/me/drive/items/${first.json['id']}`, {
      parentReference: { id: inner.json['id'] },
    })
    expect(loop.status).toBe(400)
    expect((await client.delete('/me/drive/root')).status).toBe(400)
  })
})
