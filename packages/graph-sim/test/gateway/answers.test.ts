import { describe, expect, it } from 'vitest'
import { clientOf, smallTenant } from '../graph-client.ts'

const tenant = smallTenant()
const client = clientOf(tenant)

describe('every answer', () => {
  it('carries ids, the time and the OData version', async () => {
    const { headers } = await client.get('/me', { 'client-request-id': 'mine-1' })
    expect(headers.get('request-id')).toMatch(/^[0-9a-f-]{36}$/)
    expect(headers.get('client-request-id')).toBe('mine-1')
    expect(headers.get('date')).toBe('Wed, 18 Nov 2026 10:00:00 GMT')
    expect(headers.get('odata-version')).toBe('4.0')
    expect(headers.get('content-type')).toMatch(/^application\/json;odata\.metadata=minimal/)
  })

  it('that refuses has Graph’s error shape with the same ids', async () => {
    const { headers, json } = await client.get('/me/messages?$filter=nonsense', {
      'client-request-id': 'mine-2',
    })
    expect(json).toEqual({
      error: {
        code: 'BadRequest',
        message: expect.any(String),
        innerError: {
          date: '2026-11-18T10:00:00',
          'request-id': headers.get('request-id'),
          'client-request-id': 'mine-2',
        },
      },
    })
  })

  it.each([
    ['/me/nonsense', 400, "Resource not found for the segment 'nonsense'."],
    ['/nonsense', 400, "Resource not found for the segment 'nonsense'."],
    ['/me/messages/x/y', 400, "Resource not found for the segment 'y'."],
    ['/me/outlook/taskFolders', 501, 'graph-sim does not simulate GET /users/me/outlook/taskFolders.'],
    ['/education', 501, 'graph-sim does not simulate GET /education.'],
    ['/me/calendars/delta', 501, 'graph-sim does not simulate GET /users/me/calendars/delta.'],
    ['/me/drive/bundles', 501, 'graph-sim does not simulate GET /users/me/drive/bundles.'],
    ['/me/sendMail', 405, 'Specified HTTP method is not allowed for the request target.'],
  ])(
    'to %s is %i: Graph’s own refusal, or plain words that the simulator lacks it',
    async (path, status, message) => {
      const answer = await client.get(path)
      expect([answer.status, answer.json['error']?.['message']]).toEqual([status, message])
    },
  )

  it('comes from any host whose path begins with the version, and its links stay there', async () => {
    const headers = { authorization: `Bearer ${tenant.token()}` }
    const response = await tenant.fetch('http://localhost:9/v1.0/me/messages?$top=1', { headers })
    const body = (await response.json()) as Record<string, unknown>
    expect(body['@odata.nextLink']).toBe('http://localhost:9/v1.0/me/messages?$top=1&$skip=1')
  })

  it('to the beta version says that it is not simulated', async () => {
    const headers = { authorization: `Bearer ${tenant.token()}` }
    expect((await tenant.fetch('https://graph.microsoft.com/beta/me', { headers })).status).toBe(501)
  })

  it('takes paths in any casing, with keys in brackets and with a slash at the end', async () => {
    expect((await client.get('/ME/MAILFOLDERS/Inbox/')).status).toBe(200)
    expect((await client.get("/me/mailFolders('inbox')/messages?$top=1")).status).toBe(200)
  })

  it('takes system options in any casing and without their $ (Graph rule 13)', async () => {
    const { json } = await client.get('/me/messages?TOP=2&$SELECT=subject')
    expect(json['value']).toHaveLength(2)
  })

  it('takes a Request, and follows an aborted signal', async () => {
    const request = new Request('https://graph.microsoft.com/v1.0/me', {
      headers: { authorization: `Bearer ${tenant.token()}` },
    })
    expect((await tenant.fetch(request)).status).toBe(200)
    const signal = AbortSignal.abort()
    await expect(tenant.fetch('https://graph.microsoft.com/v1.0/me', { signal })).rejects.toThrow(/abort/i)
  })

  it('leaves metadata out on request', async () => {
    const { text, headers } = await client.get('/me/messages?$top=2', {
      accept: 'application/json;odata.metadata=none',
    })
    expect(text.replaceAll('@odata.nextLink', '')).not.toContain('@odata.')
    expect(headers.get('content-type')).toContain('odata.metadata=none')
  })

  it('to a change is empty with Prefer: return=minimal (Graph rule 15)', async () => {
    const { status, text, headers } = await client.patch(
      '/me/mailFolders/inbox',
      {},
      { prefer: 'return=minimal' },
    )
    expect([status, text, headers.get('preference-applied')]).toEqual([204, '', 'return=minimal'])
  })

  it('refuses bodies of more than 4 MB', async () => {
    const { status } = await client.post('/me/messages', { subject: 'x'.repeat(4 * 1024 * 1024) })
    expect(status).toBe(413)
  })

  it('refuses a body that is said to be something else than JSON', async () => {
    const { status, json } = await client.patch('/me/mailFolders/inbox', '{}', { 'content-type': 'text/xml' })
    expect(status).toBe(400)
    expect(json['error']?.['message']).toContain('Unable to read JSON request payload.')
  })
})

describe('the request log', () => {
  it('records what a client did and holds no token', async () => {
    const logged = smallTenant()
    const token = logged.token()
    await clientOf(logged, token).get('/me/messages?$top=1', { prefer: 'IdType="ImmutableId"' })
    await clientOf(logged, token).get('/nonsense')
    expect(logged.requests).toMatchObject([
      {
        number: 1,
        method: 'GET',
        status: 200,
        at: logged.clock.now(),
        headers: { prefer: 'IdType="ImmutableId"' },
      },
      { number: 2, url: 'https://graph.microsoft.com/v1.0/nonsense', status: 400 },
    ])
    expect(JSON.stringify(logged.requests)).not.toContain(token)
    logged.clearRequests()
    expect(logged.requests).toEqual([])
  })
})
