import { describe, expect, it } from 'vitest'
import type { ThrottlingOptions } from '../../src/index.ts'
import { clientOf, type GraphClient, smallTenant } from '../graph-client.ts'

const statuses = async (asked: readonly Promise<{ readonly status: number }>[]): Promise<readonly number[]> =>
  (await Promise.all(asked)).map(({ status }) => status).toSorted()

describe('throttling (Graph rule 27)', () => {
  it('lets four requests of one app at one mailbox through at a time', async () => {
    const client = clientOf(smallTenant())
    const asked = Array.from({ length: 7 }, () => client.get('/me/messages?$top=1'))
    expect(await statuses(asked)).toEqual([200, 200, 200, 200, 429, 429, 429])
    const { json, headers } = (await Promise.all(asked)).find(({ status }) => status === 429) ?? {}
    expect(json?.['error']).toMatchObject({
      code: 'ApplicationThrottled',
      message: 'Application is over its MailboxConcurrency limit.',
    })
    expect(headers?.get('retry-after')).toBe('1')
    expect((await client.get('/me/messages?$top=1')).status).toBe(200)
  })

  it('counts mailboxes, apps and workloads apart', async () => {
    const tenant = smallTenant()
    const [first, second] = tenant.users
    const client = clientOf(tenant)
    const app = clientOf(tenant, tenant.token({ app: 'another' }))
    const four = (path: string, by = client) => Array.from({ length: 4 }, () => by.get(path))
    const asked = [
      ...four(`/users/${first?.id}/messages?$top=1`),
      ...four(`/users/${second?.id}/messages?$top=1`),
      ...four(`/users/${first?.id}/messages?$top=1`, app),
      ...four('/me/drive/root'),
      ...four('/me/drive/root'),
    ]
    expect(new Set(await statuses(asked))).toEqual(new Set([200]))
  })

  it('allows a number of requests in a window, throttled ones included, and says when it ends', async () => {
    const tenant = smallTenant({ throttling: { requests: 3, window: 600_000 } })
    const client = clientOf(tenant)
    for (let i = 0; i < 3; i++) expect((await client.get('/me/mailFolders/inbox')).status).toBe(200)
    tenant.clock.advance(60_000)
    const over = await client.get('/me/mailFolders/inbox')
    expect([over.status, over.headers.get('retry-after')]).toEqual([429, '540'])
    expect(over.json['error']?.['code']).toBe('ApplicationThrottled')
    tenant.clock.advance(540_000)
    expect((await client.get('/me/mailFolders/inbox')).status).toBe(200)
  })

  it('allows a number of bytes in', async () => {
    const client = clientOf(smallTenant({ throttling: { uploadBytes: 1000 } }))
    expect((await client.post('/me/messages', { subject: 'x'.repeat(600) })).status).toBe(201)
    const over = await client.post('/me/messages', { subject: 'x'.repeat(600) })
    expect(over.json['error']).toMatchObject({ message: 'Application is over its IncomingBytes limit.' })
  })

  it('can be turned off', async () => {
    const client = clientOf(smallTenant({ throttling: { concurrency: Number.POSITIVE_INFINITY } }))
    const asked = Array.from({ length: 30 }, () => client.get('/me/messages?$top=1'))
    expect(new Set(await statuses(asked))).toEqual(new Set([200]))
  })
})

const running = (throttling: ThrottlingOptions = {}): GraphClient =>
  clientOf(smallTenant({ throttling: { identity: {}, teams: {}, services: {}, ...throttling } }))

describe('throttling of the directory (Graph rule 28)', () => {
  it('takes resource units by the request, and says how many', async () => {
    const client = running()
    const units = async (path: string) => (await client.get(path)).headers.get('x-ms-resource-unit')
    expect(await units('/users')).toBe('2')
    expect(await units('/users?$select=id')).toBe('1')
    expect(await units('/users?$top=5&$select=id')).toBe('1')
    expect(await units('/subscribedSkus')).toBe('3')
    expect(await units('/users?$expand=manager')).toBe('3')
    expect(await units('/me/licenseDetails')).toBe('2')
    expect(await units('/me/memberOf')).toBe('2')
    expect(await units('/me')).toBe('1')
    expect((await client.get('/me/drive')).headers.get('x-ms-resource-unit')).toBeNull()
  })

  it('warns from 0.8 of the limit on, and refuses beyond it with its scope and reason', async () => {
    const client = running({ identity: { resourceUnits: 20 } })
    const { id } = client.tenant
    const shares: (string | null)[] = []
    for (let i = 0; i < 10; i++)
      shares.push((await client.get('/users')).headers.get('x-ms-throttle-limit-percentage'))
    expect(shares).toEqual([...Array(7).fill(null), '0.8', '0.9', '1'])
    client.tenant.clock.advance(4000)
    const { status, headers, json } = await client.get('/users')
    expect(status).toBe(429)
    expect(Object.fromEntries(headers)).toMatchObject({
      'retry-after': '6',
      'x-ms-resource-unit': '2',
      'x-ms-throttle-limit-percentage': '1.1',
      'x-ms-throttle-information': 'ResourceUnitLimitExceeded',
      'x-ms-throttle-scope': `Tenant_Application/ReadWrite/5f0b9c6e-6a51-4d3c-9a52-0d8e6f1b7c20/${id}`,
    })
    expect(json['error']).toMatchObject({
      code: 'TooManyRequests',
      message: 'Please retry again later.',
      innerError: { code: '429', message: 'Please retry after', status: '429' },
    })
    for (let i = 0; i < 20; i++) await client.get('/users')
    expect((await client.get('/users')).headers.get('x-ms-throttle-limit-percentage')).toBe('1.8')
    client.tenant.clock.advance(6000)
    expect((await client.get('/users')).status).toBe(200)
  })

  it('counts writes by themselves, and does not count reads or questions among them', async () => {
    const client = running({ identity: { writes: 1 } })
    const rename = () => client.patch('/me', { jobTitle: 'Engineer' })
    await client.post('/me/getMemberGroups', { securityEnabledOnly: false })
    expect((await rename()).status).toBe(204)
    const over = await rename()
    expect([over.status, over.headers.get('x-ms-throttle-information')]).toEqual([429, 'WriteLimitExceeded'])
    expect(over.headers.get('x-ms-throttle-scope')).toMatch(/^Tenant_Application\/Write\//)
    expect((await client.get('/me')).status).toBe(200)
  })

  it('counts each app by itself, and the writes of all apps together', async () => {
    const { tenant } = running({ identity: { resourceUnits: 1, tenantWrites: 2 } })
    const [one, two] = ['one', 'two'].map((app) => clientOf(tenant, tenant.token({ app })))
    expect((await one?.get('/me'))?.status).toBe(200)
    expect((await one?.get('/me'))?.status).toBe(429)
    expect((await two?.get('/me'))?.status).toBe(200)
    tenant.clock.advance(10_000)
    await one?.patch('/me', { jobTitle: 'A' })
    await two?.patch('/me', { jobTitle: 'B' })
    tenant.clock.advance(10_000)
    const over = await one?.patch('/me', { jobTitle: 'C' })
    expect(over?.headers.get('x-ms-throttle-scope')).toMatch(/^Tenant\/Write\//)
  })

  it('allows more units to larger tenants', async () => {
    for (const [people, most] of [
      [6, 3500],
      [60, 5000],
    ] as const) {
      const client = clientOf(smallTenant({ people, throttling: { identity: {} } }))
      await client.get('/me')
      let last = await client.get('/me')
      for (let i = 2; i < most * 0.8; i++) last = await client.get('/me')
      expect(last.headers.get('x-ms-throttle-limit-percentage')).toBe('0.8')
    }
  })
})

describe('throttling of files and sites (Graph rule 29)', () => {
  it.each([
    [1, '/me/drive/root'],
    [1, '/me/drive/root/delta(token=%27x%27)'],
    [2, '/me/drive/root/children'],
    [2, '/me/drive/root/delta'],
    [5, '/me/drive/root/permissions'],
    [5, '/me/drive/root?$expand=permissions'],
    [2, '/sites/root/lists'],
    [1, '/sites/root'],
  ])('takes %i resource units for %s', async (units, path) => {
    const client = running({ drive: { unitsPerMinute: 10 } })
    const statusOf = async () => (await client.get(path)).status
    for (let used = units; used <= 10; used += units) expect(await statusOf()).not.toBe(429)
    expect(await statusOf()).toBe(429)
  })

  it('refuses with a body of its own and Retry-After, as 429 or 503, and never tells the limit', async () => {
    for (const status of [429, 503] as const) {
      const client = running({ drive: { userRequests: 1, status } })
      const fine = await client.get('/me/drive')
      expect([...fine.headers.keys()].filter((name) => /^(ratelimit|x-ms-throttle)/.test(name))).toEqual([])
      client.tenant.clock.advance(60_000)
      const over = await client.get('/me/drive')
      expect([over.status, over.headers.get('retry-after')]).toEqual([status, '240'])
      expect(over.json['error']?.['code']).toBe('activityLimitReached')
    }
  })

  it('counts the day as well, and users by themselves', async () => {
    const { tenant } = running({ drive: { unitsPerDay: 2, userRequests: 1 } })
    const [first, second] = tenant.users.map(({ id }) =>
      clientOf(tenant, tenant.token({ user: id, app: id })),
    )
    expect((await first?.get('/me/drive'))?.status).toBe(200)
    expect((await second?.get('/me/drive'))?.status).toBe(200)
    expect((await first?.get('/me/drive'))?.status).toBe(429)
    tenant.clock.advance(300_000)
    expect((await first?.get('/me/drive'))?.headers.get('retry-after')).toBe('86100')
  })
})

describe('throttling of Teams (Graph rule 30)', () => {
  it('allows four requests a second to one team, and others meanwhile', async () => {
    const client = running()
    const { json } = await client.get('/me/joinedTeams')
    const [one, other] = json['value']?.map((team) => team['id']) ?? []
    const ask = async (id: unknown) => (await client.get(`/teams/${id}`)).status
    for (let i = 0; i < 4; i++) expect(await ask(one)).toBe(200)
    expect(await ask(one)).toBe(429)
    expect(await ask(other)).toBe(200)
    client.tenant.clock.advance(1000)
    expect(await ask(one)).toBe(200)
  })

  it('counts each kind of request by itself', async () => {
    const client = running({ teams: { read: 2, readChatMessages: 1, postChatMessage: 1 } })
    const { json } = await client.get('/me/chats')
    const chat = json['value']?.[0]?.['id']
    const read = async () => (await client.get(`/chats/${chat}/messages`)).status
    const post = async () =>
      (await client.post(`/chats/${chat}/messages`, { body: { content: 'Hello' } })).status
    expect([await read(), await read(), await post(), await post()]).toEqual([200, 429, 201, 429])
    expect((await client.get('/me/joinedTeams')).status).toBe(200)
    expect((await client.get('/me/joinedTeams')).status).toBe(429)
  })
})

describe('throttling of the smaller services (Graph rule 31)', () => {
  it('counts every report by itself: 14 in ten minutes', async () => {
    const client = running()
    const ask = async (report: string) => (await client.get(`/reports/${report}(period='D7')`)).status
    for (let i = 0; i < 14; i++) expect(await ask('getMailboxUsageDetail')).toBe(200)
    expect(await ask('getMailboxUsageDetail')).toBe(429)
    expect(await ask('getEmailActivityUserDetail')).toBe(200)
  })

  it.each([
    ['/auditLogs/directoryAudits?$top=1', 5],
    ['/admin/exchange/tracing/messageTraces?$top=1', 100],
    ['/admin/serviceAnnouncement/issues?$top=1', 240],
  ])('allows %s only %i times in its window', async (path, most) => {
    const client = running()
    for (let i = 0; i < most; i++) expect((await client.get(path)).status).toBe(200)
    const over = await client.get(path)
    expect([over.status, over.json['error']?.['code']]).toEqual([429, 'TooManyRequests'])
  })

  it('counts everything together as well (Graph rule 26)', async () => {
    const client = running({ global: 3 })
    for (const path of ['/me', '/me/messages', '/me/drive']) expect((await client.get(path)).status).toBe(200)
    expect((await client.get('/me/events')).status).toBe(429)
  })
})

describe('limits of seconds', () => {
  it('are not counted while the clock stands, unless they are asked for', async () => {
    const client = clientOf(smallTenant())
    for (let i = 0; i < 8; i++) expect((await client.get('/auditLogs/signIns?$top=1')).status).toBe(200)
  })

  it('have to be numbers', () => {
    expect(() => smallTenant({ throttling: { teams: { onePlace: -1 } } })).toThrow(
      'throttling.teams.onePlace has to be a number of at least 0',
    )
  })

  it('of a batch are given with Retry-After inside (Graph rule 25)', async () => {
    const client = running({ identity: { resourceUnits: 1 } })
    const { status, json } = await client.post('/$batch', {
      requests: ['1', '2'].map((id) => ({ id, method: 'GET', url: '/me' })),
    })
    const answers = json['responses']?.map((one) => [one['status'], one['headers']?.['Retry-After']])
    expect(status).toBe(200)
    expect(answers?.toSorted()).toEqual([
      [200, undefined],
      [429, '10'],
    ])
  })
})
