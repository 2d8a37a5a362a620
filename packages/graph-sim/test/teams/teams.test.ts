import { describe, expect, it } from 'vitest'
import { clientOf, type GraphClient, smallTenant } from '../graph-client.ts'

const root = 'https://graph.microsoft.com/v1.0'
const fresh = (): GraphClient => clientOf(smallTenant())
const unified = {
  displayName: 'Pilots',
  mailNickname: 'pilots',
  mailEnabled: true,
  securityEnabled: false,
  groupTypes: ['Unified'],
}
const newTeam = {
  'template@odata.bind': `${root}/teamsTemplates('standard')`,
  displayName: 'Pilots',
  description: 'Those who bring ships in',
}

async function firstTeam(client: GraphClient): Promise<string> {
  return String((await client.all('/me/joinedTeams'))[0]?.['id'])
}

describe('teams', () => {
  it('that somebody has joined are listed with few properties filled in', async () => {
    const client = fresh()
    const { json } = await client.get('/me/joinedTeams')
    expect(json['@odata.context']).toBe(`${root}/$metadata#teams`)
    expect(json['value']?.length).toBeGreaterThan(1)
    expect(json['value']?.[0]).toMatchObject({ isArchived: false, webUrl: null, createdDateTime: null })
    const team = await client.get(`/teams/${json['value']?.[0]?.['id']}`)
    expect(team.json).toMatchObject({
      '@odata.context': `${root}/$metadata#teams/$entity`,
      visibility: 'private',
    })
    expect((await client.get(`/groups/${team.json['id']}/team`)).json['id']).toBe(team.json['id'])
  })

  it.each([
    ['/teams/x', 400, 'BadRequest', 'teamId needs to be a valid GUID.'],
    [
      '/teams/00000000-0000-4000-8000-000000000000/channels',
      404,
      'NotFound',
      'No team found with Group Id 00000000-0000-4000-8000-000000000000',
    ],
  ])('at %s are refused as Teams words it', async (path, status, code, message) => {
    const answer = await fresh().get(path)
    expect([answer.status, answer.json['error']]).toMatchObject([status, { code, message }])
  })

  it('are closed to those who are not in them', async () => {
    const client = fresh()
    const id = await firstTeam(client)
    const inside = new Set((await client.all(`/teams/${id}/members`)).map((row) => row['userId'] as string))
    const outsider = client.tenant.users.find((user) => !inside.has(user.id))
    const theirs = clientOf(client.tenant, client.tenant.token({ user: outsider?.id ?? '' }))
    expect((await theirs.get(`/teams/${id}/channels`)).status).toBe(403)
  })

  it('name the missing permission', async () => {
    const tenant = smallTenant()
    const client = clientOf(tenant, tenant.token({ scopes: ['User.Read'] }))
    const { status, json } = await client.get('/me/chats')
    expect([status, json['error']]).toMatchObject([
      403,
      {
        code: 'Forbidden',
        message:
          "Missing scope permissions on the request. API requires one of 'Chat.ReadBasic, Chat.Read, Chat.ReadWrite'. Scopes on the request 'User.Read'.",
      },
    ])
  })

  it('are created in the background; the operation tells when (Graph rule 37)', async () => {
    const client = fresh()
    const { status, headers, text } = await client.post('/teams', newTeam)
    expect([status, text]).toEqual([202, ''])
    const team = headers.get('content-location') ?? ''
    const operation = headers.get('location') ?? ''
    expect(operation).toMatch(/^\/teams\('[0-9a-f-]{36}'\)\/operations\('[0-9a-f-]{36}'\)$/)
    expect((await client.get(operation)).json).toMatchObject({
      operationType: 'createTeam',
      status: 'notStarted',
    })
    expect((await client.get(team)).status).toBe(404)
    client.tenant.clock.advance(5_000)
    expect((await client.get(operation)).json['status']).toBe('inProgress')
    client.tenant.clock.advance(15_000)
    expect((await client.get(operation)).json).toMatchObject({ status: 'succeeded', error: null })
    expect((await client.get(team)).json['displayName']).toBe('Pilots')
    expect((await client.all(`${team}/channels`)).map((row) => row['displayName'])).toEqual(['General'])
    expect((await client.all(`${team}/members`)).map((row) => row['roles'])).toEqual([['owner']])
  })

  it('of an app need an owner (Graph rule 37)', async () => {
    const { tenant } = fresh()
    const app = clientOf(tenant, tenant.token({ roles: ['Team.Create'] }))
    const refused = await app.post('/teams', newTeam)
    expect(refused.json['error']?.['message']).toBe(
      'A team owner must be provided when creating a team in application context.',
    )
    const owner = {
      '@odata.type': '#microsoft.graph.aadUserConversationMember',
      roles: ['owner'],
      'user@odata.bind': `${root}/users('${tenant.me.id}')`,
    }
    expect((await app.post('/teams', { ...newTeam, members: [owner] })).status).toBe(202)
  })

  it('are given to groups that Teams knows, and only once (Graph rule 37)', async () => {
    const client = fresh()
    const { json } = await client.post('/groups', unified)
    const path = `/groups/${json['id']}/team`
    expect((await client.get(path)).json['error']?.['message']).toBe(
      `No team found with Group Id ${json['id']}`,
    )
    const early = await client.put(path, '{}')
    expect([early.status, early.json['error']?.['message']]).toEqual([
      404,
      'Failed to execute MS Graph backend request GetGroupInternalApiRequest',
    ])
    client.tenant.clock.advance(10_000)
    expect((await client.put(path, '{}')).status).toBe(201)
    const again = await client.put(path, '{}')
    expect([again.status, again.json['error']?.['code']]).toEqual([409, 'Conflict'])
  })

  it('take people in and let them go', async () => {
    const client = fresh()
    const { headers } = await client.post('/teams', newTeam)
    client.tenant.clock.advance(20_000)
    const members = `${headers.get('content-location')}/members`
    const other = client.tenant.users.find(({ id }) => id !== client.tenant.me.id)
    const added = await client.post(members, {
      '@odata.type': '#microsoft.graph.aadUserConversationMember',
      roles: [],
      'user@odata.bind': `${root}/users('${other?.id}')`,
    })
    expect([added.status, added.json]).toMatchObject([
      201,
      { userId: other?.id, email: other?.mail, roles: [] },
    ])
    const one = `${members}/${encodeURIComponent(String(added.json['id']))}`
    expect((await client.get(one)).json['displayName']).toBe(other?.displayName)
    expect((await client.delete(one)).status).toBe(204)
    expect(await client.all(members)).toHaveLength(1)
  })
})

describe('channels', () => {
  it('are created, changed and deleted, and their names stay taken (Graph rule 37)', async () => {
    const client = fresh()
    const list = `/teams/${await firstTeam(client)}/channels`
    const made = await client.post(list, { displayName: 'Radar', description: 'Echoes' })
    expect([made.status, made.json]).toMatchObject([
      201,
      { displayName: 'Radar', membershipType: 'standard' },
    ])
    const path = `${list}/${made.json['id']}`
    expect((await client.patch(path, { description: 'None' })).status).toBe(204)
    expect((await client.get(path)).json['description']).toBe('None')
    const taken = { code: 'BadRequest', message: 'Channel name already existed, please use other name' }
    expect((await client.post(list, { displayName: 'radar' })).json['error']).toMatchObject(taken)
    expect((await client.delete(path)).status).toBe(204)
    expect((await client.get(path)).status).toBe(404)
    expect((await client.post(list, { displayName: 'Radar' })).json['error']).toMatchObject(taken)
  })

  it('begin with the general one, which stays', async () => {
    const client = fresh()
    const team = `/teams/${await firstTeam(client)}`
    const general = await client.get(`${team}/primaryChannel`)
    expect(general.json['displayName']).toBe('General')
    expect((await client.delete(`${team}/channels/${general.json['id']}`)).status).toBe(400)
    const people = await client.all(`${team}/channels/${general.json['id']}/members`)
    expect(people.length).toBe((await client.all(`${team}/members`)).length)
  })

  it('list messages 20 at a time, the latest thread first, 50 at most and without a filter', async () => {
    const client = fresh()
    const team = `/teams/${await firstTeam(client)}`
    const list = `${team}/channels/${(await client.get(`${team}/primaryChannel`)).json['id']}/messages`
    for (let i = 0; i < 25; i++) await client.post(list, { body: { content: `Note ${i}` } })
    const { json } = await client.get(list)
    expect(json['value']).toHaveLength(20)
    expect(json['value']?.[0]?.['body']).toEqual({ contentType: 'text', content: 'Note 24' })
    expect((await client.all(`${list}?$top=50`)).length).toBeGreaterThan(25)
    const large = await client.get(`${list}?$top=51`)
    expect(large.json['error']?.['message']).toBe(
      "The limit of '50' for Top query has been exceeded. The value from the incoming request is '51'.",
    )
    expect((await client.get(`${list}?$filter=subject eq 'x'`)).status).toBe(400)
  })

  it('take messages and replies, which move their thread up', async () => {
    const client = fresh()
    const team = `/teams/${await firstTeam(client)}`
    const channel = (await client.get(`${team}/primaryChannel`)).json['id']
    const list = `${team}/channels/${channel}/messages`
    const first = await client.post(list, {
      subject: 'Crane',
      body: { contentType: 'html', content: '<b>A</b>' },
    })
    expect(first.status).toBe(201)
    expect(first.json).toMatchObject({
      subject: 'Crane',
      replyToId: null,
      chatId: null,
      importance: 'normal',
      messageType: 'message',
      body: { contentType: 'html', content: '<b>A</b>' },
      channelIdentity: { channelId: channel },
      from: { user: { id: client.tenant.me.id, userIdentityType: 'aadUser' } },
    })
    await client.post(list, { body: { content: 'B' } })
    const thread = `${list}/${first.json['id']}`
    client.tenant.clock.advance(1000)
    const reply = await client.post(`${thread}/replies`, { body: { content: 'Yes' } })
    expect([reply.status, reply.json['replyToId']]).toEqual([201, first.json['id']])
    expect((await client.get(`${thread}/replies/${reply.json['id']}`)).json['id']).toBe(reply.json['id'])
    const { json } = await client.get(`${list}?$top=1&$expand=replies`)
    expect(json['value']?.[0]).toMatchObject({ id: first.json['id'], replies: [{ id: reply.json['id'] }] })
    expect((await client.post(list, { body: {} })).status).toBe(400)
  })
})

describe('chats', () => {
  it('are listed with the latest first, members and preview on demand', async () => {
    const client = fresh()
    const path =
      '/me/chats?$expand=members,lastMessagePreview&$orderby=lastMessagePreview/createdDateTime desc'
    const rows = await client.all(`${path}&$top=3`)
    expect(rows.length).toBeGreaterThan(4)
    const times = rows.map((row) => row['lastMessagePreview']?.['createdDateTime'] as string)
    expect(times).toEqual(times.toSorted().toReversed())
    expect(rows[0]?.['members']?.map((row) => row['userId'])).toContain(client.tenant.me.id)
    expect((await client.get('/chats?$orderby=topic')).status).toBe(400)
    expect((await client.all("/chats?$filter=chatType eq 'group'")).length).toBeLessThan(rows.length)
  })

  it('have messages sorted downwards, filtered by the property that they are sorted by', async () => {
    const client = fresh()
    const list = `/chats/${(await client.all('/chats'))[0]?.['id']}/messages`
    const all = await client.all(list)
    const middle = all[Math.floor(all.length / 2)]?.['lastModifiedDateTime']
    const order = '$orderby=lastModifiedDateTime desc'
    const later = await client.all(`${list}?${order}&$filter=lastModifiedDateTime gt ${middle}`)
    expect(later).toHaveLength(Math.floor(all.length / 2))
    const ignored = await client.all(`${list}?$filter=lastModifiedDateTime gt ${middle}`)
    expect(ignored).toHaveLength(all.length)
    expect((await client.get(`${list}?$orderby=createdDateTime asc`)).status).toBe(400)
    expect((await client.get(`${list}?$top=51`)).status).toBe(400)
  })

  it('take messages, which all members read and others do not', async () => {
    const client = fresh()
    const { tenant } = client
    const [chat] = await client.all("/chats?$filter=chatType eq 'oneOnOne'")
    const path = `/chats/${chat?.['id']}`
    const sent = await client.post(`${path}/messages`, { body: { content: 'Coffee?' } })
    expect([sent.status, sent.json]).toMatchObject([201, { chatId: chat?.['id'], channelIdentity: null }])
    const inside = (await client.all(`${path}/members`)).map((row) => row['userId'] as string)
    const as = (user: string): GraphClient => clientOf(tenant, tenant.token({ user }))
    const other = inside.find((id) => id !== tenant.me.id) ?? ''
    const { json } = await as(other).get(`${path}/messages/${sent.json['id']}`)
    expect(json['body']).toEqual({ contentType: 'text', content: 'Coffee?' })
    const outsider = tenant.users.find(({ id }) => !inside.includes(id))?.id ?? ''
    expect((await as(outsider).get(path)).status).toBe(403)
  })

  it('are created once for two people, and as often as wished for a group', async () => {
    const client = fresh()
    const [me, other] = [
      client.tenant.me.id,
      client.tenant.users.find(({ id }) => id !== client.tenant.me.id)?.id,
    ]
    const members = [me, other].map((id) => ({
      roles: ['owner'],
      'user@odata.bind': `${root}/users('${id}')`,
    }))
    const group = { chatType: 'group', topic: 'Lunch', members }
    const made = await client.post('/chats', group)
    expect([made.status, made.json]).toMatchObject([201, { chatType: 'group', topic: 'Lunch' }])
    expect((await client.post('/chats', group)).json['id']).not.toBe(made.json['id'])
    const pair = await client.post('/chats', { chatType: 'oneOnOne', members })
    expect((await client.post('/chats', { chatType: 'oneOnOne', members })).json['id']).toBe(pair.json['id'])
    for (const body of [{}, { ...group, members: members.slice(1) }, { ...group, chatType: 'oneOnOne' }])
      expect((await client.post('/chats', body)).status).toBe(400)
  })

  it('of an app are those of a user it names', async () => {
    const { tenant } = fresh()
    const app = clientOf(tenant, tenant.token({ roles: ['Chat.Read.All', 'Teamwork.Migrate.All'] }))
    expect((await app.get('/chats')).status).toBe(412)
    const [chat] = await app.all(`/users/${tenant.me.id}/chats`)
    expect((await app.get(`/users/${tenant.me.id}/chats/${chat?.['id']}/messages`)).status).toBe(200)
    const posted = await app.post(`/chats/${chat?.['id']}/messages`, { body: { content: 'x' } })
    expect(posted.status).toBe(501)
  })
})
