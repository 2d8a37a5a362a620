import { describe, expect, it } from 'vitest'
import { as, bound, fresh, generalChannel, inPath, newTeam, others, root } from './team-client.ts'

describe('private channels', () => {
  it('have people of their own, and show themselves to nobody else', async () => {
    const client = fresh()
    const team = await newTeam(client)
    const [a, b, c] = others(client)
    await client.post(`${team}/members/add`, { values: [bound(a), bound(b)] })
    const made = await client.post(`${team}/channels`, {
      '@odata.type': '#Microsoft.Graph.channel',
      membershipType: 'private',
      displayName: 'My First Private Channel',
      description: 'This is my first private channels',
      members: [bound(client.tenant.me.id, 'owner')],
    })
    expect([made.status, made.json]).toMatchObject([
      201,
      {
        '@odata.context': `${root}/$metadata#teams('${team.split('/')[2]}')/channels/$entity`,
        isFavoriteByDefault: null,
        email: '',
        membershipType: 'private',
      },
    ])
    const channel = `${team}/channels/${made.json['id']}`
    const theirs = as(client, a ?? '')
    expect((await theirs.all(`${team}/channels`)).map((row) => row['id'])).not.toContain(made.json['id'])
    expect((await theirs.get(`${channel}/messages`)).status).toBe(403)
    const added = await client.post(`${channel}/members`, bound(a))
    expect([added.status, added.json]).toMatchObject([201, { userId: a, roles: [] }])
    expect(String(added.json['@odata.context'])).toMatch(
      /\/members\/microsoft\.graph\.aadUserConversationMember\/\$entity$/,
    )
    expect((await theirs.get(`${channel}/messages`)).status).toBe(200)
    const path = `${channel}/members/${inPath(added.json)}`
    expect((await client.patch(path, { roles: ['owner'] })).json['roles']).toEqual(['owner'])
    expect((await client.delete(path)).status).toBe(204)
    expect(await client.all(`${channel}/members`)).toHaveLength(1)
    expect((await client.post(`${channel}/members`, bound(c))).status).toBe(400)
    expect((await client.patch(channel, { membershipType: 'standard' })).status).toBe(400)
  })

  it('are the only ones, with shared ones, whose people can be changed', async () => {
    const client = fresh()
    const [other] = others(client)
    expect((await client.post(`${await generalChannel(client)}/members`, bound(other))).status).toBe(400)
  })
})

describe('shared channels', () => {
  it('are made in the background, and take people who are not in the team', async () => {
    const client = fresh()
    const team = await newTeam(client)
    const [other] = others(client)
    const { status, headers } = await client.post(`${team}/channels`, {
      displayName: 'Together',
      membershipType: 'shared',
      members: [bound(client.tenant.me.id, 'owner'), bound(other)],
    })
    expect(status).toBe(202)
    expect((await client.get(headers.get('location') ?? '')).json).toMatchObject({
      operationType: 'createChannel',
      status: 'succeeded',
    })
    const [, channel] = await client.all(`${team}/channels`)
    const path = `${team}/channels/${channel?.['id']}`
    const theirs = as(client, other ?? '')
    expect((await theirs.get(`${path}/messages`)).status).toBe(200)
    expect((await theirs.get(`${team}/channels`)).status).toBe(403)
    const associated = await theirs.all('/me/teamwork/associatedTeams')
    expect(associated.map((row) => row['id'])).toContain(team.split('/')[2])
    const access = await client.get(`${path}/doesUserHaveAccess(userId='${other}')`)
    expect(access.json['value']).toBe(true)
    expect((await client.all(`${path}/sharedWithTeams`))[0]).toMatchObject({
      '@odata.type': '#microsoft.graph.sharedWithChannelTeamInfo',
      id: team.split('/')[2],
      isHostTeam: true,
    })
    expect(await client.all(`${path}/allMembers`)).toHaveLength(2)
  })

  it('come from other teams, too', async () => {
    const client = fresh()
    const teams = await client.all('/me/joinedTeams')
    const incoming = await Promise.all(teams.map(({ id }) => client.all(`/teams/${id}/incomingChannels`)))
    const [shared] = incoming.flat()
    expect(shared).toMatchObject({ membershipType: 'shared' })
    expect(String(shared?.['@odata.id'])).toMatch(/\/tenants\/[^/]+\/teams\/[^/]+\/channels\/19:/)
    const at = incoming.findIndex((rows) => rows.length > 0)
    const all = await client.all(`/teams/${teams[at]?.['id']}/allChannels?$filter=membershipType eq 'shared'`)
    expect(all.map((row) => row['id'])).toContain(shared?.['id'])
  })
})

describe('channels', () => {
  it('are archived by themselves', async () => {
    const client = fresh()
    const channel = await generalChannel(client)
    const { status, headers } = await client.post(`${channel}/archive`)
    expect(status).toBe(202)
    client.tenant.clock.advance(20_000)
    expect((await client.get(headers.get('location') ?? '')).json['status']).toBe('succeeded')
    expect((await client.get(channel)).json['isArchived']).toBe(true)
    expect((await client.post(`${channel}/messages`, { body: { content: 'A' } })).status).toBe(403)
  })

  it('get an address when somebody asks for one', async () => {
    const client = fresh()
    const channel = await generalChannel(client)
    const { status, json } = await client.post(`${channel}/provisionEmail`)
    expect([status, json['@odata.type']]).toEqual([200, '#microsoft.graph.provisionChannelEmailResult'])
    expect((await client.get(channel)).json['email']).toBe(json['email'])
    expect((await client.post(`${channel}/removeEmail`)).status).toBe(204)
    expect((await client.get(channel)).json['email']).toBe('')
  })

  it('keep their files in a folder of the team’s library', async () => {
    const client = fresh()
    const channel = await generalChannel(client)
    const { status, json } = await client.get(`${channel}/filesFolder`)
    expect([status, json]).toMatchObject([
      200,
      { name: 'General', parentReference: { driveType: 'documentLibrary' } },
    ])
    expect(String(json['@odata.context'])).toMatch(/\/filesFolder\/\$entity$/)
    const group = channel.split('/')[2]
    const again = await client.get(`/groups/${group}/drive/root:/General`)
    expect(again.json['id']).toBe(json['id'])
  })

  it('have tabs, which are pinned, changed and taken off', async () => {
    const client = fresh()
    const tabs = `${await generalChannel(client)}/tabs`
    const configuration = {
      entityId: '2DCA2E6C7A10415CAF6B8AB6661B3154',
      contentUrl: 'https://www.contoso.com/Orders/2DCA2E6C7A10415CAF6B8AB6661B3154/tabView',
      websiteUrl: 'https://www.contoso.com/Orders/2DCA2E6C7A10415CAF6B8AB6661B3154',
      removeUrl: 'https://www.contoso.com/Orders/2DCA2E6C7A10415CAF6B8AB6661B3154/uninstallTab',
    }
    const made = await client.post(tabs, {
      displayName: 'My Contoso Tab',
      'teamsApp@odata.bind': `${root}/appCatalogs/teamsApps/06805b9e-77e3-4b93-ac81-525eb87513b8`,
      configuration,
    })
    expect([made.status, made.json]).toMatchObject([201, { displayName: 'My Contoso Tab', configuration }])
    const path = `${tabs}/${made.json['id']}`
    expect((await client.patch(path, { displayName: 'Orders' })).json['displayName']).toBe('Orders')
    const filter = "$expand=teamsApp&$filter=teamsApp/id eq '06805b9e-77e3-4b93-ac81-525eb87513b8'"
    const found = await client.get(`${tabs}?${filter}`)
    expect(found.json).toMatchObject({ '@odata.count': 1, value: [{ displayName: 'Orders' }] })
    expect(String(found.json['@odata.context'])).toMatch(/thread\.tacv2'\)\/tabs\(teamsApp\(\)\)$/)
    expect((await client.delete(path)).status).toBe(204)
    expect((await client.get(path)).status).toBe(404)
  })
})
