import { describe, expect, it } from 'vitest'
import { as, asApp, bound, firstChat, fresh, inPath, others } from './team-client.ts'

const known = { prefer: 'include-unknown-enum-members' }

describe('chats', () => {
  it('count each page, and are found by the people in them', async () => {
    const client = fresh()
    const { json } = await client.get('/me/chats?$top=2&$expand=members')
    expect(json).toMatchObject({ '@odata.count': 2 })
    const partner = String(json['value']?.[0]?.['members']?.[1]?.['displayName'])
    const filter = `$expand=members&$filter=members/any(o: o/displayname eq '${partner}')`
    const found = await client.all(`/me/chats?${filter}`)
    expect(found.length).toBeGreaterThan(0)
    const one = await client.get(`${await firstChat(client, 'group')}?$expand=members`)
    expect(String(one.json['@odata.context'])).toMatch(/#chats\(members\(\)\)\/\$entity$/)
    expect(String(one.json['members@odata.context'])).toMatch(/#chats\('19%3A[^']*'\)\/members$/)
  })

  it('of groups are renamed, which is said in them', async () => {
    const client = fresh()
    const chat = await firstChat(client, 'group')
    const { status, json } = await client.patch(chat, { topic: 'Group chat title update' })
    expect([status, json['topic']]).toEqual([200, 'Group chat title update'])
    const [first] = (await client.get(`${chat}/messages`)).json['value'] ?? []
    expect(first).toMatchObject({
      messageType: 'unknownFutureValue',
      from: null,
      body: { contentType: 'html', content: '<systemEventMessage/>' },
      eventDetail: {
        '@odata.type': '#microsoft.graph.chatRenamedEventMessageDetail',
        chatDisplayName: 'Group chat title update',
        initiator: { user: { id: client.tenant.me.id } },
      },
    })
    const withKnown = await client.get(`${chat}/messages?$top=1`, known)
    expect(withKnown.json['value']?.[0]?.['messageType']).toBe('systemEventMessage')
    expect((await client.patch(chat, { topic: 'a:b' })).status).toBe(400)
    expect((await client.patch(chat, { topic: 'a'.repeat(251) })).status).toBe(400)
    expect((await client.patch(await firstChat(client, 'oneOnOne'), { topic: 'x' })).status).toBe(400)
  })

  it('of groups take people in and let them go', async () => {
    const client = fresh()
    const [a, b] = others(client)
    const { json } = await client.post('/chats', {
      chatType: 'group',
      members: [bound(client.tenant.me.id, 'owner'), bound(a, 'owner')],
    })
    const chat = `/chats/${json['id']}`
    const added = await client.post(`${chat}/members`, {
      ...bound(b, 'owner'),
      visibleHistoryStartDateTime: '0001-01-01T00:00:00Z',
    })
    expect([added.status, added.text]).toEqual([201, ''])
    const location = added.headers.get('location') ?? ''
    expect(location.startsWith(`${chat}/members/`)).toBe(true)
    expect((await client.get(location)).json['userId']).toBe(b)
    const member = (await client.all(`${chat}/members`)).find((row) => row['userId'] === b)
    expect((await client.delete(`${chat}/members/${inPath(member)}`)).status).toBe(204)
    const denied = await as(client, b ?? '').get(chat)
    expect([denied.status, denied.json['error']]).toMatchObject([
      403,
      { code: 'Forbidden', message: 'InsufficientPrivileges', innerError: { code: '1' } },
    ])
    const pair = await firstChat(client, 'oneOnOne')
    expect((await client.post(`${pair}/members`, bound(b, 'owner'))).status).toBe(400)
  })

  it('are read, unread, hidden and shown again, each for oneself', async () => {
    const client = fresh()
    const chat = await firstChat(client, 'oneOnOne')
    const user = { id: client.tenant.me.id, tenantId: client.tenant.id }
    const viewpoint = async (): Promise<unknown> => (await client.get(chat)).json['viewpoint']
    expect((await client.post(`${chat}/hideForUser`, { user })).status).toBe(204)
    expect(await viewpoint()).toMatchObject({ isHidden: true })
    expect((await client.post(`${chat}/unhideForUser`, { user })).status).toBe(204)
    expect(await viewpoint()).toMatchObject({ isHidden: false })
    const lastMessageReadDateTime = '2026-05-27T22:13:01.577Z'
    expect(
      (await client.post(`${chat}/markChatUnreadForUser`, { user, lastMessageReadDateTime })).status,
    ).toBe(204)
    expect(await viewpoint()).toMatchObject({ lastMessageReadDateTime })
    expect((await client.post(`${chat}/markChatReadForUser`, { user })).status).toBe(204)
    const [last] = (await client.get(`${chat}/messages?$top=1`)).json['value'] ?? []
    expect(await viewpoint()).toMatchObject({ lastMessageReadDateTime: last?.['createdDateTime'] })
    const other = { user: { id: others(client)[0] } }
    expect((await client.post(`${chat}/hideForUser`, other)).status).toBe(403)
    await client.post(`${chat}/hideForUser`, { user })
    await client.post(`${chat}/messages`, { body: { content: 'Back' } })
    expect(await viewpoint()).toMatchObject({ isHidden: false })
  })

  it('have pinned messages', async () => {
    const client = fresh()
    const chat = await firstChat(client, 'group')
    const { json: message } = await client.post(`${chat}/messages`, { body: { content: 'Hello world' } })
    const pins = `${chat}/pinnedMessages`
    const bind = { 'message@odata.bind': `https://graph.microsoft.com/v1.0${chat}/messages/${message['id']}` }
    const made = await client.post(pins, bind)
    expect([made.status, made.json]).toMatchObject([
      201,
      { '@odata.type': '#microsoft.graph.pinnedChatMessageInfo', id: message['id'] },
    ])
    const [pinned] = await client.all(`${pins}?$expand=message`)
    expect(pinned).toMatchObject({ id: message['id'], message: { body: { content: 'Hello world' } } })
    expect((await client.delete(`${pins}/${message['id']}`)).status).toBe(204)
    expect(await client.all(pins)).toEqual([])
  })

  it('are deleted, and can be had back', async () => {
    const client = fresh()
    const chat = await firstChat(client, 'group')
    expect((await client.delete(chat)).status).toBe(204)
    expect((await client.get(chat)).status).toBe(404)
    const deleted = `/teamwork/deletedChats/${chat.slice(7)}`
    expect((await client.get(deleted)).json['id']).toBe(chat.slice(7))
    expect((await client.post(`${deleted}/undoDelete`)).status).toBe(204)
    expect((await client.get(chat)).status).toBe(200)
  })

  it('hide how they are seen from apps, which are nobody', async () => {
    const client = fresh()
    const app = asApp(client, 'Chat.Read.All')
    expect((await app.get(await firstChat(client, 'group'))).json['viewpoint']).toBeNull()
    expect((await app.all(`${await firstChat(client, 'group')}/members`)).length).toBeGreaterThan(2)
  })
})
