import { describe, expect, it } from 'vitest'
import { clientOf, type GraphClient, type Json, smallTenant } from '../graph-client.ts'

async function batch(client: GraphClient, requests: readonly object[]): Promise<ReadonlyMap<unknown, Json>> {
  const { status, json } = await client.post('/$batch', { requests })
  expect(status).toBe(200)
  return new Map(json['responses']?.map((one) => [one['id'], one]))
}

const get = (id: string, url: string, more: object = {}) => ({ id, method: 'GET', url, ...more })

describe('$batch (Graph rule 25)', () => {
  it('answers each request by its id, in any order, with 200 for the whole', async () => {
    const client = clientOf(smallTenant())
    const answers = await batch(client, [
      get('1', '/me?$select=id'),
      get('2', 'me/messages?$top=1&$select=id'),
      get('3', '/me/nonsense'),
    ])
    expect(answers.get('1')).toMatchObject({ status: 200, body: { id: client.tenant.me.id } })
    expect(answers.get('2')?.['body']?.['value']).toHaveLength(1)
    expect(answers.get('3')).toMatchObject({ status: 400, body: { error: { code: 'BadRequest' } } })
  })

  it('gives each request its own headers and none of the batch’s', async () => {
    const client = clientOf(smallTenant())
    const { json } = await client.post(
      '/$batch',
      {
        requests: [
          get('a', '/users/$count'),
          get('b', '/users/$count', { headers: { ConsistencyLevel: 'eventual' } }),
        ],
      },
      { consistencylevel: 'eventual' },
    )
    const answers = new Map<unknown, Json>(json['responses']?.map((one) => [one['id'], one]))
    expect(answers.get('a')?.['status']).toBe(400)
    expect(Buffer.from(answers.get('b')?.['body'] as string, 'base64').toString()).toBe('6')
  })

  it('writes, when a request brings a body and its type', async () => {
    const client = clientOf(smallTenant())
    const post = { id: '1', method: 'POST', url: '/me/mailFolders', body: { displayName: 'New' } }
    const answers = await batch(client, [{ ...post, headers: { 'Content-Type': 'application/json' } }])
    expect(answers.get('1')).toMatchObject({ status: 201, body: { displayName: 'New' } })
    const refused = await client.post('/$batch', { requests: [post] })
    expect(refused.status).toBe(400)
    expect(refused.json['error']?.['message']).toBe(
      'Write request id : 1 does not contain Content-Type header or body.',
    )
  })

  it('runs dependent requests after each other and refuses those whose forerunner failed', async () => {
    const client = clientOf(smallTenant())
    const headers = { 'content-type': 'application/json' }
    const chain = [
      { id: 'a', method: 'POST', url: '/me/mailFolders', headers, body: { displayName: 'Chain' } },
      { ...get('b', "/me/mailFolders?$filter=displayName eq 'Chain'"), dependsOn: ['a'] },
      { ...get('c', '/me/nonsense'), dependsOn: ['b'] },
      { ...get('d', '/me'), dependsOn: ['c'] },
    ]
    const answers = await batch(client, chain)
    expect(answers.get('b')?.['body']?.['value']).toHaveLength(1)
    expect(['a', 'b', 'c', 'd'].map((id) => answers.get(id)?.['status'])).toEqual([201, 200, 400, 424])
  })

  it('carries the throttling of a request inside, with its Retry-After', async () => {
    const client = clientOf(smallTenant())
    client.tenant.faults.add({
      match: { path: '/me/events' },
      times: 1,
      action: { kind: 'throttle', retryAfter: 9 },
    })
    const answers = await batch(client, [get('1', '/me/events?$top=1'), get('2', '/me')])
    expect(answers.get('1')).toMatchObject({ status: 429, headers: { 'Retry-After': '9' } })
    expect(answers.get('2')?.['status']).toBe(200)
  })

  it('does not run into the limit of four at a time', async () => {
    const client = clientOf(smallTenant())
    const answers = await batch(
      client,
      Array.from({ length: 20 }, (_, i) => get(`${i}`, '/me/messages?$top=1')),
    )
    expect(new Set([...answers.values()].map((one) => one['status']))).toEqual(new Set([200]))
  })

  it('answers a download with its redirect', async () => {
    const client = clientOf(smallTenant())
    await client.put('/me/drive/root:/a.txt:/content', 'a')
    const answers = await batch(client, [get('1', '/me/drive/root:/a.txt:/content')])
    expect(answers.get('1')).toMatchObject({
      status: 302,
      headers: { Location: expect.stringContaining('tempauth') },
    })
  })

  it('is logged request by request', async () => {
    const client = clientOf(smallTenant())
    await batch(client, [get('1', '/me'), get('2', '/me')])
    expect(client.tenant.requests.map(({ batch: number }) => number)).toEqual([undefined, 1, 1])
  })

  it.each([
    [
      'more than 20 requests',
      Array.from({ length: 21 }, (_, i) => get(`${i}`, '/me')),
      'Number of batch request steps exceeds the maximum value of 20.',
    ],
    ['an id twice, in any casing', [get('a', '/me'), get('A', '/me')], 'id of its own'],
    ['an unknown forerunner', [get('a', '/me', { dependsOn: ['z'] })], "depends on the request 'z'"],
    [
      'a circle of dependencies',
      [get('a', '/me', { dependsOn: ['b'] }), get('b', '/me', { dependsOn: ['a'] })],
      'in a circle',
    ],
    ['a batch in a batch', [get('a', '/$batch')], 'cannot be part of a batch'],
    ['an absolute address', [get('a', 'https://graph.microsoft.com/v1.0/me')], 'relative'],
    ['no requests', [], 'Invalid batch payload format.'],
    ['a request without an id', [{ method: 'GET', url: '/me' }], 'Invalid batch payload format.'],
  ])('refuses %s as a whole', async (_name, requests, message) => {
    const { status, json } = await clientOf(smallTenant()).post('/$batch', { requests })
    expect(status).toBe(400)
    expect(json['error']?.['message']).toContain(message)
  })
})
