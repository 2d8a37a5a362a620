import { describe, expect, it } from 'vitest'
import { as, asApp, bound, firstTeam, fresh, inPath, newTeam, others, root } from './team-client.ts'

describe('the list of all teams', () => {
  it('fills in few properties, counts each page and takes filters', async () => {
    const client = fresh()
    const { json } = await client.get('/teams?$top=2')
    expect(json).toMatchObject({ '@odata.context': `${root}/$metadata#teams`, '@odata.count': 2 })
    expect(json['value']?.[0]).toMatchObject({ webUrl: null, isArchived: null, visibility: null })
    const name = String(json['value']?.[0]?.['displayName'])
    const found = await client.all(`/teams?$filter=displayName eq '${name}'&$select=id,description`)
    expect(found.map((row) => Object.keys(row))).toEqual([['id', 'description']])
    const begun = await client.all(`/teams?$filter=startswith(displayName, '${name.slice(0, 3)}')`)
    expect(begun.length).toBeGreaterThan(0)
  })
})

describe('teams', () => {
  it('are changed with 204, setting by setting', async () => {
    const client = fresh()
    const team = await newTeam(client)
    const change = {
      displayName: 'Harbour pilots',
      memberSettings: { allowDeleteChannels: false },
      funSettings: { giphyContentRating: 'strict' },
    }
    expect((await client.patch(team, change)).status).toBe(204)
    expect((await client.get(team)).json).toMatchObject({
      displayName: 'Harbour pilots',
      memberSettings: { allowDeleteChannels: false, allowAddRemoveApps: true },
      funSettings: { giphyContentRating: 'strict', allowGiphy: true },
      summary: { ownersCount: 1, membersCount: 0, guestsCount: 0 },
    })
    const [, , id] = team.split('/')
    expect((await client.get(`/groups/${id}`)).json['displayName']).toBe('Harbour pilots')
  })

  it('are archived and brought back in the background, and closed to writers in between', async () => {
    const client = fresh()
    const team = await newTeam(client)
    const started = await client.post(`${team}/archive`, { shouldSetSpoSiteReadOnlyForMembers: true })
    expect([started.status, started.text, started.headers.get('content-type')]).toEqual([
      202,
      '',
      'text/plain',
    ])
    const operation = started.headers.get('location') ?? ''
    expect(operation).toMatch(/^\/teams\('[0-9a-f-]{36}'\)\/operations\('[0-9a-f-]{36}'\)$/)
    expect((await client.get(team)).json['isArchived']).toBe(false)
    expect((await client.get(operation)).json['status']).toBe('notStarted')
    client.tenant.clock.advance(20_000)
    expect((await client.get(operation)).json).toMatchObject({
      operationType: 'archiveTeam',
      status: 'succeeded',
    })
    const channel = `${team}/channels/${(await client.get(`${team}/primaryChannel`)).json['id']}`
    expect((await client.get(channel)).json['isArchived']).toBe(true)
    expect((await client.post(`${channel}/messages`, { body: { content: 'A' } })).status).toBe(403)
    expect((await client.patch(team, { displayName: 'B' })).status).toBe(403)
    const blocked = await client.post(`${channel}/archive`)
    expect([blocked.status, blocked.json['error']?.['message']]).toEqual([
      400,
      `Team has to be active, for channel to be archived or unarchived: ${channel.split('/').at(-1)}`,
    ])
    expect((await client.post(`${team}/unarchive`)).status).toBe(202)
    client.tenant.clock.advance(20_000)
    expect((await client.get(team)).json['isArchived']).toBe(false)
    expect((await client.post(`${channel}/messages`, { body: { content: 'A' } })).status).toBe(201)
  })

  it('are copied in the background, in the parts that are asked for', async () => {
    const client = fresh()
    const team = await newTeam(client, { channels: [{ displayName: 'Tides' }] })
    const [other] = others(client)
    await client.post(`${team}/members`, bound(other))
    const body = { displayName: 'Library Assist', partsToClone: 'apps,tabs,settings,channels,members' }
    const { status, headers } = await client.post(`${team}/clone`, { ...body, visibility: 'public' })
    expect(status).toBe(202)
    client.tenant.clock.advance(20_000)
    const operation = await client.get(headers.get('location') ?? '')
    expect(operation.json).toMatchObject({ operationType: 'cloneTeam', status: 'succeeded' })
    const copy = `/teams/${operation.json['targetResourceId']}`
    expect((await client.get(copy)).json).toMatchObject({
      displayName: 'Library Assist',
      description: 'Library Assist',
      visibility: 'public',
    })
    const channels = await client.all(`${copy}/channels`)
    expect(channels.map((row) => row['displayName'])).toEqual(['General', 'Tides'])
    expect(await client.all(`${copy}/members`)).toHaveLength(2)
    expect((await client.post(`${team}/clone`, { ...body, partsToClone: 'walls' })).status).toBe(400)
  })

  it('are made with channels, tabs, apps and settings', async () => {
    const client = fresh()
    const web = `${root}/appCatalogs/teamsApps('com.microsoft.teamspace.tab.web')`
    const configuration = { contentUrl: 'https://docs.microsoft.com/microsoftteams/microsoft-teams' }
    const team = await newTeam(client, {
      visibility: 'Private',
      channels: [
        {
          displayName: 'Training 🏋️',
          isFavoriteByDefault: true,
          tabs: [{ 'teamsApp@odata.bind': web, displayName: 'A Pinned Website', configuration }],
        },
      ],
      memberSettings: { allowDeleteChannels: false },
      funSettings: { giphyContentRating: 'Moderate' },
      discoverySettings: { showInTeamsSearchAndSuggestions: true },
      installedApps: [{ 'teamsApp@odata.bind': web }],
    })
    const [, training] = await client.all(`${team}/channels`)
    expect(training).toMatchObject({ displayName: 'Training 🏋️', isFavoriteByDefault: true })
    const tabs = `${team}/channels/${training?.['id']}/tabs?$expand=teamsApp`
    expect((await client.all(tabs))[0]).toMatchObject({
      displayName: 'A Pinned Website',
      configuration: { ...configuration, entityId: null },
      teamsApp: { id: 'com.microsoft.teamspace.tab.web', distributionMethod: 'store' },
    })
    const apps = await client.get(`${team}/installedApps?$expand=teamsAppDefinition,teamsApp`)
    expect(apps.json['@odata.context']).toMatch(/installedApps\(teamsAppDefinition\(\),teamsApp\(\)\)$/)
    expect(apps.json['value']?.map((row) => row['teamsApp']?.['id'])).toContain(
      'com.microsoft.teamspace.tab.web',
    )
    const found = await client.all(
      `${team}/installedApps?$expand=teamsApp&$filter=teamsApp/id eq 'com.microsoft.teamspace.tab.web'`,
    )
    expect(found).toHaveLength(1)
    expect((await client.get(team)).json['memberSettings']?.['allowDeleteChannels']).toBe(false)
  })

  it('of a group have from it what a request must not say', async () => {
    const client = fresh()
    const { status } = await client.post('/teams', {
      'template@odata.bind': `${root}/teamsTemplates('standard')`,
      'group@odata.bind': `${root}/groups('${client.tenant.id}')`,
      displayName: 'A',
    })
    expect(status).toBe(400)
  })

  it('are listed as deleted when their group is gone', async () => {
    const client = fresh()
    const team = await newTeam(client)
    const id = team.split('/')[2]
    await client.delete(`/groups/${id}`)
    expect((await client.get(team)).status).toBe(404)
    const { json } = await client.get('/teamwork/deletedTeams')
    expect(json['value']).toContainEqual({ '@odata.type': '#microsoft.graph.deletedTeam', id })
  })
})

describe('members of teams', () => {
  it('are found by user, name or address, with casts as Graph documents them', async () => {
    const client = fresh()
    const members = `${await firstTeam(client)}/members`
    const { id, displayName, mail } = client.tenant.me
    const cast = 'microsoft.graph.aadUserConversationMember'
    const byUser = await client.get(`${members}?$filter=(${cast}/userId eq '${id}')`)
    expect(byUser.json).toMatchObject({ '@odata.count': 1, value: [{ userId: id }] })
    const byName = `${cast}/displayName eq '${displayName}' or ${cast}/email eq '${mail}'`
    expect(await client.all(`${members}?$filter=(${byName})`)).toHaveLength(1)
  })

  it('get and lose the role of an owner, but not the last one', async () => {
    const client = fresh()
    const team = await newTeam(client)
    const [other] = others(client)
    const { json: member } = await client.post(`${team}/members`, bound(other))
    const path = `${team}/members/${inPath(member)}`
    const { status, json } = await client.patch(path, { ...bound(other, 'owner') })
    expect([status, json]).toMatchObject([
      200,
      {
        '@odata.context': `${root}/$metadata#teams('${team.split('/')[2]}')/members/microsoft.graph.aadUserConversationMember/$entity`,
        '@odata.type': '#microsoft.graph.aadUserConversationMember',
        roles: ['owner'],
      },
    ])
    expect((await client.patch(path, { roles: [] })).json['roles']).toEqual([])
    const [me] = await client.all(`${team}/members?$filter=userId eq '${client.tenant.me.id}'`)
    expect((await client.patch(`${team}/members/${inPath(me)}`, { roles: [] })).status).toBe(400)
    expect((await client.patch(path, { roles: ['king'] })).status).toBe(400)
  })

  it('come and go in bulk; what fails is said member by member', async () => {
    const client = fresh()
    const team = await newTeam(client)
    const [a, b] = others(client)
    const added = await client.post(`${team}/members/add`, { values: [bound(a), bound(b, 'owner')] })
    expect([added.status, added.json]).toMatchObject([
      200,
      {
        '@odata.context': `${root}/$metadata#Collection(microsoft.graph.aadUserConversationMemberResult)`,
        value: [
          { '@odata.type': '#microsoft.graph.aadUserConversationMemberResult', userId: a, error: null },
          { userId: b, error: null },
        ],
      },
    ])
    const nobody = '00000000-0000-4000-8000-000000000000'
    const partly = await client.post(`${team}/members/remove`, { values: [bound(nobody), bound(a)] })
    expect([partly.status, partly.json['value']]).toMatchObject([
      207,
      [
        { userId: nobody, error: { code: 'NotFound' } },
        { userId: a, error: null },
      ],
    ])
    expect(await client.all(`${team}/members`)).toHaveLength(2)
  })
})

describe('tags', () => {
  it('name some people of a team', async () => {
    const client = fresh()
    const team = await newTeam(client)
    const me = client.tenant.me.id
    const made = await client.post(`${team}/tags`, { displayName: 'Finance', members: [{ userId: me }] })
    expect([made.status, made.json]).toMatchObject([
      201,
      {
        '@odata.type': '#microsoft.graph.teamworkTag',
        teamId: team.split('/')[2],
        displayName: 'Finance',
        memberCount: 1,
        tagType: 'standard',
      },
    ])
    const path = `${team}/tags/${inPath(made.json)}`
    expect((await client.patch(path, { displayName: 'Money' })).json['displayName']).toBe('Money')
    const [other] = others(client)
    expect((await client.post(`${path}/members`, { userId: other })).status).toBe(400)
    await client.post(`${team}/members`, bound(other))
    const added = await client.post(`${path}/members`, { userId: other })
    expect([added.status, added.json]).toMatchObject([
      201,
      { '@odata.type': '#microsoft.graph.teamworkTagMember', userId: other },
    ])
    expect((await client.get(path)).json['memberCount']).toBe(2)
    expect((await client.delete(`${path}/members/${inPath(added.json)}`)).status).toBe(204)
    expect((await client.delete(path)).status).toBe(204)
    expect(await client.all(`${team}/tags`)).toEqual([])
    const long = { displayName: 'x'.repeat(41), members: [{ userId: me }] }
    expect((await client.post(`${team}/tags`, long)).status).toBe(400)
  })
})

describe('what Teams does for people only', () => {
  it('is refused to apps with 412, and the other way round', async () => {
    const client = fresh()
    const team = await firstTeam(client)
    const exported = await client.get(`${team}/channels/getAllMessages`)
    expect([exported.status, exported.json['error']]).toMatchObject([
      412,
      { code: 'PreconditionFailed', message: 'Requested API is not supported in delegated context' },
    ])
    const app = asApp(client, 'ChannelSettings.ReadWrite.All')
    const channel = (await client.get(`${team}/primaryChannel`)).json['id']
    expect((await app.post(`${team}/channels/${channel}/provisionEmail`)).status).toBe(412)
  })

  it('shows somebody the teams that he has to do with', async () => {
    const client = fresh()
    const mine = await client.get('/me/teamwork/associatedTeams')
    expect(mine.json['value']?.[0]).toMatchObject({
      '@odata.type': '#microsoft.graph.associatedTeamInfo',
      tenantId: client.tenant.id,
    })
    const [other] = others(client)
    expect((await as(client, other ?? '').get(`/users/${client.tenant.me.id}/joinedTeams`)).status).toBe(403)
  })
})
