import { describe, expect, it } from 'vitest'
import { clientOf, smallTenant } from '../graph-client.ts'

const client = clientOf(smallTenant())
const base = 'https://graph.microsoft.com/v1.0'
const messages = '/admin/serviceAnnouncement/messages'

describe('announcements', () => {
  it('are read, archived and favoured by each reader alone', async () => {
    const marked = await client.post(`${messages}/markRead`, { messageIds: ['MC1201544'] })
    expect([marked.status, marked.json['value']]).toEqual([200, true])
    await client.post(`${messages}/favorite`, { messageIds: ['MC1201544'] })
    expect((await client.get(`${messages}/MC1201544`)).json['viewPoint']).toEqual({
      isRead: true,
      isArchived: false,
      isFavorited: true,
    })
    const other = client.tenant.users.find(({ id }) => id !== client.tenant.me.id)
    const reader = clientOf(client.tenant, client.tenant.token({ user: other?.id ?? '' }))
    expect((await reader.get(`${messages}/MC1201544`)).json['viewPoint']?.['isRead']).toBe(false)
    const app = clientOf(client.tenant, client.tenant.token({ roles: ['ServiceMessage.Read.All'] }))
    expect((await app.get(`${messages}/MC1201544`)).json['viewPoint']).toBeNull()
    const unknown = await client.post(`${messages}/archive`, { messageIds: ['MC1', 'MC1201544'] })
    expect(unknown.json['value']).toBe(false)
  })

  it('bring files, singly and in an archive', async () => {
    const list = await client.get(`${messages}/MC1198210/attachments`)
    expect(list.json['@odata.context']).toBe(
      `${base}/$metadata#admin/serviceAnnouncement/messages('MC1198210')/attachments`,
    )
    const [file] = list.json['value'] ?? []
    const content = await client.get(`${messages}/MC1198210/attachments/${file?.['id']}/content`)
    expect(content.text).toContain('Calibration Archive')
    const archive = await client.get(`${messages}/MC1198210/attachmentsArchive`)
    expect(archive.text.slice(0, 2)).toBe('PK')
    expect((await client.get(`${messages}/MC1201544/attachments`)).json['value']).toEqual([])
  })
})

describe('the health of services', () => {
  it('lists the issues of one service', async () => {
    const path = '/admin/serviceAnnouncement/healthOverviews/Exchange Online/issues'
    const rows = await client.all(path)
    expect(rows.map((row) => row['service'])).toEqual(['Exchange Online'])
  })

  it('has a report for an issue whose review is published, and for no other', async () => {
    const reviewed = await client.get('/admin/serviceAnnouncement/issues/SP1179010/incidentReport')
    expect([reviewed.status, reviewed.headers.get('content-type')]).toEqual([200, 'application/octet-stream'])
    expect((await client.get('/admin/serviceAnnouncement/issues/EX1184207/incidentReport')).status).toBe(404)
  })
})

describe('message traces', () => {
  it('tell the steps of a message on its way to one recipient', async () => {
    const path = '/admin/exchange/tracing/messageTraces'
    const [trace] = await client.all(path)
    const call = `getDetailsByRecipient(recipientAddress='${trace?.['recipientAddress']}')`
    const { status, json } = await client.get(`${path}/${trace?.['id']}/${call}`)
    expect(status).toBe(200)
    expect(json['@odata.context']).toBe(
      `${base}/$metadata#Collection(microsoft.graph.exchangeMessageTraceDetail)`,
    )
    expect(json['value']?.[0]).toMatchObject({ id: trace?.['id'], event: 'Receive', action: '' })
    const nobody = `getDetailsByRecipient(recipientAddress='nobody@nowhere.example')`
    expect((await client.get(`${path}/${trace?.['id']}/${nobody}`)).status).toBe(404)
  })
})

describe('domains', () => {
  it('have the records that prove them and that bring their mail', async () => {
    const proofs = await client.all('/domains/solvang.example/verificationDnsRecords')
    expect(proofs.map((row) => row['recordType'])).toEqual(['Txt', 'Mx'])
    const { json } = await client.get('/domains/solvang.example/serviceConfigurationRecords')
    expect(json['value']?.[0]).toMatchObject({
      '@odata.type': '#microsoft.graph.domainDnsMxRecord',
      isOptional: false,
      label: 'solvang.example',
      supportedService: 'Email',
      ttl: 3600,
      mailExchange: 'solvang-example.mail.protection.outlook.com',
    })
  })

  it('know what is named after them', async () => {
    const names = await client.all('/domains/solvang.example/domainNameReferences')
    expect(names.map((row) => row['id'])).toContain(client.tenant.me.id)
  })
})

describe('provisioning', () => {
  it('is logged with its steps, and filtered by its own comparisons', async () => {
    const { json } = await client.get('/auditLogs/provisioning')
    expect(json['@odata.context']).toBe(`${base}/$metadata#auditLogs/provisioning`)
    expect(json['value']).toHaveLength(6)
    const failed = await client.all(
      "/auditLogs/provisioning?$filter=provisioningStatusInfo/status eq 'failure'",
    )
    expect(failed).toHaveLength(1)
    expect((await client.get("/auditLogs/provisioning?$filter=startswith(jobId,'c')")).status).toBe(400)
  })
})

describe('the audit log', () => {
  it('tells what was done to groups', async () => {
    const { json } = await client.post('/groups', {
      displayName: 'Audited',
      mailNickname: 'audited',
      mailEnabled: false,
      securityEnabled: true,
    })
    const reference = { '@odata.id': `${base}/directoryObjects/${client.tenant.me.id}` }
    await client.post(`/groups/${json['id']}/members/$ref`, reference)
    await client.delete(`/groups/${json['id']}`)
    const rows = await client.all("/auditLogs/directoryAudits?$filter=category eq 'GroupManagement'")
    expect(rows.map((row) => row['activityDisplayName'])).toEqual([
      'Delete group',
      'Add member to group',
      'Add group',
    ])
    expect(rows[0]?.['targetResources']?.[0]).toMatchObject({
      id: json['id'],
      displayName: 'Audited',
      type: 'Group',
      userPrincipalName: null,
      groupType: 'azureAD',
    })
  })
})
