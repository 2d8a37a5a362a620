import { describe, expect, it } from 'vitest'
import { clientOf, smallTenant } from '../graph-client.ts'

const client = clientOf(smallTenant({ people: 30 }))
const eventual = { consistencylevel: 'eventual' }
const { me } = client.tenant
const nothing = '00000000-1111-2222-3333-444444444444'

async function idsAt(path: string, headers = {}): Promise<readonly string[]> {
  return (await client.all(path, headers)).map((row) => row['id'] as string)
}

describe('directory objects', () => {
  it('are opened by id whatever they are, and say what they are', async () => {
    const [group] = await client.all('/groups?$top=1')
    const [device] = await client.all('/devices?$top=1')
    const [app] = await client.all('/applications')
    for (const [id, type] of [
      [me.id, 'user'],
      [group?.['id'], 'group'],
      [device?.['id'], 'device'],
      [app?.['id'], 'application'],
    ]) {
      const { json } = await client.get(`/directoryObjects/${id}`)
      expect(json).toMatchObject({
        '@odata.context': 'https://graph.microsoft.com/v1.0/$metadata#directoryObjects/$entity',
        '@odata.type': `#microsoft.graph.${type}`,
        id,
      })
    }
    expect((await client.get(`/directoryObjects/${nothing}`)).status).toBe(404)
  })

  it('are fetched by a list of ids, narrowed by their types; unknown ids are left out', async () => {
    const [group] = await idsAt('/groups?$top=1')
    const both = await client.post('/directoryObjects/getByIds', { ids: [me.id, group, nothing] })
    expect(both.status).toBe(200)
    expect(both.json['@odata.context']).toBe('https://graph.microsoft.com/v1.0/$metadata#directoryObjects')
    expect(both.json['value']).toHaveLength(2)
    const users = await client.post('/directoryObjects/getByIds', { ids: [me.id, group], types: ['User'] })
    expect(users.json['value']?.map((row) => row['@odata.type'])).toEqual(['#microsoft.graph.user'])
    const many = await client.post('/users/getByIds', { ids: Array.from({ length: 1001 }, () => me.id) })
    expect([many.status, many.json['error']?.['code']]).toEqual([400, 'Request_BadRequest'])
  })

  it('are asked for their groups, and for their groups, roles and units', async () => {
    const path = `/directoryObjects/${me.id}`
    const groups = await client.post(`${path}/getMemberGroups`, { securityEnabledOnly: false })
    const objects = await client.post(`${path}/getMemberObjects`, { securityEnabledOnly: false })
    expect(objects.json['@odata.context']).toBe(
      'https://graph.microsoft.com/v1.0/$metadata#Collection(Edm.String)',
    )
    const roles = await idsAt('/me/memberOf/microsoft.graph.directoryRole')
    expect(objects.json['value']).toEqual(
      expect.arrayContaining([...(groups.json['value'] as unknown as string[]), ...roles]),
    )
    const checked = await client.post('/me/checkMemberObjects', { ids: [roles[0], nothing] })
    expect(checked.json['value']).toEqual([roles[0]])
    const inGroups = await client.post('/me/checkMemberGroups', { groupIds: [roles[0]] })
    expect(inGroups.json['value']).toEqual([])
    const many = await client.post('/me/checkMemberObjects', { ids: Array.from({ length: 21 }, () => me.id) })
    expect(many.status).toBe(400)
  })

  it('validate the names of groups: 204 when free, 422 with details when taken', async () => {
    const free = { entityType: 'Group', displayName: 'Free', mailNickname: 'free-name' }
    expect((await client.post('/directoryObjects/validateProperties', free)).status).toBe(204)
    const taken = { entityType: 'Group', mailNickname: 'allcompany' }
    const { status, json } = await client.post('/directoryObjects/validateProperties', taken)
    expect([status, json['error']?.['code']]).toEqual([422, 'Request_UnprocessableEntity'])
    expect(json['error']?.['details']?.[0]?.['target']).toBe('mailNickname')
  })

  it('are cast in lists; over groups a cast is an advanced query (Graph rule 8)', async () => {
    expect((await client.get('/me/memberOf/microsoft.graph.group')).status).toBe(200)
    const counted = await client.get('/me/memberOf/microsoft.graph.group/$count', eventual)
    expect(Number(counted.text)).toBe((await idsAt('/me/memberOf/microsoft.graph.group')).length)
    const plain = await client.get('/me/transitiveMemberOf/microsoft.graph.group')
    expect([plain.status, plain.json['error']?.['code']]).toEqual([400, 'Request_UnsupportedQuery'])
    const path = '/me/transitiveMemberOf/microsoft.graph.group?$count=true'
    expect((await client.get(path, eventual)).json['@odata.count']).toBeGreaterThan(0)
  })
})

describe('what users own', () => {
  it('is groups and apps, devices apart', async () => {
    const owned = await client.all('/me/ownedObjects')
    const types = new Set(owned.map((row) => row['@odata.type']))
    expect([...types].toSorted()).toEqual([
      '#microsoft.graph.application',
      '#microsoft.graph.group',
      '#microsoft.graph.servicePrincipal',
    ])
    const [device] = await client.all('/me/ownedDevices/microsoft.graph.device')
    const owners = await idsAt(`/devices/${device?.['id']}/registeredOwners`)
    expect(owners).toEqual([me.id])
  })

  it('and make is remembered', async () => {
    const { json } = await client.post('/groups', {
      displayName: 'Made by me',
      mailNickname: 'made-by-me',
      mailEnabled: false,
      securityEnabled: true,
    })
    expect(await idsAt('/me/createdObjects')).toEqual([json['id']])
  })

  it('and lead is counted through everybody below', async () => {
    const manager = await client.get('/me/manager')
    const path = `/users/${manager.json['id']}/transitiveReports/$count`
    expect((await client.get(path)).status).toBe(400)
    expect((await client.get(path, eventual)).text).toBe('29')
    const reference = await client.get('/me/manager/$ref')
    expect(reference.json['@odata.id']).toContain(manager.json['id'])
  })
})

describe('users', () => {
  it('have their sign-in identity, and null where nothing is known', async () => {
    const select = 'displayName,postalCode,identities,onPremisesSyncEnabled,otherMails,signInActivity'
    const { json } = await client.get(`/users/${me.id}?$select=${select}`)
    expect(json).toMatchObject({
      postalCode: null,
      identities: [
        {
          signInType: 'userPrincipalName',
          issuer: 'solvang.example',
          issuerAssignedId: me.userPrincipalName,
        },
      ],
      onPremisesSyncEnabled: null,
      otherMails: [],
    })
    expect(json['signInActivity']).toHaveProperty('lastSignInDateTime')
  })

  it('are listed without what SharePoint and Exchange keep: 501, as in Graph', async () => {
    expect((await client.get('/users?$select=aboutMe')).status).toBe(501)
    const { json } = await client.get('/me?$select=aboutMe,interests,mailboxSettings')
    expect(json).toMatchObject({ aboutMe: null, interests: [], mailboxSettings: { userPurpose: 'user' } })
  })

  it.each([
    [
      `identities/any(c:c/issuerAssignedId eq '${me.userPrincipalName}' and c/issuer eq 'solvang.example')`,
      1,
    ],
    [`proxyAddresses/any(p:p eq 'SMTP:${me.userPrincipalName}')`, 1],
    ['assignedLicenses/any(l:l/skuId eq 05e9a617-0261-4cee-bb44-138d3ef5d965)', 30],
    ["assignedPlans/any(p:p/service eq 'exchange' and p/capabilityStatus eq 'Enabled')", 30],
    ["otherMails/any(m:m eq 'a@b.example')", 0],
  ])('are found by the plain filter %s', async (filter, count) => {
    expect(await idsAt(`/users?$filter=${filter}`)).toHaveLength(count)
  })

  it.each([
    ["proxyAddresses/any(p:endsWith(p,'solvang.example'))", 30],
    ['assignedLicenses/$count eq 0', 0],
    ['assignedLicenses/$count ne 0', 30],
  ])('are found by %s in an advanced query only (Graph rule 8)', async (filter, count) => {
    const plain = await client.get(`/users?$filter=${filter}`)
    expect([plain.status, plain.json['error']?.['code']]).toEqual([400, 'Request_UnsupportedQuery'])
    expect(await idsAt(`/users?$filter=${filter}&$count=true`, eventual)).toHaveLength(count)
  })

  it('cannot be filtered by what the directory keeps no index of', async () => {
    const { status, json } = await client.get("/users?$filter=aboutMe eq 'x'")
    expect([status, json['error']?.['message']]).toEqual([
      400,
      "Unsupported or invalid query filter clause specified for property 'aboutMe' of resource 'User'.",
    ])
  })
})

describe('roles', () => {
  it('are found by the id of their template in both forms', async () => {
    const template = '62e90394-69f5-4237-9190-012177145e10'
    for (const path of [`(roleTemplateId='${template}')`, `/roleTemplateId=${template}`])
      expect(await idsAt(`/directoryRoles${path}/members`)).toEqual([me.id])
  })

  it('are given and taken in one form, and seen in both', async () => {
    const roleDefinitionId = '4a5d8f65-41da-4de4-8968-e035b65339cf'
    const [other] = (await idsAt('/users?$select=id')).filter((id) => id !== me.id)
    const body = { roleDefinitionId, principalId: other, directoryScopeId: '/' }
    const { status, json } = await client.post('/roleManagement/directory/roleAssignments', body)
    expect(status).toBe(201)
    expect(json).toMatchObject({
      '@odata.context':
        'https://graph.microsoft.com/v1.0/$metadata#roleManagement/directory/roleAssignments/$entity',
      ...body,
    })
    expect((await client.post('/roleManagement/directory/roleAssignments', body)).status).toBe(400)
    const members = `/directoryRoles(roleTemplateId='${roleDefinitionId}')/members`
    expect(await idsAt(members)).toEqual([other])
    const filter = `$filter=principalId eq '${other}'&$expand=principal`
    const [row] = await client.all(`/roleManagement/directory/roleAssignments?${filter}`)
    expect(row?.['principal']).toMatchObject({ '@odata.type': '#microsoft.graph.user', id: other })
    expect((await client.delete(`${members}/${other}/$ref`)).status).toBe(204)
    expect(await idsAt(members)).toEqual([])
  })

  it('begin when they are activated by their template', async () => {
    const { status, json } = await client.post('/directoryRoles', {
      roleTemplateId: '69091246-20e8-4a56-aa4d-066075b2a7a8',
    })
    expect([status, json['displayName']]).toEqual([201, 'Teams Administrator'])
    expect((await client.post('/directoryRoles', { roleTemplateId: nothing })).status).toBe(400)
  })
})

describe('administrative units', () => {
  it('are made, filled, and seen from their members', async () => {
    const { status, json } = await client.post('/directory/administrativeUnits', {
      displayName: 'Quay',
      visibility: 'HiddenMembership',
    })
    expect(status).toBe(201)
    expect(json).toMatchObject({
      '@odata.context': 'https://graph.microsoft.com/v1.0/$metadata#administrativeUnits/$entity',
      deletedDateTime: null,
      displayName: 'Quay',
      description: null,
      visibility: 'HiddenMembership',
    })
    const path = `/directory/administrativeUnits/${json['id']}`
    const reference = { '@odata.id': `https://graph.microsoft.com/v1.0/users/${me.id}` }
    expect((await client.post(`${path}/members/$ref`, reference)).status).toBe(204)
    expect((await client.post(`${path}/members/$ref`, reference)).status).toBe(400)
    expect(await idsAt(`${path}/members/microsoft.graph.user`)).toEqual([me.id])
    expect(await idsAt('/me/memberOf/microsoft.graph.administrativeUnit')).toContain(json['id'])
    const scoped = { roleDefinitionId: '729827e3-9c14-49f7-bb1b-9608f156bbb8', principalId: me.id }
    const directoryScopeId = `/administrativeUnits/${json['id']}`
    await client.post('/roleManagement/directory/roleAssignments', { ...scoped, directoryScopeId })
    const [holder] = await client.all(`${path}/scopedRoleMembers`)
    expect(holder?.['roleMemberInfo']).toMatchObject({ id: me.id, displayName: me.displayName })
    expect((await client.patch(path, { description: 'By the water' })).status).toBe(204)
    expect((await client.delete(path)).status).toBe(204)
    expect((await client.get(path)).status).toBe(404)
  })
})

describe('apps', () => {
  it('say who owns them, what they may do and who may use them', async () => {
    const [desk] = await client.all("/servicePrincipals?$filter=displayName eq 'Harbour Desk'")
    expect(await idsAt(`/servicePrincipals(appId='${desk?.['appId']}')/owners`)).toEqual([me.id])
    const assigned = await client.all(`/servicePrincipals/${desk?.['id']}/appRoleAssignedTo`)
    expect(assigned.map((row) => row['principalType'])).toEqual(['User', 'User', 'User', 'User'])
    const [grant] = await client.all(`/servicePrincipals/${desk?.['id']}/oauth2PermissionGrants`)
    expect(grant).toMatchObject({ consentType: 'AllPrincipals', principalId: null })
    expect((await client.get(`/oauth2PermissionGrants/${grant?.['id']}`)).json['scope']).toContain(
      'Mail.Read',
    )
  })

  it('are counted by their owners in advanced queries', async () => {
    const filter = 'owners/$count eq 0 or owners/$count eq 1'
    expect(await idsAt(`/applications?$filter=${filter}&$count=true`, eventual)).toHaveLength(2)
  })
})
