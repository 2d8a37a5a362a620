import { describe, expect, it } from 'vitest'
import { clientOf, type GraphClient, type Json } from '../graph-client.ts'
import { request, type Subscriber, subscriber } from './subscriber.ts'

const hour = 3_600_000

/** What an app is told of a resource when `act` is done. */
async function toldOf(
  hook: Subscriber,
  wishes: { resource: string; changeType: string; roles?: string[] },
  act: (graph: GraphClient) => Promise<unknown>,
): Promise<readonly Json[]> {
  const { tenant } = hook.graph
  const client =
    wishes.roles === undefined ? hook.graph : clientOf(tenant, tenant.token({ roles: wishes.roles }))
  const expirationDateTime = new Date(tenant.clock.now() + hour).toISOString()
  const { changeType, resource } = wishes
  const body = request(tenant.clock.now(), hook.listener.url, resource, { changeType, expirationDateTime })
  const { status, json, text } = await client.post('/subscriptions', body)
  expect([status, text]).toEqual([201, expect.anything()])
  await act(hook.graph)
  await hook.later(1_000)
  await client.delete(`/subscriptions/${json['id']}`)
  return hook.listener.notifications().filter((each) => each['subscriptionId'] === json['id'])
}

async function firstTeam(graph: GraphClient): Promise<string> {
  return (await graph.get('/me/joinedTeams')).json['value']?.[0]?.['id'] as string
}

describe('notifications of', () => {
  it('events and contacts name them as Outlook does', async () => {
    await using hook = await subscriber()
    const { me } = hook.graph.tenant
    const [event] = await toldOf(hook, { resource: 'me/events', changeType: 'created' }, (graph) =>
      graph.post('/me/events', {
        subject: 'Launch',
        start: { dateTime: '2026-11-20T10:00:00', timeZone: 'UTC' },
        end: { dateTime: '2026-11-20T11:00:00', timeZone: 'UTC' },
      }),
    )
    expect(event?.['resource']).toMatch(new RegExp(`^Users/${me.id}/Events/`))
    expect(event?.['resourceData']?.['@odata.type']).toBe('#Microsoft.Graph.Event')
    const [contact] = await toldOf(
      hook,
      { resource: `users/${me.id}/contacts`, changeType: 'created' },
      (graph) => graph.post('/me/contacts', { displayName: 'Tove' }),
    )
    expect(contact?.['resource']).toMatch(new RegExp(`^Users/${me.id}/Contacts/`))
    expect(contact?.['resourceData']?.['@odata.type']).toBe('#Microsoft.Graph.Contact')
  })

  it('tasks name the list that they are in', async () => {
    await using hook = await subscriber()
    const resource = 'me/todo/lists/Tasks/tasks'
    const [task] = await toldOf(hook, { resource, changeType: 'created' }, (graph) =>
      graph.post('/me/todo/lists/Tasks/tasks', { title: 'Paint' }),
    )
    expect(task?.['resource']).toMatch(/^users\/[^/]+\/todo\/lists\/[^/]+\/tasks\/[^/]+$/)
    expect(task?.['resourceData']?.['@odata.type']).toBe('#Microsoft.Graph.TodoTask')
  })

  it('a drive tell that something in it has changed, once, and not what', async () => {
    await using hook = await subscriber()
    const told = await toldOf(hook, { resource: 'me/drive/root', changeType: 'updated' }, (graph) =>
      graph.post('/me/drive/root/children', { name: 'Charts', folder: {} }),
    )
    expect(told).toHaveLength(1)
    expect(told[0]).toMatchObject({ changeType: 'updated', resource: 'me/drive/root' })
    expect(told[0]?.['resourceData']).toEqual({ '@odata.type': '#Microsoft.Graph.DriveItem' })
  })

  it('users tell of creation and deletion as updates, and of the end as deleted', async () => {
    await using hook = await subscriber()
    const { domain } = hook.graph.tenant
    const resource = 'users'
    let id = ''
    const told = await toldOf(hook, { resource, changeType: 'updated,deleted' }, async (graph) => {
      const made = await graph.post('/users', {
        accountEnabled: true,
        displayName: 'Nia Holm',
        mailNickname: 'nia',
        userPrincipalName: `nia@${domain}`,
        passwordProfile: { password: 'xWwvJ]6NMw+bWH-d' },
      })
      id = made.json['id'] as string
      await hook.later(10_000)
      await graph.patch(`/users/${id}`, { jobTitle: 'Shipwright' })
      await graph.delete(`/users/${id}`)
      await graph.delete(`/directory/deletedItems/${id}`)
    })
    expect(told.map((each) => each['changeType'])).toEqual(['updated', 'updated', 'updated', 'deleted'])
    expect(told[0]).toMatchObject({
      resource: `Users/${id}`,
      resourceData: {
        '@odata.type': '#Microsoft.Graph.User',
        '@odata.id': `Users/${id}`,
        id,
        organizationId: hook.graph.tenant.id,
      },
    })
  })

  it('groups say who has come and gone', async () => {
    await using hook = await subscriber()
    const group = await hook.graph.post('/groups', {
      displayName: 'Crew',
      mailNickname: 'crew',
      mailEnabled: false,
      securityEnabled: true,
    })
    const user = hook.graph.tenant.users[2]
    const path = `/groups/${group.json['id']}`
    const told = await toldOf(hook, { resource: path, changeType: 'updated' }, async (graph) => {
      const reference = { '@odata.id': `https://graph.microsoft.com/v1.0/users/${user?.id}` }
      await graph.post(`${path}/members/$ref`, reference)
      await graph.delete(`${path}/members/${user?.id}/$ref`)
    })
    expect(told.map((each) => each['resourceData']?.['members@delta'])).toEqual([
      [{ id: user?.id }],
      [{ id: user?.id, '@removed': 'deleted' }],
    ])
    const [member] = await toldOf(
      hook,
      { resource: `${path}/members`, changeType: 'updated' },
      async (graph) => {
        await graph.patch(path, { description: 'Ships' })
        await graph.post(`${path}/members/$ref`, {
          '@odata.id': `https://graph.microsoft.com/v1.0/users/${user?.id}`,
        })
      },
    )
    expect(member?.['resourceData']?.['members@delta']).toEqual([{ id: user?.id }])
  })

  it('conversations of a group tell of new ones and of posts in them', async () => {
    await using hook = await subscriber()
    const group = await firstTeam(hook.graph)
    const post = { body: { contentType: 'text', content: 'Who has the charts?' } }
    const told = await toldOf(
      hook,
      { resource: `groups/${group}/conversations`, changeType: 'created,updated' },
      async (graph) => {
        const body = { topic: 'Charts', threads: [{ posts: [post] }] }
        const { status, json } = await graph.post(`/groups/${group}/conversations`, body)
        expect(status).toBe(201)
        const path = `/groups/${group}/conversations/${json['id']}/threads`
        const thread = (await graph.get(path)).json['value']?.[0]?.['id']
        expect((await graph.post(`${path}/${thread}/reply`, { post })).status).toBe(202)
      },
    )
    expect(told.map((each) => each['changeType'])).toEqual(['created', 'updated'])
    expect(told[0]?.['resource']).toMatch(new RegExp(`^Groups/${group}/Conversations/`))
  })

  it('channels, members and messages of a team name them with brackets', async () => {
    await using hook = await subscriber()
    const team = await firstTeam(hook.graph)
    const [channel] = await toldOf(
      hook,
      { resource: `/teams/${team}/channels`, changeType: 'created' },
      (graph) => graph.post(`/teams/${team}/channels`, { displayName: 'Hull' }),
    )
    const id = channel?.['resourceData']?.['id']
    expect(channel).toMatchObject({
      resource: `teams('${team}')/channels('${id}')`,
      resourceData: {
        '@odata.type': '#Microsoft.Graph.Channel',
        '@odata.id': `teams('${team}')/channels('${id}')`,
      },
    })
    const resource = `/teams/${team}/channels/${id}/messages`
    const [message] = await toldOf(hook, { resource, changeType: 'created' }, (graph) =>
      graph.post(resource, { body: { content: 'Ahoy' } }),
    )
    expect(message?.['resource']).toBe(
      `teams('${team}')/channels('${id}')/messages('${message?.['resourceData']?.['id']}')`,
    )
  })

  it('messages of chats come to the app that reads all of them, and by a word in them', async () => {
    await using hook = await subscriber()
    const chat = (await hook.graph.get('/me/chats')).json['value']?.[0]?.['id']
    const say = (graph: GraphClient) =>
      graph.post(`/chats/${chat}/messages`, { body: { content: 'Hello there' } })
    const roles = ['Chat.Read.All']
    const [one] = await toldOf(hook, { resource: 'chats/getAllMessages', changeType: 'created', roles }, say)
    expect(one?.['resource']).toMatch(/^chats\('.+'\)\/messages\('\d+'\)$/)
    const word = (search: string) => `/chats/${chat}/messages?$search=${search}`
    const found = await toldOf(hook, { resource: word('hello'), changeType: 'created' }, say)
    expect(found).toHaveLength(1)
    expect(await toldOf(hook, { resource: word('goodbye'), changeType: 'created' }, say)).toEqual([])
  })

  it('messages that mention somebody come when they do', async () => {
    await using hook = await subscriber()
    const chat = (await hook.graph.get('/me/chats')).json['value']?.[0]?.['id']
    const { me } = hook.graph.tenant
    const resource = `/chats/${chat}/messages?$filter=mentions/any(u: u/mentioned/user/id eq '${me.id}')`
    const told = await toldOf(hook, { resource, changeType: 'created' }, async (graph) => {
      await graph.post(`/chats/${chat}/messages`, { body: { content: 'Hello' } })
      await graph.post(`/chats/${chat}/messages`, {
        body: { contentType: 'html', content: '<at id="0">Me</at>' },
        mentions: [
          { id: 0, mentionText: 'Me', mentioned: { user: { id: me.id, displayName: me.displayName } } },
        ],
      })
    })
    expect(told).toHaveLength(1)
  })
})

describe('a $filter', () => {
  it('makes coming of what begins to match it, and going of what ceases to', async () => {
    await using hook = await subscriber()
    const { json } = await hook.graph.post('/me/mailFolders/inbox/messages', {
      subject: 'Keel',
      isRead: false,
    })
    const path = `/me/messages/${json['id']}`
    const resource = "me/mailFolders('inbox')/messages?$filter=isRead eq false"
    const told = await toldOf(hook, { resource, changeType: 'created,updated,deleted' }, async (graph) => {
      await graph.patch(path, { categories: ['Red'] })
      await graph.patch(path, { isRead: true })
      await graph.patch(path, { categories: [] })
      await graph.patch(path, { isRead: false })
    })
    expect(told.map((each) => each['changeType'])).toEqual(['updated', 'deleted', 'created'])
  })

  it('is refused when it cannot be read', async () => {
    await using hook = await subscriber()
    expect((await hook.subscribe('me/messages?$filter=isRead eq')).status).toBe(400)
    expect((await hook.subscribe('me/messages?$filter=bananas eq 1')).status).toBe(400)
  })
})
