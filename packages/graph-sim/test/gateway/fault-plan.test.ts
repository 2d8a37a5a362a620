import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { chaos, type FaultRule, readFaultRules } from '../../src/index.ts'
import { clientOf, smallTenant } from '../graph-client.ts'

const refused: FaultRule['action'] = { kind: 'status', status: 503 }

describe('a fault', () => {
  it('may be for the requests of one app or of one user', async () => {
    const tenant = smallTenant()
    const other = tenant.users.find(({ id }) => id !== tenant.me.id)
    tenant.faults.add({ match: { app: 'one' }, action: refused })
    tenant.faults.add({ match: { user: other?.userPrincipalName.toUpperCase() ?? '' }, action: refused })
    const statusOf = async (token: string) => (await clientOf(tenant, token).get('/organization')).status
    expect(await statusOf(tenant.token({ app: 'one' }))).toBe(503)
    expect(await statusOf(tenant.token({ app: 'two' }))).not.toBe(503)
    expect(await statusOf(tenant.token({ user: other?.id ?? '' }))).toBe(503)
    expect(await statusOf('nonsense')).toBe(401)
  })

  it('may be for the nth request that matches', async () => {
    const client = clientOf(smallTenant())
    client.tenant.faults.add({ match: { pattern: '/messages(\\?|$)', nth: 3 }, action: refused })
    const statuses: number[] = []
    for (let i = 0; i < 5; i++) {
      statuses.push((await client.get('/me/messages?$top=1')).status)
      await client.get('/me')
    }
    expect(statuses).toEqual([200, 200, 503, 200, 200])
  })

  it('may break the connection after the effect', async () => {
    const client = clientOf(smallTenant())
    client.tenant.faults.add({ times: 1, action: { kind: 'reset', when: 'after' } })
    await expect(client.post('/me/mailFolders', { displayName: 'New' })).rejects.toThrow(TypeError)
    expect((await client.post('/me/mailFolders', { displayName: 'New' })).status).toBe(409)
  })

  it('may give the answer under a wrong content type', async () => {
    const client = clientOf(smallTenant())
    client.tenant.faults.add({ times: 1, action: { kind: 'content-type', contentType: 'text/html' } })
    const { status, headers, json } = await client.get('/me')
    expect([status, headers.get('content-type')]).toEqual([200, 'text/html'])
    expect(json['displayName']).toBe(client.tenant.me.displayName)
  })

  it('is listed with how often it was applied', async () => {
    const client = clientOf(smallTenant())
    const rule: FaultRule = { times: 2, action: refused }
    client.tenant.faults.add(rule)
    await client.get('/me')
    expect(client.tenant.faults.list()).toEqual([{ rule, applied: 1, isSpent: false }])
    await client.get('/me')
    expect(client.tenant.faults.list()).toEqual([{ rule, applied: 2, isSpent: true }])
  })

  it('reaches single requests of a batch', async () => {
    const client = clientOf(smallTenant())
    client.tenant.faults.add({ match: { path: '/mailFolders' }, action: { kind: 'throttle', retryAfter: 9 } })
    const { json } = await client.post('/$batch', {
      requests: [
        { id: '1', method: 'GET', url: '/me/mailFolders' },
        { id: '2', method: 'GET', url: '/me' },
      ],
    })
    const answers = new Map(json['responses']?.map((one) => [one['id'], one]))
    expect(answers.get('1' as never)).toMatchObject({ status: 429, headers: { 'Retry-After': '9' } })
    expect(answers.get('2' as never)?.['status']).toBe(200)
  })
})

describe('a plan', () => {
  it('is read from JSON', () => {
    const json = [
      { match: { method: 'post', path: '/sendMail' }, times: 1, action: { kind: 'afterwards', status: 504 } },
      { chaos: { seed: 5, share: 0.5, kinds: ['truncate'] } },
    ]
    expect(readFaultRules(JSON.parse(JSON.stringify(json)))).toEqual([
      json[0],
      { seed: 5, match: { share: 0.5 }, action: [{ kind: 'truncate' }] },
    ])
  })

  it.each([
    [{}, TypeError, 'action is absent: write an object such as'],
    [{ actoin: 1 }, TypeError, 'A fault rule has no member "actoin": use match, times, action, seed'],
    [{ action: { kind: 'explode' } }, TypeError, 'action.kind is "explode": use one of status, throttle'],
    [{ action: { kind: 'status' } }, TypeError, 'An action of kind status needs status'],
    [{ action: { kind: 'status', status: 200 } }, RangeError, 'action.status is 200: it has to be from 400'],
    [{ action: { kind: 'delay', ms: '5' } }, TypeError, 'action.ms is "5": write a number, at least 0'],
    [{ action: { kind: 'html', status: 500 } }, TypeError, 'An action of kind html has no member "status"'],
    [{ action: [] }, RangeError, 'action is an empty list'],
    [{ times: 0, action: refused }, RangeError, 'times is 0: it has to be a whole number of at least 1'],
    [{ match: { share: 2 }, action: refused }, RangeError, 'match.share is 2: it has to be from 0 to 1'],
    [{ match: { pattern: '(' }, action: refused }, TypeError, 'match.pattern is "("'],
    [{ match: { url: 'x' }, action: refused }, TypeError, 'match has no member "url": use method, path'],
    [{ chaos: { kinds: ['x'] } }, RangeError, 'kinds has x: use some of status'],
    [{ chaos: { sed: 1 } }, TypeError, 'chaos has no member "sed"'],
  ])('refuses %j and says what to write instead', (rule, kind, message) => {
    const read = (): unknown => readFaultRules([{ action: refused }, rule])
    expect(read).toThrow(kind)
    expect(read).toThrow(`Rule 2: ${message}`)
    if (!('chaos' in rule)) expect(() => smallTenant().faults.add(rule as never)).toThrow(message)
  })

  it('never throws anything but these two', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        try {
          readFaultRules([value, { action: value }, { match: value, action: refused }])
        } catch (error) {
          expect(error instanceof TypeError || error instanceof RangeError).toBe(true)
          expect((error as Error).message).toMatch(/^(Rule \d: |A plan of faults)/)
        }
      }),
      { numRuns: 300, seed: 16 },
    )
  })
})

describe('chaos', () => {
  const run = async (seed: number): Promise<readonly unknown[]> => {
    const client = clientOf(smallTenant())
    client.tenant.faults.add(chaos({ seed, share: 0.4 }))
    for (let i = 0; i < 40; i++) await client.get(`/me/messages?$top=${i + 1}`).catch(() => undefined)
    return client.tenant.requests.map(({ fault, status }) => [fault, status])
  }

  it('does the same to the same requests with the same seed, and something else with another', async () => {
    const [first, again, other] = [await run(1), await run(1), await run(2)]
    expect(again).toEqual(first)
    expect(other).not.toEqual(first)
  })

  it('strikes about the share that it was given', async () => {
    const client = clientOf(smallTenant())
    client.tenant.faults.add(chaos({ share: 0.25, kinds: ['throttle'] }))
    for (let i = 0; i < 200; i++) await client.get('/me?$select=id')
    const struck = client.tenant.requests.filter(({ status }) => status === 429).length
    expect(struck).toBeGreaterThan(30)
    expect(struck).toBeLessThan(70)
  })
})
