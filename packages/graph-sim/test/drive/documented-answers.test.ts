import { describe, expect, it } from 'vitest'
import { clientOf, smallTenant } from '../graph-client.ts'

const context = 'https://graph.microsoft.com/v1.0/$metadata#'

describe('answers about drives', () => {
  it('are in the documented sets', async () => {
    const client = clientOf(smallTenant())
    expect((await client.get('/me/drive')).json['@odata.context']).toBe(`${context}drives/$entity`)
    expect((await client.get('/me/drives')).json['@odata.context']).toBe(`${context}drives`)
    for (const path of [
      '/me/drive/recent',
      "/me/drive/root/search(q='a')",
      '/me/drive/following',
      '/me/drive/sharedWithMe',
    ])
      expect((await client.get(path)).json['@odata.context']).toBe(`${context}Collection(driveItem)`)
  })

  it('to the drive alone are those to the signed-in user’s', async () => {
    const client = clientOf(smallTenant())
    const made = await client.put('/drive/root:/FolderA/FileB.txt:/content', 'The contents')
    expect([made.status, made.json['name'], made.json['size']]).toEqual([201, 'FileB.txt', 12])
    expect((await client.get(`/me/drive/items/${made.json['id']}`)).json['id']).toBe(made.json['id'])
  })

  it('give no cTag for folders, and one for the root and for files', async () => {
    const client = clientOf(smallTenant({ files: 0 }))
    const folder = await client.post('/me/drive/root/children', { name: 'New Folder', folder: {} })
    expect([folder.status, folder.json]).toMatchObject([201, { size: 0, folder: { childCount: 0 } }])
    expect(folder.json).not.toHaveProperty('cTag')
    expect((await client.get('/me/drive/root')).json['cTag']).toMatch(/^"c:\{/)
  })

  it('find an item by the GUID of its row, and say that GUID when asked', async () => {
    const client = clientOf(smallTenant({ files: 0 }))
    const { json } = await client.put('/me/drive/root:/a.txt:/content', 'x')
    const ids = await client.get(`/me/drive/items/${json['id']}?$select=sharepointIds`)
    const guid = ids.json['sharepointIds']?.['listItemUniqueId']
    expect((await client.get(`/me/drive/items/${guid}`)).json['id']).toBe(json['id'])
  })

  it('take a copy’s place by the path that an answer gave', async () => {
    const client = clientOf(smallTenant({ files: 0 }))
    const inner = await client.put('/me/drive/root:/A %26 B/c.txt:/content', 'x')
    const file = await client.put('/me/drive/root:/d.txt:/content', 'x')
    const { driveId, path } = inner.json['parentReference'] as unknown as Record<string, string>
    const copied = await client.post(`/me/drive/items/${file.json['id']}/copy`, {
      parentReference: { driveId, path },
    })
    expect(copied.status).toBe(202)
    expect((await client.get('/me/drive/root:/A %26 B/d.txt')).status).toBe(200)
  })
})
