import { describe, expect, it } from 'vitest'
import { clientOf, smallTenant } from '../graph-client.ts'

const aurora = '/sites/solvang.sharepoint.com:/sites/aurora:'

describe('the drive of a site', () => {
  it('is its document library, found by the site, by its id and by the list', async () => {
    const client = clientOf(smallTenant())
    const { json } = await client.get(`${aurora}/drive`)
    expect(json).toMatchObject({
      name: 'Documents',
      driveType: 'documentLibrary',
      webUrl: 'https://solvang.sharepoint.com/sites/aurora/Shared%20Documents',
      owner: { group: { displayName: 'Project Aurora' } },
    })
    for (const path of [
      `/drives/${json['id']}`,
      `${aurora}/drives/${json['id']}`,
      `${aurora}/lists/Documents/drive`,
    ])
      expect((await client.get(path)).json['id']).toBe(json['id'])
    expect((await client.get(`${aurora}/drives`)).json['value']?.map(({ id }) => id)).toEqual([json['id']])
    expect((await client.get(`${aurora}/lists/Risks/drive`)).status).toBe(400)
    const mine = await client.get('/me/drive?$select=id')
    expect((await client.get(`${aurora}/drives/${mine.json['id']}`)).status).toBe(404)
  })

  it('holds files that are read, written and changed like anybody’s', async () => {
    const client = clientOf(smallTenant())
    const children = await client.get(`${aurora}/drive/root/children`)
    expect(children.json['value']?.length).toBeGreaterThan(2)
    const made = await client.put(`${aurora}/drive/root:/Plans/walrus.txt:/content`, 'high water')
    expect([made.status, made.json['parentReference']?.['driveType']]).toEqual([201, 'documentLibrary'])
    const again = await client.get(`${aurora}/drive/items/${made.json['id']}/content`)
    expect(again.text).toBe('high water')
    const found = await client.get(`${aurora}/drive/root/search(q='walrus')?$select=name`)
    expect(found.json['value']).toEqual([{ name: 'walrus.txt' }])
    const changes = await client.get(`${aurora}/drive/root/delta?token=latest`)
    expect(changes.json['@odata.deltaLink']).toContain('/delta?token=')
    const link = await client.post(`${aurora}/drive/items/${made.json['id']}/createLink`, { type: 'view' })
    expect((await client.get(`/shares/${link.json['shareId']}/driveItem`)).json['name']).toBe('walrus.txt')
    const copied = await client.post(
      `/drives/${made.json['parentReference']?.['driveId']}/items/${made.json['id']}/copy`,
      {
        parentReference: {
          driveId: (await client.get('/me/drive')).json['id'],
          id: (await client.get('/me/drive/root')).json['id'],
        },
      },
    )
    expect([copied.status, (await client.get('/me/drive/root:/walrus.txt:/content')).text]).toEqual([
      202,
      'high water',
    ])
  })

  it('is that of its group, and a new Microsoft 365 group has an empty one', async () => {
    const client = clientOf(smallTenant())
    const groups = await client.get("/groups?$filter=displayName eq 'Project Aurora'&$select=id")
    const group = `/groups/${groups.json['value']?.[0]?.['id']}`
    const own = await client.get(`${group}/drive`)
    expect(own.json['id']).toBe((await client.get(`${aurora}/drive`)).json['id'])
    expect((await client.get(`${group}/drives`)).json['value']).toHaveLength(1)
    const made = await client.post('/groups', {
      displayName: 'Divers',
      mailNickname: 'divers',
      mailEnabled: true,
      securityEnabled: false,
      groupTypes: ['Unified'],
    })
    const files = await client.get(`/groups/${made.json['id']}/drive/root/children`)
    expect([files.status, files.json['value']]).toEqual([200, []])
    const site = await client.get('/sites/solvang.sharepoint.com:/sites/divers')
    expect(site.json['displayName']).toBe('Divers')
    const security = await client.get(
      '/groups?$filter=securityEnabled eq true and mailEnabled eq false&$top=1',
    )
    expect((await client.get(`/groups/${security.json['value']?.[0]?.['id']}/drive`)).status).toBe(404)
  })
})

describe('items', () => {
  it('are found by names with every mark that a name can have', async () => {
    const client = clientOf(smallTenant({ files: 0 }))
    for (const name of [
      "R&D #1 'quoted' 100 %.txt",
      '🐙 plan.txt',
      'a+b=c;d,e.txt',
      "x('y').txt",
      '(1) [2] {3}.txt',
    ]) {
      const path = `/me/drive/root:/Odd/${encodeURIComponent(name)}`
      const made = await client.put(`${path}:/content`, name)
      expect([made.status, made.json['name']]).toEqual([201, name])
      expect((await client.get(path)).json['id']).toBe(made.json['id'])
      const { parentReference, webUrl } = made.json as unknown as Record<
        string,
        Record<string, string> & string
      >
      expect(parentReference?.['path']).toMatch(/\/root:\/Odd$/)
      expect(decodeURIComponent(webUrl ?? '')).toContain(name)
      const within = await client.get(
        `/sites/solvang.sharepoint.com:/sites/aurora:/drive/root:/${encodeURIComponent(name)}`,
      )
      expect(within.status).toBe(404)
    }
  })
})
