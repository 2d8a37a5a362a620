import { describe, expect, it } from 'vitest'
import { clientOf, smallTenant, testNow } from '../graph-client.ts'

const eventual = { consistencylevel: 'eventual' }

describe('the company', () => {
  it('has a name, its products and a verified domain', async () => {
    const client = clientOf(smallTenant())
    const [organization] = await client.all('/organization')
    expect(organization).toMatchObject({
      id: client.tenant.id,
      displayName: 'Solvang Instruments',
      verifiedDomains: [{ name: 'solvang.example', isDefault: true }],
    })
    expect((await client.get(`/organization/${client.tenant.id}`)).status).toBe(200)
    const domain = await client.get('/domains/solvang.example')
    expect(domain.json).toMatchObject({ isVerified: true, authenticationType: 'Managed' })
    expect((await client.get('/domains/elsewhere.example')).json['error']).toMatchObject({
      code: 'Request_ResourceNotFound',
    })
  })
})

describe('roles', () => {
  it('are found by id and by template, with their members', async () => {
    const client = clientOf(smallTenant())
    const { me } = client.tenant
    const template = '62e90394-69f5-4237-9190-012177145e10'
    const byTemplate = await client.get(`/directoryRoles(roleTemplateId='${template}')`)
    expect(byTemplate.json['displayName']).toBe('Global Administrator')
    const members = await client.all(`/directoryRoles/${byTemplate.json['id']}/members`)
    expect(members).toMatchObject([{ '@odata.type': '#microsoft.graph.user', id: me.id }])
    const expanded = await client.get(`/directoryRoles/${byTemplate.json['id']}?$expand=members`)
    expect(expanded.json['members']).toHaveLength(1)
  })

  it('are assigned, as role management tells it', async () => {
    const client = clientOf(smallTenant())
    const path = `/roleManagement/directory/roleAssignments?$filter=principalId eq '${client.tenant.me.id}'&$expand=roleDefinition`
    const [assignment] = await client.all(path)
    expect(assignment?.['roleDefinition']).toMatchObject({
      displayName: 'Global Administrator',
      isBuiltIn: true,
    })
  })
})

describe('apps', () => {
  it('are found by their app id, registered or only signing in', async () => {
    const client = clientOf(smallTenant())
    const graph = await client.get("/servicePrincipals(appId='00000003-0000-0000-c000-000000000000')")
    expect(graph.json['displayName']).toBe('Microsoft Graph')
    const [app] = await client.all('/applications')
    expect((await client.get(`/applications/${app?.['id']}`)).json['appId']).toBe(app?.['appId'])
  })

  it('take advanced queries with the header and the count only (Graph rule 8)', async () => {
    const client = clientOf(smallTenant())
    const path = "/applications?$filter=endswith(displayName,'Desk')"
    expect((await client.get(path)).json['error']).toMatchObject({ code: 'Request_UnsupportedQuery' })
    expect((await client.get(`${path}&$count=true`, eventual)).json['@odata.count']).toBe(1)
  })
})

describe('audit logs', () => {
  it('tell what was done through Graph, by whom, the latest first', async () => {
    const client = clientOf(smallTenant())
    const { me } = client.tenant
    await client.post('/me/revokeSignInSessions')
    const [latest, ...before] = await client.all('/auditLogs/directoryAudits')
    expect(latest).toMatchObject({
      activityDisplayName: 'Update StsRefreshTokenValidFrom',
      initiatedBy: { user: { id: me.id } },
      targetResources: [{ userPrincipalName: me.userPrincipalName }],
      activityDateTime: '2026-11-18T10:00:00Z',
    })
    expect(before.length).toBeGreaterThan(20)
    const filter =
      "activityDisplayName eq 'Update StsRefreshTokenValidFrom' and activityDateTime ge 2026-11-18T00:00:00Z"
    expect(await client.all(`/auditLogs/directoryAudits?$filter=${filter}`)).toHaveLength(1)
    expect((await client.get(`/auditLogs/directoryAudits/${latest?.['id']}`)).status).toBe(200)
  })

  it('tell who signed in, and filter by person, time and outcome', async () => {
    const client = clientOf(smallTenant({ people: 20 }))
    const { me } = client.tenant
    expect(await client.all('/auditLogs/signIns')).toHaveLength(160)
    expect(await client.all(`/auditLogs/signIns?$filter=userId eq '${me.id}'`)).toHaveLength(8)
    const failed = await client.all('/auditLogs/signIns?$filter=status/errorCode eq 50126')
    expect(failed.length).toBeGreaterThan(0)
    expect(failed.length).toBeLessThan(40)
    const week = await client.all('/auditLogs/signIns?$filter=createdDateTime ge 2026-11-11T10:00:00Z&$top=5')
    expect(week.every((row) => String(row['createdDateTime']) >= '2026-11-11T10:00:00Z')).toBe(true)
    const odd = await client.get("/auditLogs/signIns?$filter=contains(userDisplayName,'a')")
    expect(odd.status).toBe(400)
  })
})

describe('service announcements', () => {
  it('say which service is degraded, and why', async () => {
    const client = clientOf(smallTenant())
    const path =
      "/admin/serviceAnnouncement/healthOverviews?$filter=status ne 'serviceOperational'&$expand=issues"
    const [degraded] = await client.all(path)
    expect(degraded).toMatchObject({ service: 'Exchange Online', status: 'serviceDegradation' })
    expect(degraded?.['issues']?.[0]).toMatchObject({ isResolved: false })
    const suite = await client.get('/admin/serviceAnnouncement/healthOverviews/Microsoft%20365%20suite')
    expect(suite.json['id']).toBe('OSDPPlatform')
    expect(await client.all('/admin/serviceAnnouncement/issues?$filter=isResolved eq true')).toHaveLength(2)
    expect(await client.all('/admin/serviceAnnouncement/messages')).toHaveLength(3)
  })
})

describe('message traces', () => {
  const path = '/admin/exchange/tracing/messageTraces'
  const iso = (days: number): string => new Date(testNow - days * 86_400_000).toISOString().slice(0, 19)
  const between = (from: number, to: number): string =>
    `receivedDateTime ge ${iso(from)}Z and receivedDateTime le ${iso(to)}Z`

  it('are of the last 48 hours unless a filter names a period', async () => {
    const client = clientOf(smallTenant())
    const latest = await client.all(path)
    expect(latest.length).toBeGreaterThan(0)
    expect(latest.every((row) => String(row['receivedDateTime']) >= iso(2))).toBe(true)
    const longer = await client.all(`${path}?$filter=${between(10, 0)}`)
    expect(longer.length).toBeGreaterThan(latest.length)
    const { json } = await client.get(`${path}?$filter=${between(10, 0)}&$top=3`)
    expect(json['value']).toHaveLength(3)
    expect(json['@odata.nextLink']).toContain('$skiptoken')
  })

  it('are found by recipient and by words of the subject', async () => {
    const client = clientOf(smallTenant())
    const { mail } = client.tenant.me
    const rows = await client.all(`${path}?$filter=${between(10, 0)} and recipientAddress eq '${mail}'`)
    expect(new Set(rows.map((row) => row['recipientAddress']))).toEqual(new Set([mail]))
    const word = String(rows[0]?.['subject']).split(' ')[0]?.replaceAll("'", "''")
    expect(await client.all(`${path}?$filter=${between(10, 0)} and contains(subject,'${word}')`)).not.toEqual(
      [],
    )
  })

  it('tell of a message that was sent just now, once for each recipient', async () => {
    const client = clientOf(smallTenant())
    const other = client.tenant.users.find(({ id }) => id !== client.tenant.me.id)
    const recipients = [other?.mail, 'pavel@fabrikam.example']
    await client.post('/me/sendMail', {
      message: {
        subject: 'Traced',
        toRecipients: recipients.map((address) => ({ emailAddress: { address } })),
      },
    })
    client.tenant.clock.advance(2000)
    const rows = await client.all(`${path}?$filter=contains(subject,'Traced')`)
    expect(rows.map((row) => row['recipientAddress']).toSorted()).toEqual(recipients.toSorted())
    expect(new Set(rows.map((row) => row['id'])).size).toBe(1)
  })

  it.each([
    ['longer than 10 days', `$filter=${between(11, 0)}`],
    ['that began more than 90 days ago', `$filter=${between(91, 85)}`],
    ['that ends in the future', `$filter=${between(1, -1)}`],
    ['with one bound', `$filter=receivedDateTime ge ${iso(1)}Z`],
    ['with a foreign comparison', "$filter=startswith(senderAddress,'a')"],
    ['with an order', '$orderby=receivedDateTime'],
    ['with too large a page', '$top=5001'],
  ])('refuse a query %s', async (_name, query) => {
    expect((await clientOf(smallTenant()).get(`${path}?${query}`)).status).toBe(400)
  })
})

describe('reports', () => {
  const report = "https://graph.microsoft.com/v1.0/reports/getMailboxUsageDetail(period='D7')"

  it('answer with the address of a CSV file that needs no token, for some minutes (Graph rule 41)', async () => {
    const { tenant } = clientOf(smallTenant())
    const headers = { authorization: `Bearer ${tenant.token()}` }
    const answer = await tenant.fetch(report, { headers, redirect: 'manual' })
    expect(answer.status).toBe(302)
    const location = answer.headers.get('location') ?? ''
    expect(location).toMatch(/^https:\/\/reports\.office\.com\/data\/download\//)
    const lines = (await (await tenant.fetch(location)).text()).split('\r\n')
    expect(lines[0]).toMatch(/^Report Refresh Date,User Principal Name,Display Name,Is Deleted/)
    expect(lines).toHaveLength(8)
    expect(lines[1]).toMatch(/^2026-11-16,/)
    tenant.clock.advance(6 * 60_000)
    expect((await tenant.fetch(location)).status).toBe(401)
  })

  it('are followed by fetch, and spared when nothing has changed', async () => {
    const { tenant } = clientOf(smallTenant())
    const headers = { authorization: `Bearer ${tenant.token()}` }
    expect(await (await tenant.fetch(report, { headers })).text()).toContain(',Report Period')
    const first = await tenant.fetch(report, { headers, redirect: 'manual' })
    const etag = first.headers.get('etag') ?? ''
    const again = await tenant.fetch(report, { headers: { ...headers, 'if-none-match': etag } })
    expect(again.status).toBe(304)
  })

  it.each(['getEmailActivityUserDetail', 'getOneDriveUsageAccountDetail'])(
    '%s has a row for each person',
    async (name) => {
      const client = clientOf(smallTenant())
      const { text } = await client.get(`/reports/${name}(period='D30')`)
      expect(text.trim().split('\r\n')).toHaveLength(7)
      expect(text).toContain(client.tenant.me.userPrincipalName)
    },
  )

  it('refuse other periods, and need their permission', async () => {
    const client = clientOf(smallTenant())
    expect((await client.get("/reports/getMailboxUsageDetail(period='D60')")).status).toBe(400)
    const reader = clientOf(client.tenant, client.tenant.token({ scopes: ['User.Read.All'] }))
    expect((await reader.get("/reports/getMailboxUsageDetail(period='D7')")).status).toBe(403)
  })
})
