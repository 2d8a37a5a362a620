import { describe, expect, it } from 'vitest'
import { clientOf, type GraphClient, smallTenant } from '../graph-client.ts'

async function watch({ tenant }: GraphClient, url: string) {
  const answer = await tenant.fetch(url)
  return { status: answer.status, json: JSON.parse(await answer.text()) }
}

async function copied(client: GraphClient, path: string, body: object) {
  const { status, headers } = await client.post(path, body)
  expect(status).toBe(202)
  const monitor = headers.get('location') ?? ''
  const first = await watch(client, monitor)
  expect([first.status, first.json.status]).toEqual([202, 'inProgress'])
  return (await watch(client, monitor)).json
}

describe('a copy', () => {
  it('is watched at an address without a token until it is there (Graph rule 36)', async () => {
    const client = clientOf(smallTenant({ files: 0 }))
    await client.put('/me/drive/root:/a/b/c.txt:/content', 'deep')
    const target = await client.post('/me/drive/root/children', { name: 'T', folder: {} })
    const { driveId } = target.json['parentReference'] as unknown as { driveId: string }
    const body = { parentReference: { driveId, id: target.json['id'] }, name: 'a2' }
    const outcome = await copied(client, '/me/drive/root:/a:/copy', body)
    expect(outcome).toMatchObject({ status: 'completed', percentageComplete: 100 })
    expect((await client.get(`/me/drive/items/${outcome.resourceId}`)).json['name']).toBe('a2')
    expect((await client.get('/me/drive/root:/T/a2/b/c.txt')).json['size']).toBe(4)
    expect((await client.get('/me/drive/root:/a/b/c.txt')).status).toBe(200)
  })

  it('fails at its address when the name is taken, unless it may rename or replace', async () => {
    const client = clientOf(smallTenant({ files: 0 }))
    await client.put('/me/drive/root:/a.txt:/content', 'a')
    const path = '/me/drive/root:/a.txt:/copy'
    expect(await copied(client, path, {})).toMatchObject({
      status: 'failed',
      error: { code: 'nameAlreadyExists' },
    })
    const renamed = await copied(client, `${path}?@microsoft.graph.conflictBehavior=rename`, {})
    expect((await client.get(`/me/drive/items/${renamed.resourceId}`)).json['name']).toBe('a 1.txt')
    const again = await copied(client, `${path}?@microsoft.graph.conflictBehavior=replace`, {
      name: 'a 1.txt',
    })
    expect((await client.get('/me/drive/root:/a 1.txt')).json['id']).toBe(again.resourceId)
    expect((await client.get(`/me/drive/items/${renamed.resourceId}`)).status).toBe(404)
  })

  it('does not put a folder into itself, nor anything into a drive that is not there', async () => {
    const client = clientOf(smallTenant({ files: 0 }))
    const { json } = await client.post('/me/drive/root/children', { name: 'T', folder: {} })
    const inner = await copied(client, `/me/drive/items/${json['id']}/copy`, {
      parentReference: { id: json['id'] },
    })
    expect(inner.status).toBe('failed')
    const nowhere = { parentReference: { driveId: 'b!x', id: json['id'] } }
    expect((await client.post(`/me/drive/items/${json['id']}/copy`, nowhere)).status).toBe(404)
    expect((await client.post('/me/drive/root/copy', { name: 'x' })).status).toBe(400)
    expect((await client.tenant.fetch('https://solvang-my.sharepoint.com/_api/v2.0/monitor/x')).status).toBe(
      404,
    )
  })
})

describe('versions', () => {
  it('keep what a file was, the newest first, and bring it back', async () => {
    const client = clientOf(smallTenant({ files: 0 }))
    for (const text of ['one', 'three']) await client.put('/me/drive/root:/a.txt:/content', text)
    const path = '/me/drive/root:/a.txt:/versions'
    const { json } = await client.get(path)
    expect(json['value']?.map(({ id, size }) => [id, size])).toEqual([
      ['2.0', 5],
      ['1.0', 3],
    ])
    expect((await client.get(`${path}/1.0/content`)).text).toBe('one')
    expect((await client.get(`${path}/1.0`)).json).toMatchObject({ id: '1.0', size: 3 })
    expect((await client.post(`${path}/1.0/restoreVersion`)).status).toBe(204)
    expect((await client.get('/me/drive/root:/a.txt:/content')).text).toBe('one')
    expect((await client.get(path)).json['value']?.[0]?.['id']).toBe('3.0')
    expect((await client.get(`${path}/3.0/content`)).status).toBe(400)
    expect((await client.get(`${path}/9.0`)).status).toBe(404)
    expect((await client.get('/me/drive/root/versions')).status).toBe(400)
  })
})

describe('thumbnails', () => {
  it('are pictures in three sizes, at addresses without a token', async () => {
    const client = clientOf(smallTenant({ files: 0 }))
    await client.put('/me/drive/root:/a.pdf:/content', '%PDF')
    const path = '/me/drive/root:/a.pdf:/thumbnails'
    const { json } = await client.get(path)
    const set = json['value']?.[0]
    expect(set).toMatchObject({
      id: '0',
      small: { width: 96, height: 72 },
      large: { width: 800, height: 600 },
    })
    const { small } = set as unknown as { readonly small: { readonly url: string } }
    const picture = await client.tenant.fetch(small.url)
    expect(picture.headers.get('content-type')).toBe('image/png')
    const bytes = Buffer.from(await picture.arrayBuffer())
    expect([bytes.subarray(1, 4).toString(), bytes.readUInt32BE(16), bytes.readUInt32BE(20)]).toEqual([
      'PNG',
      96,
      72,
    ])
    const expanded = await client.get('/me/drive/root/children?$expand=thumbnails&$select=name')
    expect(expanded.json['value']?.[0]?.['thumbnails']).toEqual([set])
    expect((await client.get(`${path}/0`)).json['medium']).toEqual(set?.['medium'])
    expect((await client.get(`${path}/0/medium`)).json['width']).toBe(176)
    expect((await client.get(`${path}/0/large/content`)).status).toBe(200)
    for (const wrong of ['1', '0/huge', '1/small/content'])
      expect((await client.get(`${path}/${wrong}`)).status).toBe(404)
  })

  it('are none for folders and text', async () => {
    const client = clientOf(smallTenant({ files: 0 }))
    await client.put('/me/drive/root:/a.txt:/content', 'a')
    expect((await client.get('/me/drive/root:/a.txt:/thumbnails')).json['value']).toEqual([])
    expect((await client.get('/me/drive/root/thumbnails')).json['value']).toEqual([])
  })
})

describe('recent files', () => {
  it('are those that their owner changed, the latest first', async () => {
    const client = clientOf(smallTenant())
    client.tenant.clock.advance(1000)
    await client.put('/me/drive/root:/a.txt:/content', 'a')
    for (const path of ['/me/drive/recent', '/me/drive/recent()']) {
      const { json } = await client.get(`${path}?$top=5`)
      expect(json['value']?.[0]?.['name']).toBe('a.txt')
      const times = json['value']?.map((row) => row['lastModifiedDateTime']) ?? []
      expect(times).toEqual(times.toSorted().toReversed())
    }
  })
})
