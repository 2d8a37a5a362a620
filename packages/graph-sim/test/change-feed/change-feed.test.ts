import { describe, expect, it } from 'vitest'
import { stateOf } from '../../src/tenant/insides.ts'
import { clientOf, type GraphClient, smallTenant } from '../graph-client.ts'

interface Hearing {
  readonly graph: GraphClient
  /** What was told since the last call, as `change type place`. */
  heard(): readonly string[]
  stop(): void
}

function hear(): Hearing {
  const tenant = smallTenant()
  let told: string[] = []
  const stop = stateOf(tenant).changeFeed.listen((change, { type, place }) =>
    told.push(`${change} ${type} ${place.replace(/[^/]{20,}/g, '*')}`),
  )
  return {
    graph: clientOf(tenant),
    stop,
    heard() {
      const all = told
      told = []
      return all
    },
  }
}

describe('the change feed', () => {
  it('tells of messages once they are created, changed and gone', async () => {
    const { graph, heard } = hear()
    const { json } = await graph.post('/me/messages', { subject: 'Keel' })
    expect(heard()).toEqual(['created message users/*/messages'])
    await graph.patch(`/me/messages/${json['id']}`, { subject: 'Keels' })
    expect(heard()).toEqual(['updated message users/*/messages'])
    await graph.post(`/me/messages/${json['id']}/permanentDelete`)
    expect(heard()).toEqual(['deleted message users/*/messages'])
  })

  it('tells of a move as a deletion with the old id and a creation with the new one', async () => {
    const tenant = smallTenant()
    const graph = clientOf(tenant)
    const { json } = await graph.post('/me/messages', { subject: 'Keel' })
    const told: [string, string, string | undefined][] = []
    stateOf(tenant).changeFeed.listen((change, { id, immutableId }) => told.push([change, id, immutableId]))
    const moved = await graph.post(`/me/messages/${json['id']}/move`, { destinationId: 'archive' })
    expect(told.map(([change, id]) => [change, id])).toEqual([
      ['deleted', json['id']],
      ['created', moved.json['id']],
    ])
    expect(told[0]?.[2]).toBe(told[1]?.[2])
  })

  it('tells nothing of what a tenant is filled with', async () => {
    const { graph, heard } = hear()
    await graph.get('/me/messages')
    await graph.get('/me/events')
    await graph.get('/me/drive/root/children')
    await graph.get('/me/todo/lists')
    await graph.get('/me/joinedTeams')
    expect(heard()).toEqual([])
  })

  it('tells of people who come to a group and go, at the group and at its team', async () => {
    const { graph, heard } = hear()
    const user = graph.tenant.users[4]
    const { json } = await graph.get('/me/joinedTeams')
    const team = (json['value'] as unknown as { id: string }[])[0]?.id
    const reference = { '@odata.id': `https://graph.microsoft.com/v1.0/users/${user?.id}` }
    await graph.delete(`/groups/${team}/members/${user?.id}/$ref`)
    await graph.delete(`/groups/${team}/owners/${user?.id}/$ref`)
    heard()
    expect((await graph.post(`/groups/${team}/members/$ref`, reference)).status).toBe(204)
    expect(heard()).toEqual(['updated group groups', 'created aadUserConversationMember teams/*/members'])
    await graph.delete(`/groups/${team}/members/${user?.id}/$ref`)
    expect(heard()).toEqual(['deleted aadUserConversationMember teams/*/members', 'updated group groups'])
  })

  it('tells of events, contacts, files, tasks, users, groups, teams, channels and what is written in them', async () => {
    const { graph, heard } = hear()
    await graph.post('/me/events', {
      subject: 'Launch',
      start: { dateTime: '2026-11-20T10:00:00', timeZone: 'UTC' },
      end: { dateTime: '2026-11-20T11:00:00', timeZone: 'UTC' },
    })
    await graph.post('/me/contacts', { displayName: 'Tove' })
    await graph.post('/me/drive/root/children', { name: 'Charts', folder: {} })
    await graph.post('/me/todo/lists/Tasks/tasks', { title: 'Paint' })
    await graph.patch('/me', { jobTitle: 'Shipwright' })
    const team = ((await graph.get('/me/joinedTeams')).json['value'] as unknown as { id: string }[])[0]?.id
    await graph.patch(`/groups/${team}`, { description: 'Ships' })
    const channel = await graph.post(`/teams/${team}/channels`, { displayName: 'Hull' })
    const path = `/teams/${team}/channels/${channel.json['id']}/messages`
    await graph.post(path, { body: { content: 'Ahoy' } })
    expect(heard()).toEqual([
      'created event users/*/events',
      'created contact users/*/contacts',
      'created driveItem drives/*/items',
      'created todoTask users/*/todo/lists/*/tasks',
      'updated user users',
      'updated group groups',
      'created channel teams/*/channels',
      'created chatMessage teams/*/channels/*/messages',
    ])
  })

  it('tells nobody any more who has stopped listening', async () => {
    const { graph, heard, stop } = hear()
    stop()
    await graph.post('/me/messages', { subject: 'Keel' })
    expect(heard()).toEqual([])
  })
})
