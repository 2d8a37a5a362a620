import { describe, expect, it } from 'vitest'
import { usualDelays } from '../../src/tenant/delays.ts'
import { clientOf, type Json, smallTenant } from '../graph-client.ts'

const e3 = '05e9a617-0261-4cee-bb44-138d3ef5d965'
const exchange = '4b9405b0-7788-4568-add1-99614e613b69'

async function withNewcomer(changes: object = {}) {
  const client = clientOf(smallTenant())
  const made = await client.post('/users', {
    accountEnabled: true,
    displayName: 'Ingrid Moe',
    mailNickname: 'ingrid.moe',
    userPrincipalName: 'ingrid.moe@solvang.example',
    usageLocation: 'NO',
    passwordProfile: { password: 'Tide-gauge-42' },
    ...changes,
  })
  client.tenant.clock.advance(usualDelays.users)
  return { client, path: `/users/${made.json['id']}` }
}

const adding = (skuId: string) => ({ addLicenses: [{ skuId, disabledPlans: [] }], removeLicenses: [] })

describe('licences', () => {
  it('are counted by product', async () => {
    const client = clientOf(smallTenant())
    const skus = await client.all('/subscribedSkus')
    expect(skus[0]).toMatchObject({
      skuPartNumber: 'SPE_E3',
      consumedUnits: 6,
      prepaidUnits: { enabled: 11 },
      capabilityStatus: 'Enabled',
    })
    expect((await client.get(`/subscribedSkus/${skus[1]?.['id']}`)).json['skuId']).toBe(exchange)
  })

  it('open a mailbox', async () => {
    const { client, path } = await withNewcomer()
    expect((await client.get(`${path}/messages`)).status).toBe(404)
    const assigned = await client.post(`${path}/assignLicense`, adding(exchange))
    expect(assigned.status).toBe(200)
    expect(assigned.json).toMatchObject({ mail: 'ingrid.moe@solvang.example' })
    const { tenant } = client
    tenant.share({ mailbox: 'ingrid.moe@solvang.example', with: tenant.me.id, access: 'fullAccess' })
    expect((await client.get(`${path}/messages`)).json['value']).toEqual([])
    const details = await client.all(`${path}/licenseDetails`)
    expect(details).toMatchObject([{ skuId: exchange, skuPartNumber: 'EXCHANGESTANDARD' }])
    const selected = await client.get(`${path}?$select=assignedLicenses`)
    expect(selected.json['assignedLicenses']).toEqual([{ skuId: exchange, disabledPlans: [] }])
  })

  it('are found on people by a filter over their SKUs', async () => {
    const client = clientOf(smallTenant())
    const found = await client.all(`/users?$filter=assignedLicenses/any(x:x/skuId eq ${e3})`)
    expect(found).toHaveLength(6)
  })

  it('need a place where they are used (Graph rule 38)', async () => {
    const { client, path } = await withNewcomer({ usageLocation: undefined })
    const { status, json } = await client.post(`${path}/assignLicense`, adding(e3))
    expect(status).toBe(400)
    expect((json['error'] as Json)['message']).toBe(
      'License assignment cannot be done for user with invalid usage location.',
    )
  })

  it('are refused when the company has none, or none left', async () => {
    const { client, path } = await withNewcomer()
    const unknown = '11111111-2222-4333-8444-555555555555'
    const refused = await client.post(`${path}/assignLicense`, adding(unknown))
    expect(refused.json['error']).toMatchObject({
      message: `License ${unknown} does not correspond to a valid company License.`,
    })
    const [a, b, c, d] = client.tenant.users
    const answers = []
    for (const user of [a, b, c, d])
      answers.push(await client.post(`/users/${user?.id}/assignLicense`, adding(exchange)))
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 400])
  })

  it('are taken away again, and cannot be taken twice', async () => {
    const client = clientOf(smallTenant())
    const body = { addLicenses: [], removeLicenses: [e3] }
    expect((await client.post('/me/assignLicense', body)).status).toBe(200)
    expect(await client.all('/me/licenseDetails')).toEqual([])
    expect((await client.post('/me/assignLicense', body)).status).toBe(400)
  })
})

describe('pictures of people', () => {
  it('are JPEGs in several sizes, and some people have none', async () => {
    const client = clientOf(smallTenant({ people: 20 }))
    const answers = await Promise.all(client.tenant.users.map(({ id }) => client.get(`/users/${id}/photo`)))
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200, 404]))
    const [owner] = client.tenant.users.filter((_, i) => answers[i]?.status === 200)
    const sizes = await client.all(`/users/${owner?.id}/photos`)
    expect(sizes.map((size) => size['id'])).toContain('48x48')
    const picture = await client.get(`/users/${owner?.id}/photos/48x48/$value`)
    expect(picture.headers.get('content-type')).toBe('image/jpeg')
    expect((await client.get(`/users/${owner?.id}/photos/50x50`)).json['error']).toMatchObject({
      code: 'ImageNotFound',
    })
  })

  it('are replaced by an upload, byte for byte, and deleted', async () => {
    const { tenant } = clientOf(smallTenant())
    const client = clientOf(tenant)
    const png = Buffer.concat([
      Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex'),
      Buffer.from([0, 0, 0, 32, 0, 0, 0, 32, 8, 2, 0, 0, 0]),
    ])
    const put = await client.put('/me/photo/$value', png, { 'content-type': 'image/png' })
    expect(put.status).toBe(200)
    expect((await client.get('/me/photo')).json).toMatchObject({
      width: 32,
      '@odata.mediaContentType': 'image/png',
    })
    const response = await tenant.fetch('https://graph.microsoft.com/v1.0/me/photo/$value', {
      headers: { authorization: `Bearer ${tenant.token()}` },
    })
    expect(Buffer.from(await response.arrayBuffer()).equals(png)).toBe(true)
    expect((await client.delete('/me/photo/$value')).status).toBe(204)
    expect((await client.get('/me/photo')).status).toBe(404)
    const text = await client.put('/me/photo/$value', 'no picture', { 'content-type': 'image/png' })
    expect(text.status).toBe(400)
  })
})
