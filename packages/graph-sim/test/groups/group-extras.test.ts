import { describe, expect, it } from 'vitest'
import { clientOf, type Json, smallTenant } from '../graph-client.ts'

const client = clientOf(smallTenant({ people: 12 }))
const { me, clock } = client.tenant
const base = 'https://graph.microsoft.com/v1.0'

async function unified(displayName: string, more = {}): Promise<Json> {
  const { json } = await client.post('/groups', {
    displayName,
    mailNickname: displayName.toLowerCase().replaceAll(' ', '-'),
    mailEnabled: true,
    securityEnabled: false,
    groupTypes: ['Unified'],
    ...more,
  })
  return json
}

describe('deleted groups', () => {
  it('come back for 30 days when they are Microsoft 365 groups', async () => {
    const group = await unified('Short lived')
    expect((await client.delete(`/groups/${group['id']}`)).status).toBe(204)
    expect((await client.get(`/groups/${group['id']}`)).status).toBe(404)
    const listed = await client.get(
      '/directory/deletedItems/microsoft.graph.group?$select=id,deletedDateTime',
    )
    expect(listed.json['@odata.context']).toBe(`${base}/$metadata#groups(id,deletedDateTime)`)
    expect(listed.json['value']).toEqual([{ id: group['id'], deletedDateTime: '2026-11-18T10:00:00Z' }])
    const { status, json } = await client.post(`/directory/deletedItems/${group['id']}/restore`)
    expect(status).toBe(200)
    expect(json).toMatchObject({
      '@odata.context': `${base}/$metadata#directoryObjects/$entity`,
      '@odata.type': '#microsoft.graph.group',
      id: group['id'],
      groupTypes: ['Unified'],
    })
    expect((await client.get(`/groups/${group['id']}`)).json['deletedDateTime']).toBeNull()
  })

  it('are gone when they are security groups', async () => {
    const body = { displayName: 'Gone', mailNickname: 'gone', mailEnabled: false, securityEnabled: true }
    const { json } = await client.post('/groups', body)
    await client.delete(`/groups/${json['id']}`)
    expect((await client.get(`/directory/deletedItems/${json['id']}`)).status).toBe(404)
  })
})

describe('what Exchange keeps of a group', () => {
  it('is changed in a request of its own, which answers 200', async () => {
    const { id } = await unified('Kept by Exchange')
    expect((await client.patch(`/groups/${id}`, { allowExternalSenders: true })).status).toBe(200)
    const { json } = await client.get(`/groups/${id}?$select=allowExternalSenders,unseenCount`)
    expect(json).toMatchObject({ allowExternalSenders: true, unseenCount: 0 })
    const mixed = await client.patch(`/groups/${id}`, { allowExternalSenders: true, displayName: 'X' })
    expect([mixed.status, mixed.json['error']?.['code']]).toEqual([400, 'Request_BadRequest'])
  })

  it('says for each user whether the mail is subscribed to', async () => {
    const { id } = await unified('Followed')
    expect((await client.post(`/groups/${id}/subscribeByMail`)).status).toBe(200)
    expect((await client.get(`/groups/${id}?$select=isSubscribedByMail`)).json['isSubscribedByMail']).toBe(
      true,
    )
    const minimal = await client.post(`/groups/${id}/unsubscribeByMail`, undefined, {
      prefer: 'return=minimal',
    })
    expect(minimal.status).toBe(204)
  })

  it('takes nobody both as an accepted and as a rejected sender', async () => {
    const { id } = await unified('Choosy')
    const reference = { '@odata.id': `${base}/users/${me.id}` }
    expect((await client.post(`/groups/${id}/acceptedSenders/$ref`, reference)).status).toBe(204)
    expect((await client.post(`/groups/${id}/rejectedSenders/$ref`, reference)).status).toBe(400)
    expect((await client.all(`/groups/${id}/acceptedSenders`)).map((row) => row['id'])).toEqual([me.id])
    const path = `/groups/${id}/acceptedSenders/$ref?$id=${base}/users/${me.id}`
    expect((await client.delete(path)).status).toBe(204)
    expect(await client.all(`/groups/${id}/acceptedSenders`)).toEqual([])
  })
})

describe('settings for groups', () => {
  it('are made of a template: the answer holds what was set, later the rest as well', async () => {
    const templateId = '62375ab9-6b52-47ed-826b-58e47e0e304b'
    const values = [{ name: 'EnableMIPLabels', value: 'true' }]
    const { status, json } = await client.post('/groupSettings', { templateId, values })
    expect(status).toBe(201)
    expect(json).toEqual({
      '@odata.context': `${base}/$metadata#groupSettings/$entity`,
      id: json['id'],
      displayName: null,
      templateId,
      values,
    })
    const read = await client.get(`/groupSettings/${json['id']}`)
    expect(read.json['displayName']).toBe('Group.Unified')
    expect(read.json['values']).toContainEqual({ name: 'AllowToAddGuests', value: 'true' })
    expect((await client.post('/groupSettings', { templateId, values })).status).toBe(400)
    const { id } = await unified('With guests')
    expect((await client.post(`/groups/${id}/settings`, { templateId, values })).status).toBe(400)
  })

  it('say when groups expire, and renewing moves that', async () => {
    const { id } = await unified('Expiring')
    const policy = {
      groupLifetimeInDays: 100,
      managedGroupTypes: 'Selected',
      alternateNotificationEmails: 'a@b.example',
    }
    const { status, json } = await client.post('/groupLifecyclePolicies', policy)
    expect([status, json]).toMatchObject([201, policy])
    const path = `/groupLifecyclePolicies/${json['id']}`
    const added = await client.post(`${path}/addGroup`, { groupId: id })
    expect(added.json).toEqual({ '@odata.context': `${base}/$metadata#Edm.Boolean`, value: true })
    expect((await client.post(`${path}/addGroup`, { groupId: id })).json['value']).toBe(false)
    const expiry = async () => (await client.get(`/groups/${id}`)).json['expirationDateTime']
    expect(await expiry()).toBe('2027-02-26T10:00:00Z')
    clock.advance(600_000)
    expect((await client.post(`/groups/${id}/renew`)).status).toBe(204)
    expect(await expiry()).toBe('2027-02-26T10:10:00Z')
    expect((await client.all(`/groups/${id}/groupLifecyclePolicies`)).length).toBe(1)
  })
})

describe('licences of groups', () => {
  it('reach their members; 202 with the group and where it is', async () => {
    const { id } = await unified('Analysts', { 'members@odata.bind': [`${base}/users/${me.id}`] })
    const skuId = 'f8a1db68-be16-40ed-86d5-cb42ce701560'
    const { status, headers, json } = await client.post(`/groups/${id}/assignLicense`, {
      addLicenses: [{ skuId, disabledPlans: [] }],
      removeLicenses: [],
    })
    expect([status, json['id']]).toEqual([202, id])
    expect(headers.get('location')).toContain(`/directoryObjects/${id}/Microsoft.DirectoryServices.Group`)
    const user = await client.get('/me?$select=assignedLicenses')
    expect(user.json['assignedLicenses']?.map((each) => each['skuId'])).toContain(skuId)
  })
})

describe('conversations', () => {
  it('begin with a thread and a post, and are answered in the thread', async () => {
    const { id } = await unified('Talkative')
    const { status, json } = await client.post(`/groups/${id}/conversations`, {
      topic: 'Rest',
      threads: [{ posts: [{ body: { contentType: 'html', content: '<p>Rest and recharge</p>' } }] }],
    })
    expect(status).toBe(201)
    expect(json['@odata.context']).toBe(`${base}/$metadata#groups('${id}')/conversations/$entity`)
    const thread = encodeURIComponent(json['threads']?.[0]?.['id'] ?? '')
    const reply = { post: { body: { contentType: 'text', content: 'Gladly' } } }
    expect((await client.post(`/groups/${id}/threads/${thread}/reply`, reply)).status).toBe(202)
    const posts = await client.get(`/groups/${id}/threads/${thread}/posts`)
    expect(posts.json['@odata.context']).toBe(`${base}/$metadata#groups('${id}')/threads('${thread}')/posts`)
    expect(posts.json['value']?.map((post) => post['from']?.['emailAddress']?.['address'])).toEqual([
      me.mail,
      me.mail,
    ])
    const conversation = encodeURIComponent(json['id'] ?? '')
    const read = await client.get(`/groups/${id}/conversations/${conversation}`)
    expect(read.json).toMatchObject({ topic: 'Rest', preview: 'Gladly', uniqueSenders: [me.displayName] })
    const post = posts.json['value']?.[1]?.['id'] ?? ''
    const forward = { comment: 'Look', toRecipients: [{ emailAddress: { address: me.mail } }] }
    const path = `/groups/${id}/conversations/${conversation}/threads/${thread}/posts/${encodeURIComponent(post)}`
    expect((await client.post(`${path}/forward`, forward)).status).toBe(202)
    expect((await client.patch(`/groups/${id}/threads/${thread}`, { isLocked: true })).status).toBe(204)
    expect((await client.get(`/groups/${id}/threads/${thread}`)).json['isLocked']).toBe(true)
    expect((await client.delete(`/groups/${id}/threads/${thread}`)).status).toBe(204)
    expect((await client.get(`/groups/${id}/conversations/${conversation}`)).status).toBe(404)
  })

  it('are there from the beginning, the latest first', async () => {
    const [group] = await client.all("/groups?$filter=mailNickname eq 'allcompany'")
    const rows = await client.all(`/groups/${group?.['id']}/conversations`)
    expect(rows).toHaveLength(3)
    const times = rows.map((row) => row['lastDeliveredDateTime'] as string)
    expect(times).toEqual(times.toSorted().toReversed())
  })

  it('have no writers that are apps', async () => {
    const app = clientOf(client.tenant, client.tenant.token({ roles: ['Group.ReadWrite.All'] }))
    const [group] = await client.all("/groups?$filter=mailNickname eq 'allcompany'")
    expect((await app.post(`/groups/${group?.['id']}/threads`, { topic: 'X', posts: [{}] })).status).toBe(403)
  })
})

describe('delta of groups', () => {
  it('lists members at first, and then who came and went', async () => {
    const { id } = await unified('Tracked', { 'members@odata.bind': [`${base}/users/${me.id}`] })
    const first = await client.get('/groups/delta')
    const row = first.json['value']?.find((each) => each['id'] === id)
    expect(row?.['members@delta']).toEqual([{ '@odata.type': '#microsoft.graph.user', id: me.id }])
    await client.delete(`/groups/${id}/members/${me.id}/$ref`)
    const second = await client.get(first.json['@odata.deltaLink'] ?? '')
    expect(second.json['value']).toHaveLength(1)
    expect(second.json['value']?.[0]?.['members@delta']).toEqual([
      { '@odata.type': '#microsoft.graph.user', id: me.id, '@removed': { reason: 'deleted' } },
    ])
    await client.delete(`/groups/${id}`)
    const third = await client.get(second.json['@odata.deltaLink'] ?? '')
    expect(third.json['value']).toEqual([{ id, '@removed': { reason: 'changed' } }])
  })

  it('begins now with $deltatoken=latest, and leaves members out unless they are selected', async () => {
    const latest = await client.get('/groups/delta?$select=displayName&$deltatoken=latest')
    expect(latest.json['value']).toEqual([])
    const { id } = await unified('Later')
    const next = await client.get(latest.json['@odata.deltaLink'] ?? '')
    expect(next.json['value']).toEqual([{ displayName: 'Later', id }])
    expect((await client.get('/groups/delta?$top=3')).status).toBe(400)
  })
})
