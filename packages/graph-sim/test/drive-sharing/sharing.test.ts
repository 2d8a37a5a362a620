import { describe, expect, it } from 'vitest'
import { clientOf, type GraphClient, type Json, smallTenant } from '../graph-client.ts'

const file = '/me/drive/root:/Box/a.txt:'
const folder = '/me/drive/root:/Box:'

async function withFile(): Promise<GraphClient> {
  const client = clientOf(smallTenant({ files: 0 }))
  await client.put(`${file}/content`, 'shared words')
  return client
}

function otherUser({ tenant }: GraphClient) {
  const other = tenant.users.find(({ id, mail }) => id !== tenant.me.id && mail !== null)
  if (other === undefined) throw new Error('The tenant has only one user')
  return other
}

/** The address of a link; `link` is also the name of a method of strings. */
function addressOf(json: Json): string {
  return (json as unknown as { readonly link: { readonly webUrl: string } }).link.webUrl
}

const encoded = (url: string): string => `u!${Buffer.from(url).toString('base64url')}`

describe('permissions', () => {
  it('begin with the owner’s, and come down from folders', async () => {
    const client = await withFile()
    const other = otherUser(client)
    const invited = await client.post(`${folder}/invite`, {
      recipients: [{ email: other.mail }],
      roles: ['read'],
      requireSignIn: true,
      sendInvitation: false,
    })
    const grant = invited.json['value']?.[0]
    expect(grant).toMatchObject({
      roles: ['read'],
      grantedToV2: { user: { id: other.id, email: other.mail } },
    })
    const { json } = await client.get(`${file}/permissions`)
    expect(json['value']?.map(({ roles }) => roles)).toEqual([['owner'], ['read']])
    expect(json['value']?.[1]).toMatchObject({ id: grant?.['id'], inheritedFrom: { name: 'Box' } })
    const own = await client.get(`${folder}/permissions/${grant?.['id']}`)
    expect(own.json['inheritedFrom']).toBeUndefined()
    expect((await client.get(folder)).json['shared']).toEqual({ scope: 'users' })
    const narrow = await client.get(`${file}/permissions?$select=id,roles`)
    expect(Object.keys(narrow.json['value']?.[0] ?? {})).toEqual(['id', 'roles'])
  })

  it('are changed and taken away where they were given, and never the owner’s', async () => {
    const client = await withFile()
    const invite = { recipients: [{ objectId: otherUser(client).id }], roles: ['read'] }
    const { json } = await client.post(`${folder}/invite`, invite)
    const id = json['value']?.[0]?.['id']
    const changed = await client.patch(`${folder}/permissions/${id}`, { roles: ['write'] })
    expect(changed.json['roles']).toEqual(['write'])
    const owner = (await client.get(`${folder}/permissions`)).json['value']?.[0]?.['id']
    expect((await client.delete(`${folder}/permissions/${owner}`)).status).toBe(400)
    expect((await client.delete(`${file}/permissions/${id}`)).status).toBe(400)
    expect((await client.patch(`${folder}/permissions/${id}`, { roles: ['king'] })).status).toBe(400)
    expect((await client.delete(`${folder}/permissions/${id}`)).status).toBe(204)
    expect((await client.delete(`${folder}/permissions/${id}`)).status).toBe(404)
  })

  it('end when they are said to', async () => {
    const client = await withFile()
    const invite = { recipients: [{ email: 'guest@elsewhere.example' }], roles: ['read'] }
    const { json } = await client.post(`${file}/invite`, {
      ...invite,
      expirationDateTime: '2026-11-20T00:00:00Z',
    })
    expect(json['value']?.[0]).toMatchObject({
      expirationDateTime: '2026-11-20T00:00:00Z',
      invitation: { email: 'guest@elsewhere.example' },
    })
    expect((await client.get(`${file}/permissions`)).json['value']).toHaveLength(2)
    client.tenant.clock.advance(3 * 86_400_000)
    const later = clientOf(client.tenant)
    expect((await later.get(`${file}/permissions`)).json['value']).toHaveLength(1)
  })

  it('are given to people, each once, with a role', async () => {
    const client = await withFile()
    const recipients = [{ email: otherUser(client).mail }]
    for (const body of [
      { recipients, roles: [] },
      { recipients: [], roles: ['read'] },
      { recipients: 'all', roles: ['read'] },
      { recipients: [{ objectId: 'nobody' }], roles: ['read'] },
      { recipients: [3], roles: ['read'] },
    ])
      expect((await client.post(`${file}/invite`, body)).status).toBe(400)
    await client.post(`${file}/invite`, { recipients, roles: ['read'] })
    await client.post(`${file}/invite`, { recipients, roles: ['write'] })
    const { json } = await client.get(`${file}/permissions`)
    expect(json['value']?.map(({ roles }) => roles)).toEqual([['owner'], ['write']])
  })
})

describe('links', () => {
  it('are made once for each type and scope', async () => {
    const client = await withFile()
    const view = await client.post(`${file}/createLink`, { type: 'view' })
    expect([view.status, view.json['roles'], view.json['hasPassword']]).toEqual([201, ['read'], false])
    expect(view.json['link']).toMatchObject({ type: 'view', scope: 'organization' })
    expect(addressOf(view.json)).toMatch(/^https:\/\/solvang-my\.sharepoint\.com\/:t:\/g\/personal\//)
    const again = await client.post(`${file}/createLink`, { type: 'view', scope: 'organization' })
    expect([again.status, again.json['id']]).toEqual([200, view.json['id']])
    const edit = await client.post(`${file}/createLink`, { type: 'edit', scope: 'anonymous', password: 'x' })
    expect([edit.status, edit.json['roles'], edit.json['hasPassword']]).toEqual([201, ['write'], true])
    expect((await client.get(file)).json['shared']).toEqual({ scope: 'anonymous' })
    expect((await client.patch(`${file}/permissions/${edit.json['id']}`, { roles: ['read'] })).status).toBe(
      400,
    )
  })

  it('are refused with a type or scope that does not exist here', async () => {
    const client = await withFile()
    const make = async (body: object) => (await client.post(`${file}/createLink`, body)).status
    expect(await make({})).toBe(400)
    expect(await make({ type: 'embed' })).toBe(400)
    expect(await make({ type: 'view', scope: 'world' })).toBe(400)
    expect(await make({ type: 'review' })).toBe(501)
  })

  it('lead others to the item, by their id or by their address, until they are taken away', async () => {
    const client = await withFile()
    const { json } = await client.post(`${file}/createLink`, { type: 'view' })
    const { tenant } = client
    const other = clientOf(tenant, tenant.token({ user: otherUser(client).id }))
    const share = `/shares/${json['shareId']}`
    expect((await other.get(share)).json).toMatchObject({
      name: 'a.txt',
      owner: { user: { id: tenant.me.id } },
    })
    expect((await other.get(`${share}/driveItem?$select=name,size`)).json).toMatchObject({
      name: 'a.txt',
      size: 12,
    })
    expect((await other.get(`/shares/${encoded(addressOf(json))}/driveItem`)).status).toBe(200)
    expect((await other.get(`${share}/driveItem/content`)).text).toBe('shared words')
    await client.delete(`${file}/permissions/${json['id']}`)
    const gone = await other.get(`${share}/driveItem`)
    expect([gone.status, gone.json['error']?.['code']]).toEqual([403, 'accessDenied'])
  })

  it('for people open for them only, and an item’s own address for whom it is shared with', async () => {
    const client = await withFile()
    const { tenant } = client
    const guest = otherUser(client)
    const body = { type: 'view', scope: 'users', recipients: [{ email: guest.mail }] }
    const { json } = await client.post(`${file}/createLink`, body)
    const invited = clientOf(tenant, tenant.token({ user: guest.id }))
    const stranger = tenant.users.find(({ id }) => id !== guest.id && id !== tenant.me.id)
    const uninvited = clientOf(tenant, tenant.token({ user: stranger?.id ?? '' }))
    expect((await invited.get(`/shares/${json['shareId']}/driveItem`)).status).toBe(200)
    expect((await uninvited.get(`/shares/${json['shareId']}/driveItem`)).status).toBe(403)
    const { webUrl } = (await client.get(file)).json as unknown as { webUrl: string }
    expect((await client.get(`/shares/${encoded(webUrl)}/driveItem`)).json['name']).toBe('a.txt')
    expect((await uninvited.get(`/shares/${encoded(webUrl)}/driveItem`)).status).toBe(403)
    for (const token of ['x', 'u!', encoded('https://elsewhere.example/a')])
      expect((await client.get(`/shares/${token}/driveItem`)).status).toBe(403)
  })
})

describe('who may use a link', () => {
  it('is changed by granting and revoking, without another link', async () => {
    const client = await withFile()
    const guest = otherUser(client)
    const { json } = await client.post(`${file}/createLink`, { type: 'view', scope: 'users' })
    const share = `/shares/${encoded(addressOf(json))}`
    const body = { recipients: [{ email: guest.mail }], roles: ['read'] }
    const granted = await client.post(`/me/drive/root:/Box/a.txt:/permissions/${json['id']}/grant`, body)
    expect([granted.status, granted.json['value']]).toMatchObject([200, [{ id: json['id'] }]])
    const theirs = clientOf(client.tenant, client.tenant.token({ user: guest.id }))
    expect((await theirs.get(`${share}?$expand=driveItem($select=name)`)).json['driveItem']).toEqual({
      name: 'a.txt',
    })
    expect((await theirs.get(`${share}/permission`)).json['id']).toBe(json['id'])
    const permission = `${file}/permissions/${json['id']}`
    const revoked = await client.post(`${permission}/revokeGrants`, { grantees: [{ email: guest.mail }] })
    expect([revoked.status, revoked.json['grantedToIdentitiesV2']]).toEqual([200, []])
    expect((await theirs.get(share)).status).toBe(403)
    const open = await client.post(`${file}/createLink`, { type: 'view' })
    const wrong = await client.post(`${file}/permissions/${open.json['id']}/revokeGrants`, {
      grantees: [{ email: guest.mail }],
    })
    expect(wrong.status).toBe(400)
  })
})

describe('an item that is shared for the first time', () => {
  it('loses what is shared above it when it is told to', async () => {
    const client = await withFile()
    const invite = { recipients: [{ email: otherUser(client).mail }], roles: ['read'] }
    await client.post(`${folder}/invite`, invite)
    expect((await client.get(`${file}?$expand=permissions`)).json['permissions']).toHaveLength(2)
    await client.post(`${file}/createLink`, { type: 'view', retainInheritedPermissions: false })
    const { json } = await client.get(`${file}/permissions`)
    expect(json['value']?.map(({ roles, inheritedFrom }) => [roles, inheritedFrom?.['name']])).toEqual([
      [['owner'], 'root'],
      [['read'], undefined],
    ])
  })

  it('shows to others only the permissions that count for them', async () => {
    const client = await withFile()
    const { tenant } = client
    const guest = otherUser(client)
    const third = tenant.users.find(({ id, mail }) => ![tenant.me.id, guest.id].includes(id) && mail !== null)
    for (const { mail } of [guest, third ?? guest])
      await client.post(`${file}/invite`, { recipients: [{ email: mail }], roles: ['read'] })
    const { json } = await client.get(file)
    const theirs = clientOf(tenant, tenant.token({ user: guest.id }))
    const seen = await theirs.get(
      `/drives/${json['parentReference']?.['driveId']}/items/${json['id']}/permissions`,
    )
    expect(seen.json['value']?.map((row) => row['grantedToV2']?.['user']?.['id'])).toEqual([guest.id])
  })
})
