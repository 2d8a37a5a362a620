import type { Group } from '@microsoft/microsoft-graph-types'
import { describe, expect, it } from 'vitest'
import { groupEntity } from '../../src/workloads/groups/group-entity.ts'
import { clientOf, type GraphClient, smallTenant } from '../graph-client.ts'

const eventual = { consistencylevel: 'eventual' }
const root = 'https://graph.microsoft.com/v1.0'
const security = { displayName: 'Divers', mailNickname: 'divers', mailEnabled: false, securityEnabled: true }
const unified = {
  displayName: 'Pilots',
  mailNickname: 'pilots',
  mailEnabled: true,
  securityEnabled: false,
  groupTypes: ['Unified'],
}

const fresh = (): GraphClient => clientOf(smallTenant())
const reference = (id: string): unknown => ({ '@odata.id': `${root}/directoryObjects/${id}` })

describe('groups', () => {
  it('are Microsoft 365 and security groups, told apart by groupTypes', async () => {
    const client = fresh()
    const found = await client.all("/groups?$filter=groupTypes/any(c:c eq 'Unified')")
    expect(found.length).toBeGreaterThan(5)
    for (const group of found) expect(group).toMatchObject({ mailEnabled: true, groupTypes: ['Unified'] })
    const others = await client.all('/groups?$filter=securityEnabled eq true&$select=groupTypes,mail')
    for (const group of others) expect(group).toEqual({ groupTypes: [], mail: null })
    const teams = await client.all("/groups?$filter=resourceProvisioningOptions/any(x:x eq 'Team')")
    expect(teams.length).toBeGreaterThan(0)
  })

  it('are paged, filtered, searched and counted as directory objects (Graph rules 8 and 9)', async () => {
    const client = fresh()
    const { json } = await client.get('/groups?$top=2&$select=id')
    expect(json['@odata.nextLink']).toMatch(/\$skiptoken=/)
    expect(
      (await client.get("/groups?$filter=startswith(displayName,'Project ')")).json['value'],
    ).toHaveLength(8)
    expect((await client.get('/groups?$search="displayName:proj"', eventual)).json['value']).toHaveLength(9)
    expect(Number((await client.get('/groups/$count', eventual)).text)).toBe(
      (await client.all('/groups')).length,
    )
  })

  it.each([
    ['/groups?$search="displayName:x"', 'only works through MSGraph'],
    ["/groups?$filter=endswith(mail,'x')", "Operator 'endsWith' is not supported"],
    ['/groups?$orderby=createdDateTime', 'Sorting not supported'],
    [
      '/groups?$filter=createdDateTime gt 2020-01-01T00:00:00Z',
      "Unsupported or invalid query filter clause specified for property 'createdDateTime' of resource 'Group'.",
    ],
    ["/me/memberOf?$filter=displayName eq 'x'", 'The specified filter to the reference property query'],
  ])('refuse the advanced query %s without its header (Graph rule 8)', async (path, message) => {
    const { status, json } = await fresh().get(path)
    expect([status, json['error']?.['code']]).toEqual([400, 'Request_UnsupportedQuery'])
    expect(json['error']?.['message']).toContain(message)
  })

  it('are created, changed and deleted', async () => {
    const client = fresh()
    const made = await client.post('/groups', unified)
    expect(made.status).toBe(201)
    expect(made.json).toMatchObject({
      '@odata.context': `${root}/$metadata#groups/$entity`,
      mail: 'pilots@solvang.example',
      visibility: 'Public',
    })
    const path = `/groups/${made.json['id']}`
    expect((await client.patch(path, { description: 'Harbour' })).status).toBe(204)
    expect((await client.get(path)).json['description']).toBe('Harbour')
    expect((await client.delete(path)).status).toBe(204)
    const gone = await client.get(path)
    expect([gone.status, gone.json['error']?.['code']]).toEqual([404, 'Request_ResourceNotFound'])
  })

  it.each([
    [
      { ...security, displayName: undefined },
      "A value is required for property 'displayName' of resource 'Group'.",
    ],
    [
      { ...security, mailEnabled: undefined },
      "A value is required for property 'mailEnabled' of resource 'Group'.",
    ],
    [{ ...security, mailEnabled: true }, 'does not currently support writes of mail-enabled groups'],
    [{ ...security, mailNickname: 'a b' }, "Invalid value specified for property 'mailNickname'"],
    [
      { ...unified, mailNickname: 'AllCompany' },
      'Another object with the same value for property mailNickname',
    ],
  ])('are not created from %j', async (body, message) => {
    const { status, json } = await fresh().post('/groups', body)
    expect([status, json['error']?.['code']]).toEqual([400, 'Request_BadRequest'])
    expect(json['error']?.['message']).toContain(message)
  })

  it('say which properties are not simulated', async () => {
    const { status, json } = await fresh().post('/groups', { ...unified, uniqueName: 'x' })
    expect([status, json['error']?.['message']]).toEqual([
      501,
      "graph-sim does not simulate the property 'uniqueName' of groups.",
    ])
  })

  it('are refused by ids that are no GUIDs', async () => {
    const { status, json } = await fresh().get('/groups/x')
    expect([status, json['error']?.['message']]).toEqual([400, "Invalid object identifier 'x'."])
  })

  it('become known to the search index after a while', async () => {
    const client = fresh()
    const path = "/groups?$filter=displayName eq 'Divers'&$count=true"
    await client.post('/groups', security)
    expect((await client.get(path)).json['value']).toHaveLength(1)
    expect((await client.get(path, eventual)).json['value']).toHaveLength(0)
    client.tenant.clock.advance(10_000)
    expect((await client.get(path, eventual)).json['value']).toHaveLength(1)
  })

  it('ask for a permission of their own', async () => {
    const tenant = smallTenant()
    const reader = clientOf(tenant, tenant.token({ scopes: ['GroupMember.Read.All'] }))
    expect((await reader.get('/groups')).status).toBe(200)
    const refused = await reader.post('/groups', security)
    expect([refused.status, refused.json['error']?.['code']]).toEqual([403, 'Authorization_RequestDenied'])
  })

  it('have no property that Microsoft’s type lacks, but those that say what it was made for', () => {
    const known: readonly (
      | keyof Group
      | 'creationOptions'
      | 'resourceBehaviorOptions'
      | 'resourceProvisioningOptions'
    )[] = [
      'allowExternalSenders',
      'assignedLabels',
      'assignedLicenses',
      'autoSubscribeNewMembers',
      'creationOptions',
      'hasMembersWithLicenseErrors',
      'hideFromAddressLists',
      'hideFromOutlookClients',
      'isArchived',
      'isManagementRestricted',
      'isSubscribedByMail',
      'licenseProcessingState',
      'resourceBehaviorOptions',
      'serviceProvisioningErrors',
      'uniqueName',
      'unseenCount',
      'classification',
      'createdDateTime',
      'deletedDateTime',
      'description',
      'displayName',
      'expirationDateTime',
      'groupTypes',
      'id',
      'isAssignableToRole',
      'mail',
      'mailEnabled',
      'mailNickname',
      'membershipRule',
      'membershipRuleProcessingState',
      'onPremisesDomainName',
      'onPremisesLastSyncDateTime',
      'onPremisesNetBiosName',
      'onPremisesProvisioningErrors',
      'onPremisesSamAccountName',
      'onPremisesSecurityIdentifier',
      'onPremisesSyncEnabled',
      'preferredDataLocation',
      'preferredLanguage',
      'proxyAddresses',
      'renewedDateTime',
      'resourceProvisioningOptions',
      'securityEnabled',
      'securityIdentifier',
      'theme',
      'visibility',
    ]
    expect(Object.keys(groupEntity.properties).toSorted()).toEqual(known.toSorted())
  })
})

describe('members and owners', () => {
  it('are added and taken out by reference', async () => {
    const client = fresh()
    const { me, users } = client.tenant
    const other = users.find(({ id }) => id !== me.id)?.id ?? ''
    const { json } = await client.post('/groups', {
      ...security,
      'members@odata.bind': [`${root}/users/${me.id}`],
      'owners@odata.bind': [`${root}/users('${other}')`],
    })
    const path = `/groups/${json['id']}`
    expect((await client.post(`${path}/members/$ref`, reference(other))).status).toBe(204)
    const members = await client.get(`${path}/members`)
    expect(members.json['@odata.context']).toBe(`${root}/$metadata#directoryObjects`)
    expect(members.json['value']?.map((row) => row['id'])).toEqual([me.id, other])
    expect(members.json['value']?.[0]).toMatchObject({
      '@odata.type': '#microsoft.graph.user',
      mail: me.mail,
    })
    expect((await client.delete(`${path}/members/${me.id}/$ref`)).status).toBe(204)
    expect((await client.delete(`${path}/members/${me.id}/$ref`)).status).toBe(404)
    expect((await client.all(`${path}/owners?$select=id`)).map((row) => row['id'])).toEqual([other])
    const expanded = await client.get(`${path}?$expand=members($select=id)&$select=id`)
    expect(expanded.json['members']?.map((row) => row['id'])).toEqual([other])
  })

  it('are bound by a change of the group, all or none', async () => {
    const client = fresh()
    const { me, users } = client.tenant
    const other = users.find(({ id }) => id !== me.id)?.id ?? ''
    const { json } = await client.post('/groups', security)
    const path = `/groups/${json['id']}`
    const bind = (...ids: string[]): unknown => ids.map((id) => `${root}/directoryObjects/${id}`)
    expect((await client.patch(path, { 'members@odata.bind': bind(me.id) })).status).toBe(204)
    const refused = await client.patch(path, { description: 'x', 'members@odata.bind': bind(other, me.id) })
    expect(refused.status).toBe(400)
    expect((await client.get(path)).json['description']).toBeNull()
    const people = await client.get(`${path}/members/microsoft.graph.user?$select=id`)
    expect(people.json).toEqual({
      '@odata.context': `${root}/$metadata#users(id)`,
      value: [{ id: me.id }],
    })
  })

  it('cost more than other directory objects (Graph rule 28)', async () => {
    const client = fresh()
    const { json } = await client.post('/groups', security)
    const units = async (list: string) =>
      (await client.get(`/groups/${json['id']}/${list}`)).headers.get('x-ms-resource-unit')
    expect([await units('members'), await units('transitiveMembers'), await units('owners')]).toEqual([
      '3',
      '5',
      '1',
    ])
  })

  it('cannot be added twice, and must exist', async () => {
    const client = fresh()
    const { json } = await client.post('/groups', security)
    const path = `/groups/${json['id']}`
    const twice = await client.post(`${path}/owners/$ref`, reference(client.tenant.me.id))
    expect([twice.status, twice.json['error']?.['message']]).toEqual([
      400,
      "One or more added object references already exist for the following modified properties: 'owners'.",
    ])
    const unknown = await client.post(
      `${path}/members/$ref`,
      reference('00000000-0000-4000-8000-000000000000'),
    )
    expect([unknown.status, unknown.json['error']?.['code']]).toEqual([404, 'Request_ResourceNotFound'])
    expect((await client.post(`${path}/members/$ref`, {})).status).toBe(400)
  })

  it('of a Microsoft 365 group keep one owner', async () => {
    const client = fresh()
    const { json } = await client.post('/groups', unified)
    const { status, json: refused } = await client.delete(
      `/groups/${json['id']}/owners/${client.tenant.me.id}/$ref`,
    )
    expect([status, refused['error']?.['message']]).toEqual([
      400,
      'The group must have at least one owner, hence this owner cannot be removed.',
    ])
  })

  it('of nested groups are members of the outer one, transitively', async () => {
    const client = fresh()
    const [inner, outer] = await Promise.all([
      client.post('/groups', security),
      client.post('/groups', { ...security, mailNickname: 'outer', displayName: 'Outer' }),
    ])
    const { me } = client.tenant
    await client.post(`/groups/${inner.json['id']}/members/$ref`, reference(me.id))
    await client.post(`/groups/${outer.json['id']}/members/$ref`, reference(inner.json['id'] as string))
    const path = `/groups/${outer.json['id']}`
    expect((await client.all(`${path}/members`)).map((row) => row['@odata.type'])).toEqual([
      '#microsoft.graph.group',
    ])
    expect((await client.all(`${path}/transitiveMembers`)).map((row) => row['id'])).toContain(me.id)
    expect((await client.get(`${path}/transitiveMembers/$count`, eventual)).text).toBe('2')
    const names = async (list: string) => (await client.all(`/me/${list}`)).map((row) => row['displayName'])
    expect(await names('memberOf')).not.toContain('Outer')
    expect(await names('transitiveMemberOf')).toContain('Outer')
    expect((await client.all(`/groups/${inner.json['id']}/memberOf`)).map((row) => row['id'])).toEqual([
      outer.json['id'],
    ])
    const ids = [outer.json['id'], '00000000-0000-4000-8000-000000000000']
    const checked = await client.post('/me/checkMemberGroups', { groupIds: ids })
    expect(checked.json).toEqual({
      '@odata.context': `${root}/$metadata#Collection(Edm.String)`,
      value: [outer.json['id']],
    })
    const secured = await client.post('/me/getMemberGroups', { securityEnabledOnly: true })
    expect(secured.json['value']).toContain(outer.json['id'])
    const all = await client.post('/me/getMemberGroups', { securityEnabledOnly: false })
    expect(all.json['value']?.length).toBeGreaterThan(secured.json['value']?.length ?? 0)
    expect((await client.get('/me/memberOf/microsoft.graph.group')).json['@odata.context']).toBe(
      `${root}/$metadata#groups`,
    )
  })
})
