import { describe, expect, it } from 'vitest'
import { clientOf, smallTenant } from '../graph-client.ts'

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
