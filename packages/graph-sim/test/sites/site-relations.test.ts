import { describe, expect, it } from 'vitest'
import { roundOf } from '../delta/delta-rounds.ts'
import { clientOf, smallTenant } from '../graph-client.ts'

const aurora = '/sites/solvang.sharepoint.com:/sites/aurora'

describe('sites', () => {
  it('have sites below them, and a group has its own', async () => {
    const client = clientOf(smallTenant())
    const { json } = await client.get(`${aurora}:/sites`)
    expect(json['value']?.map(({ displayName }) => displayName)).toEqual(['Field work'])
    const above = await client.get(aurora)
    expect(String(json['value']?.[0]?.['id']).split(',')[1]).toBe(String(above.json['id']).split(',')[1])
    expect(json['value']?.[0]).not.toHaveProperty('root')
    const groups = await client.get("/groups?$filter=displayName eq 'Project Aurora'&$select=id")
    const group = `/groups/${groups.json['value']?.[0]?.['id']}/sites/root`
    expect((await client.get(group)).json['id']).toBe(above.json['id'])
    expect((await client.get(`${group}/lists/Risks`)).json['name']).toBe('Risks')
    const collections = await client.get('/sites?$select=webUrl&$filter=siteCollection/root ne null')
    expect(collections.json['value']).toEqual([{ webUrl: 'https://solvang.sharepoint.com' }])
  })

  it('are all told to apps only, those of people too, and so are their changes', async () => {
    const { tenant } = clientOf(smallTenant())
    const app = clientOf(tenant, tenant.token({ roles: ['Sites.Read.All', 'Group.ReadWrite.All'] }))
    const all = await app.all('/sites/getAllSites?$select=isPersonalSite')
    expect(all.filter((site) => site['isPersonalSite'] === (true as unknown))).toHaveLength(6)
    expect((await clientOf(tenant).get('/sites/getAllSites')).status).toBe(403)
    const first = await roundOf(app, '/sites/delta')
    await clientOf(tenant).post('/groups', {
      displayName: 'Divers',
      mailNickname: 'divers',
      mailEnabled: true,
      securityEnabled: false,
      groupTypes: ['Unified'],
    })
    expect((await roundOf(app, first.deltaLink)).rows.map((site) => site['name'])).toEqual(['divers'])
  })

  it('are followed and no longer followed, and those that are not there are named', async () => {
    const client = clientOf(smallTenant())
    const { json } = await client.get(aurora)
    const added = await client.post('/me/followedSites/add', { value: [{ id: json['id'] }] })
    expect([added.status, added.json['value']]).toMatchObject([200, [{ id: json['id'], sharepointIds: {} }]])
    const partly = await client.post('/me/followedSites/add', {
      value: [{ id: 'a,b,c' }, { id: json['id'] }],
    })
    expect([partly.status, partly.json['value']?.[0]?.['error']]).toMatchObject([
      207,
      { code: 'invalidRequest' },
    ])
    expect((await client.get('/me/followedSites')).json['value']).toHaveLength(1)
    expect((await client.post('/me/followedSites/remove', { value: [{ id: json['id'] }] })).status).toBe(204)
    expect((await client.get('/me/followedSites')).json['value']).toEqual([])
  })

  it('say what apps may do in them', async () => {
    const client = clientOf(smallTenant())
    const application = { id: '89ea5c94-7736-4e25-95ad-3fa95f62b66e', displayName: 'Time' }
    const made = await client.post(`${aurora}:/permissions`, {
      roles: ['write'],
      grantedToIdentities: [{ application }],
    })
    expect([made.status, made.json]).toMatchObject([
      201,
      { roles: ['write'], grantedToIdentitiesV2: [{ application }] },
    ])
    const path = `${aurora}:/permissions/${made.json['id']}`
    expect((await client.patch(path, { roles: ['read'] })).json['roles']).toEqual(['read'])
    expect((await client.get(`${aurora}:/permissions`)).json['value']).toHaveLength(1)
    expect((await client.delete(path)).status).toBe(204)
    const reader = clientOf(client.tenant, client.tenant.token({ scopes: ['Sites.ReadWrite.All'] }))
    expect((await reader.get(`${aurora}:/permissions`)).status).toBe(403)
  })

  it('have pages with what is on them', async () => {
    const client = clientOf(smallTenant())
    const { json } = await client.get(`${aurora}:/pages`)
    expect(json['value']?.map(({ name }) => name)).toEqual(['About.aspx', 'Home.aspx'])
    const home = json['value']?.[1]
    expect(home).toMatchObject({
      '@odata.type': '#microsoft.graph.sitePage',
      promotionKind: 'page',
      pageLayout: 'home',
    })
    const page = `${aurora}:/pages/${home?.['id']}/microsoft.graph.sitePage`
    const whole = await client.get(`${page}?$expand=canvasLayout`)
    expect(whole.json['canvasLayout']?.['horizontalSections']?.[0]?.['columns']?.[0]).toMatchObject({
      width: 12,
    })
    expect((await client.get(`${page}/webParts`)).json['value']?.[0]).toMatchObject({
      '@odata.type': '#microsoft.graph.textWebPart',
      innerHtml: expect.stringContaining('<p>'),
    })
    expect((await client.get(`${aurora}:/pages/none`)).status).toBe(404)
  })

  it('are found behind a link into them', async () => {
    const client = clientOf(smallTenant())
    const file = await client.put(`${aurora}:/drive/root:/a.txt:/content`, 'x')
    const link = await client.post(`${aurora}:/drive/items/${file.json['id']}/createLink`, { type: 'view' })
    const share = `/shares/${link.json['shareId']}`
    expect((await client.get(`${share}/site`)).json['name']).toBe('aurora')
    expect((await client.get(`${share}/list`)).json['list']).toMatchObject({ template: 'documentLibrary' })
    expect((await client.get(`${share}/listItem?$expand=fields`)).json['fields']).toMatchObject({
      FileLeafRef: 'a.txt',
    })
  })
})
