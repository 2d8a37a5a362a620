import { describe, expect, it } from 'vitest'
import type { FaultAction } from '../../src/index.ts'
import { clientOf, smallTenant } from '../graph-client.ts'

function faulty(action: FaultAction, times = 1) {
  const tenant = smallTenant()
  tenant.faults.add({ action, times })
  return clientOf(tenant)
}

describe('faults', () => {
  it('answer with a status, a body and headers, and have no effect', async () => {
    const client = faulty({ kind: 'status', status: 503, retryAfter: 7, headers: { 'x-why': 'test' } })
    const refused = await client.post('/me/mailFolders', { displayName: 'New' })
    expect([refused.status, refused.headers.get('retry-after'), refused.headers.get('x-why')]).toEqual([
      503,
      '7',
      'test',
    ])
    expect(refused.json['error']?.['code']).toBe('ServiceUnavailable')
    expect((await client.post('/me/mailFolders', { displayName: 'New' })).status).toBe(201)
  })

  it('throttle as the gateway does (Graph rule 32), with or without Retry-After', async () => {
    const client = faulty({ kind: 'throttle', retryAfter: 12 })
    const { status, headers, json } = await client.get('/me')
    expect([status, headers.get('retry-after')]).toEqual([429, '12'])
    expect(json['error']).toMatchObject({
      code: 'TooManyRequests',
      message: 'Please retry again later.',
      innerError: { code: '429', message: 'Please retry after', status: '429' },
    })
    const silent = await faulty({ kind: 'throttle' }).get('/me')
    expect([silent.status, silent.headers.get('retry-after')]).toEqual([429, null])
  })

  it('delay an answer, and give way to a signal', async () => {
    const client = faulty({ kind: 'delay', ms: 20 })
    const before = performance.now()
    expect((await client.get('/me')).status).toBe(200)
    expect(performance.now() - before).toBeGreaterThan(15)
    const slow = smallTenant()
    slow.faults.add({ action: { kind: 'delay', ms: 60_000 } })
    const signal = AbortSignal.timeout(10)
    await expect(slow.fetch('https://graph.microsoft.com/v1.0/me', { signal })).rejects.toThrow()
  })

  it('break the connection before anything happens', async () => {
    const client = faulty({ kind: 'reset' })
    await expect(client.post('/me/mailFolders', { displayName: 'New' })).rejects.toThrow(TypeError)
    expect(client.tenant.requests[0]).toMatchObject({ status: 0, fault: 'reset' })
    expect((await client.post('/me/mailFolders', { displayName: 'New' })).status).toBe(201)
  })

  it('cut a body in the middle', async () => {
    const { status, text, json } = await faulty({ kind: 'truncate' }).get('/me')
    expect([status, json]).toEqual([200, undefined])
    expect(text.length).toBeGreaterThan(50)
  })

  it('answer with a page of a network in between', async () => {
    const { status, headers } = await faulty({ kind: 'html' }).get('/me')
    expect([status, headers.get('content-type')]).toEqual([200, 'text/html'])
  })

  it('let a request take effect and then say that it failed', async () => {
    const client = faulty({ kind: 'afterwards', status: 504 })
    const refused = await client.post('/me/mailFolders', { displayName: 'New' })
    expect([refused.status, refused.json['error']?.['code']]).toEqual([504, 'GatewayTimeout'])
    expect((await client.post('/me/mailFolders', { displayName: 'New' })).status).toBe(409)
  })

  it('are for the requests that match, as often as said, and can be taken back', async () => {
    const tenant = smallTenant()
    const client = clientOf(tenant)
    tenant.faults.add({
      match: { method: 'get', path: /mailFolders\/in/ },
      times: 2,
      action: { kind: 'throttle' },
    })
    tenant.faults.add({ match: { path: '/drive' }, action: { kind: 'status', status: 500 } })
    expect((await client.get('/me')).status).toBe(200)
    expect((await client.patch('/me/mailFolders/inbox', {})).status).toBe(200)
    const folder = async () => (await client.get('/me/mailFolders/inbox')).status
    expect([await folder(), await folder(), await folder()]).toEqual([429, 429, 200])
    expect((await client.get('/me/drive')).status).toBe(500)
    tenant.faults.clear()
    expect((await client.get('/me/drive')).status).toBe(200)
  })
})
