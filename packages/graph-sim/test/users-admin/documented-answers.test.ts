import { describe, expect, it } from 'vitest'
import { clientOf, smallTenant } from '../graph-client.ts'

const tenant = smallTenant()
const client = clientOf(tenant)

describe('users', () => {
  it('come with all that the directory keeps of them when a licence was assigned', async () => {
    const { json: skus } = await client.get('/subscribedSkus')
    const { status, json } = await client.post('/me/assignLicense', {
      addLicenses: [{ disabledPlans: [], skuId: skus['value']?.[1]?.['skuId'] }],
      removeLicenses: [],
    })
    expect(status).toBe(200)
    expect(json).toMatchObject({ id: tenant.me.id, accountEnabled: true })
    for (const name of ['assignedLicenses', 'assignedPlans', 'businessPhones', 'city', 'companyName'])
      expect(json).toHaveProperty(name)
    expect(json).not.toHaveProperty('aboutMe')
  })

  it('come with their ids when it is asked when they signed in', async () => {
    const { json } = await client.get('/users?$select=displayName,userPrincipalName,signInActivity')
    expect(json['@odata.context']).toMatch(/#users\(displayName,userPrincipalName,signInActivity\)$/)
    expect(Object.keys(json['value']?.[0] ?? {}).toSorted()).toEqual([
      'displayName',
      'id',
      'signInActivity',
      'userPrincipalName',
    ])
  })

  it('have no custom security attributes, and cannot be given any', async () => {
    const { status, json } = await client.get('/me?$select=customSecurityAttributes')
    expect(status).toBe(200)
    expect(json['customSecurityAttributes']).toBeNull()
    expect((await client.patch('/me', { customSecurityAttributes: {} })).status).toBe(501)
  })

  it('with identities of their own may have simple passwords', async () => {
    const { status, json } = await client.post('/users', {
      displayName: 'John Smith',
      identities: [{ signInType: 'userName', issuer: tenant.domain, issuerAssignedId: 'johnsmith' }],
      passwordProfile: { password: 'password-value', forceChangePasswordNextSignIn: false },
      passwordPolicies: 'DisablePasswordExpiration',
    })
    expect(status).toBe(201)
    expect(json['passwordPolicies']).toBe('DisablePasswordExpiration')
  })
})

describe('the organization', () => {
  it('has a quota, plans that are provisioned, and members that nobody has set', async () => {
    const { json } = await client.get('/organization')
    const organization = json['value']?.[0]
    expect(organization).toMatchObject({
      directorySizeQuota: { total: 50_000 },
      isMultipleDataLocationsForServicesEnabled: null,
      partnerTenantType: null,
      privacyProfile: null,
    })
    expect(organization?.['provisionedPlans']?.[0]).toMatchObject({ provisioningStatus: 'Success' })
    expect((await client.get('/domains')).json['value']?.[0]).toHaveProperty('state', null)
  })
})
