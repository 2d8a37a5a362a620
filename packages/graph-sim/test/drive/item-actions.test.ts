import { describe, expect, it } from 'vitest'
import { clientOf, type GraphClient, smallTenant } from '../graph-client.ts'

async function withFile(name = 'a.txt'): Promise<{ readonly client: GraphClient; readonly path: string }> {
  const client = clientOf(smallTenant({ files: 0 }))
  const { json } = await client.put(`/me/drive/root:/Box/${name}:/content`, 'one')
  return { client, path: `/me/drive/items/${json['id']}` }
}

function colleague({ tenant }: GraphClient) {
  const other = tenant.users.find(({ id, mail }) => id !== tenant.me.id && mail !== null)
  if (other === undefined) throw new Error('The tenant has only one user')
  return { other, theirs: clientOf(tenant, tenant.token({ user: other.id })) }
}

describe('checking out', () => {
  it('keeps others from changing a file until it is checked in', async () => {
    const { client, path } = await withFile()
    const { json } = await client.get(path)
    const { theirs } = colleague(client)
    const shared = `/drives/${json['parentReference']?.['driveId']}/items/${json['id']}`
    expect((await client.post(`${path}/checkout`)).status).toBe(204)
    const locked = await theirs.put(`${shared}/content`, 'theirs')
    expect([locked.status, locked.json['error']?.['code']]).toEqual([423, 'resourceLocked'])
    expect((await theirs.post(`${shared}/checkout`)).status).toBe(423)
    expect((await theirs.post(`${shared}/discardCheckout`)).status).toBe(423)
    const state = await client.get(`${path}?$select=publication`)
    expect(state.json['publication']).toMatchObject({
      level: 'checkout',
      checkedOutBy: { user: { id: client.tenant.me.id } },
    })
    await client.put(`${path}/content`, 'two')
    expect((await client.post(`${path}/checkin`, { comment: 'Better' })).status).toBe(204)
    expect((await client.get(`${path}/content`)).text).toBe('two')
    expect((await theirs.put(`${shared}/content`, 'theirs')).status).toBe(200)
    expect((await client.post(`${path}/checkin`, {})).status).toBe(400)
  })

  it('is undone with what was changed meanwhile', async () => {
    const { client, path } = await withFile()
    expect((await client.post(`${path}/discardCheckout`)).status).toBe(400)
    await client.post(`${path}/checkout`)
    await client.put(`${path}/content`, 'two')
    expect((await client.post(`${path}/discardCheckout`)).status).toBe(204)
    expect((await client.get(`${path}/content`)).text).toBe('one')
    expect((await client.get(`${path}/versions`)).json['value']).toHaveLength(1)
  })
})

describe('deleted items', () => {
  it('come back to their place, or under another name elsewhere, unless they were deleted for good', async () => {
    const { client, path } = await withFile()
    const root = (await client.get('/me/drive/root')).json['id']
    await client.delete(path)
    expect((await client.get('/me/drive?$select=quota')).json['quota']?.['deleted']).toBe(3)
    const back = await client.post(`${path}/restore`, {})
    expect([back.status, back.json['name']]).toEqual([200, 'a.txt'])
    await client.delete(path)
    const moved = await client.post(`${path}/restore`, { name: 'b.txt', parentReference: { id: root } })
    expect(moved.json).toMatchObject({ name: 'b.txt', parentReference: { id: root } })
    expect((await client.post(`${path}/permanentDelete`)).status).toBe(204)
    expect((await client.post(`${path}/restore`, {})).status).toBe(404)
  })
})

describe('following', () => {
  it('lists what somebody follows, in whosever drive it is, until it is unfollowed', async () => {
    const { client, path } = await withFile()
    const site = await client.put('/sites/root/drive/root:/rules.txt:/content', 'x')
    const rules = `/drives/${site.json['parentReference']?.['driveId']}/items/${site.json['id']}`
    const followed = await client.post(`${path}/follow`)
    expect([followed.status, followed.json['name']]).toEqual([200, 'a.txt'])
    await client.post(`${rules}/follow`)
    const { json } = await client.get('/me/drive/following')
    expect(json['value']?.map(({ name }) => name)).toEqual(['a.txt', 'rules.txt'])
    expect(json['value']?.[1]?.['remoteItem']?.['id']).toBe(site.json['id'])
    expect((await client.delete(`/me/drive/following/${site.json['id']}`)).status).toBe(204)
    expect((await client.post(`${path}/unfollow`)).status).toBe(204)
    expect((await client.get('/me/drive/following')).json['value']).toEqual([])
  })
})

describe('what others share', () => {
  it('is listed with where it is, and found by a search of the whole drive (Graph rule 16)', async () => {
    const client = clientOf(smallTenant({ files: 0 }))
    const { tenant } = client
    const { other, theirs } = colleague(client)
    const made = await theirs.put('/me/drive/root:/walrus.txt:/content', 'x')
    await theirs.post(`/me/drive/items/${made.json['id']}/invite`, {
      recipients: [{ objectId: tenant.me.id }],
      roles: ['read'],
      requireSignIn: true,
      sendInvitation: false,
    })
    const { json } = await client.get('/me/drive/sharedWithMe')
    const walrus = json['value']?.find(({ name }) => name === 'walrus.txt')
    expect(walrus?.['remoteItem']).toMatchObject({
      id: made.json['id'],
      size: 1,
      parentReference: { driveId: made.json['parentReference']?.['driveId'] },
      createdBy: { user: { id: other.id } },
    })
    const everywhere = await client.get("/me/drive/search(q='walrus')")
    expect(everywhere.json['value']).toMatchObject([{ name: 'walrus.txt', searchResult: {}, remoteItem: {} }])
    expect((await client.get("/me/drive/root/search(q='walrus')")).json['value']).toEqual([])
  })
})

describe('special folders', () => {
  it('are made when they are missing and the token may write', async () => {
    const client = clientOf(smallTenant({ files: 0 }))
    const { tenant } = client
    const reader = clientOf(tenant, tenant.token({ scopes: ['Files.Read'] }))
    expect((await reader.get('/me/drive/special/music')).status).toBe(403)
    const music = await client.get('/me/drive/special/music')
    expect(music.json).toMatchObject({ name: 'Music', specialFolder: { name: 'music' } })
    const made = await client.put('/me/drive/special/approot:/state.json:/content', '{}')
    expect(made.status).toBe(201)
    expect((await client.get('/me/drive/special/approot/children')).json['value']?.[0]?.['name']).toBe(
      'state.json',
    )
    expect((await reader.get('/me/drive/special/music/children')).json['value']).toEqual([])
    expect((await client.get('/me/drive/special/attic')).status).toBe(404)
  })
})

describe('other forms of a file', () => {
  it('are a PDF for what can be one, small pictures in any size, and a preview', async () => {
    const client = clientOf(smallTenant({ files: 40 }))
    const files = (await client.all('/me/drive/root/delta')).filter((row) => 'file' in row)
    const sheet = files.find((row) => /xlsx$/.test(row['name'] as string))
    const { tenant } = client
    const headers = { authorization: `Bearer ${tenant.token()}` }
    const base = 'https://graph.microsoft.com/v1.0/me/drive/items'
    const pdf = await tenant.fetch(`${base}/${sheet?.['id']}/content?format=pdf`, { headers })
    expect([pdf.status, pdf.headers.get('content-type')]).toEqual([200, 'application/pdf'])
    expect((await pdf.text()).slice(0, 5)).toBe('%PDF-')
    const zip = files.find((row) => /zip$/.test(row['name'] as string))
    expect((await client.get(`/me/drive/items/${zip?.['id']}/content?format=pdf`)).status).toBe(406)
    const sets = await client.get(`/me/drive/items/${sheet?.['id']}/thumbnails?select=medium,c300x400_crop`)
    expect(sets.json['value']?.[0]).toMatchObject({
      id: '0',
      medium: { width: 176 },
      c300x400_crop: { height: 400, width: 300 },
    })
    expect(sets.json['value']?.[0]).not.toHaveProperty('small')
    const square = await client.get(`/me/drive/items/${sheet?.['id']}/thumbnails/0/smallSquare`)
    expect(square.json).toMatchObject({ height: 96, width: 96 })
    const preview = await client.post(`/me/drive/items/${sheet?.['id']}/preview`, { page: 2 })
    expect([preview.status, preview.json['getUrl']]).toEqual([200, expect.stringContaining('page=2')])
  })

  it('are not sent again to who has the present version', async () => {
    const { client, path } = await withFile()
    const { json } = await client.get(path)
    const again = await client.get(`${path}/content`, { 'if-none-match': json['cTag'] as string })
    expect([again.status, again.text]).toEqual([304, ''])
  })
})

describe('moving', () => {
  it('deals with a name that is taken as it is told, and stays in the drive', async () => {
    const { client, path } = await withFile()
    await client.put('/me/drive/root:/a.txt:/content', 'other')
    const root = (await client.get('/me/drive/root')).json['id']
    const move = (behavior?: string) =>
      client.patch(path, {
        parentReference: { id: root },
        ...(behavior === undefined ? {} : { '@microsoft.graph.conflictBehavior': behavior }),
      })
    const refused = await move()
    expect([refused.status, refused.json['error']?.['code']]).toEqual([409, 'nameAlreadyExists'])
    expect((await move('rename')).json['name']).toBe('a 1.txt')
    const replaced = await client.patch(path, {
      name: 'a.txt',
      '@microsoft.graph.conflictBehavior': 'replace',
    })
    expect([replaced.json['name'], (await client.get('/me/drive/root:/a.txt:/content')).text]).toEqual([
      'a.txt',
      'one',
    ])
    const away = await client.patch(path, { parentReference: { driveId: 'b!other', id: root } })
    expect(away.status).toBe(400)
    const times = { fileSystemInfo: { lastModifiedDateTime: '2020-02-02T02:02:02Z' } }
    expect((await client.patch(path, times)).json['fileSystemInfo']).toMatchObject(times.fileSystemInfo)
  })
})
