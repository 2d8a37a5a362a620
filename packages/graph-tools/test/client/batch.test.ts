import { describe, expect, it } from 'vitest'

import { bearer } from '../../src/auth.ts'
import { graphPath, sendBatch } from '../../src/client.ts'
import { failureOf, openClient } from '../world/open-client.ts'
import { smallTenant } from '../world/open-world.ts'

const signal = new AbortController().signal

async function ids({ fetch }: ReturnType<typeof openClient>, top: number): Promise<readonly string[]> {
  const list = (await (await fetch(`/me/messages?$select=id&$top=${top}`)).json()) as {
    value: { id: string }[]
  }
  return list.value.map(({ id }) => id)
}

const batches = (world: ReturnType<typeof openClient>) =>
  world.tenant.requests.filter(({ url }) => url.endsWith('/$batch')).length

describe('reads that are asked for at the same time', () => {
  it('go together, twenty at a time, and each gets the answer that it gets alone', async () => {
    const world = openClient({ batchSize: 20 })
    const found = await ids(world, 50)
    const paths = found.map((id) => `${graphPath`/me/messages/${id}`}?$select=subject,isRead`)
    const together = await Promise.all(paths.map(async (path) => (await world.fetch(path)).json()))
    expect(batches(world)).toBe(3)
    const alone = openClient({ tenant: world.tenant })
    for (const [index, path] of paths.entries())
      expect(together[index]).toEqual(await (await alone.fetch(path)).json())
    expect(world.tenant.requests.filter(({ status }) => status === 429)).toEqual([])
  })

  it('keep their own headers, and their own refusals', async () => {
    const world = openClient({ batchSize: 20 })
    const [id = ''] = await ids(world, 1)
    const [text, missing] = await Promise.all([
      world.fetch(graphPath`/me/messages/${id}`, { headers: { prefer: 'outlook.body-content-type="text"' } }),
      failureOf(world.fetch('/me/messages/AAkALgAAAAAAHYQDEapmEc2byACqAC')),
    ])
    expect(await text.json()).toMatchObject({ id, body: { contentType: 'text' } })
    expect(missing).toMatchObject({ code: 'ERR_GRAPH', status: 400, graphCode: 'ErrorInvalidIdMalformed' })
    expect(batches(world)).toBe(1)
  })

  it('wait alone when Graph throttles one of them', async () => {
    const world = openClient({ batchSize: 20 })
    world.tenant.faults.add({
      match: { path: '/contacts' },
      times: 1,
      action: { kind: 'throttle', retryAfter: 20 },
    })
    const contacts = world.fetch('/me/contacts?$top=1')
    expect((await world.fetch('/me/messages?$top=1')).status).toBe(200)
    await world.clock.advance(19_000)
    expect(batches(world)).toBe(1)
    await world.clock.advance(2000)
    expect((await contacts).status).toBe(200)
  })

  it('go alone when only one is asked for, and when they are files, pictures or counts', async () => {
    const world = openClient({ batchSize: 20 })
    await world.fetch('/me/messages?$top=1')
    const accept = { headers: { accept: 'text/plain' } }
    await Promise.all([
      world.fetch('/me/messages/$count', accept),
      world.fetch('/me/contacts/$count', accept),
    ])
    expect(batches(world)).toBe(0)
  })

  it('do not wait for those that give up, nor keep them', async () => {
    const world = openClient({ batchSize: 20 })
    const caller = new AbortController()
    const gone = failureOf(world.fetch('/me/messages?$top=1', { signal: caller.signal }))
    const [first, second] = [world.fetch('/me/contacts?$top=1'), world.fetch('/me/events?$top=1')]
    caller.abort(new Error('gone'))
    expect((await gone).message).toBe('gone')
    expect([(await first).status, (await second).status]).toEqual([200, 200])
  })

  it('all fail with the batch, and all are asked for again when it helps', async () => {
    const world = openClient({ batchSize: 20 })
    world.tenant.faults.add({ match: { path: '$batch' }, times: 2, action: { kind: 'status', status: 503 } })
    const all = Promise.all(
      ['/me/messages', '/me/contacts', '/me/events'].map((path) => world.fetchInTime(path)),
    )
    expect((await all).map(({ status }) => status)).toEqual([200, 200, 200])
  })

  it('of two accounts never go together', async () => {
    const world = openClient({ batchSize: 20 })
    const other = world.fetchFor({ ...world.scope, account: 'tomas.dvorak@solvang.example' })
    await Promise.all([world.fetch('/me/messages?$top=1'), other('/me/messages?$top=1')])
    expect(batches(world)).toBe(0)
  })
})

describe('a batch of requests', () => {
  it('gives an outcome for each, and one failure leaves the others alone', async () => {
    const world = openClient()
    const found = await ids(world, 30)
    const requests = [...found, 'AAkALgAAAAAAHYQDEapmEc2byACqAC'].map((id) => ({
      id,
      method: 'PATCH',
      path: graphPath`/me/messages/${id}`,
      body: { isRead: true },
    }))
    const outcomes = await sendBatch({ ...world, signal }, requests, { repeatable: true })
    expect([...outcomes.values()].filter(({ ok }) => ok)).toHaveLength(30)
    expect(outcomes.get('AAkALgAAAAAAHYQDEapmEc2byACqAC')).toMatchObject({
      ok: false,
      error: { status: 400 },
    })
    const unread = (await (
      await world.fetch(`/me/messages?$filter=isRead eq false&$top=1000&$select=id`)
    ).json()) as {
      value: { id: string }[]
    }
    expect(unread.value.filter(({ id }) => found.includes(id))).toEqual([])
  })

  it('does what depends on another after it, and not at all when that one fails', async () => {
    const world = openClient()
    const outcomes = await sendBatch({ ...world, signal }, [
      { id: 'folder', method: 'POST', path: '/me/mailFolders', body: { displayName: 'Made in a batch' } },
      { id: 'list', path: '/me/mailFolders?$top=100', dependsOn: ['folder'] },
      { id: 'broken', path: '/me/messages/AAkALgAAAAAAHYQDEapmEc2byACqAC' },
      {
        id: 'never',
        method: 'POST',
        path: '/me/mailFolders',
        body: { displayName: 'Never' },
        dependsOn: ['broken'],
      },
    ])
    expect(outcomes.get('list')).toMatchObject({ ok: true })
    expect(JSON.stringify(outcomes.get('list'))).toContain('Made in a batch')
    expect(outcomes.get('never')).toMatchObject({ ok: false, error: { status: 424 } })
    expect(JSON.stringify(await (await world.fetch('/me/mailFolders?$top=100')).json())).not.toContain(
      'Never',
    )
  })

  it('sends what was throttled again after as long as Graph asks, and what waited for it with it', async () => {
    const world = openClient()
    world.tenant.faults.add({
      match: { method: 'POST', path: '/mailFolders' },
      times: 1,
      action: { kind: 'throttle', retryAfter: 7 },
    })
    const started = world.clock.now()
    const sent = sendBatch({ ...world, signal }, [
      { id: 'folder', method: 'POST', path: '/me/mailFolders', body: { displayName: 'After a while' } },
      { id: 'list', path: '/me/mailFolders?$top=100', dependsOn: ['folder'] },
    ])
    await world.clock.advance(6000)
    expect(batches(world)).toBe(1)
    await world.clock.advance(1000)
    expect([...(await sent).values()].map(({ ok }) => ok)).toEqual([true, true])
    expect(world.clock.now() - started).toBe(7000)
  })

  it('says of each write that nobody knows whether it was done when the batch got lost', async () => {
    const world = openClient()
    world.tenant.faults.add({
      match: { path: '$batch' },
      times: 1,
      action: { kind: 'afterwards', status: 504 },
    })
    const outcomes = await sendBatch({ ...world, signal }, [
      { id: '1', method: 'POST', path: '/me/mailFolders', body: { displayName: 'Once' } },
    ])
    expect(outcomes.get('1')).toMatchObject({ ok: false, error: { outcomeUnknown: true } })
    expect(batches(world)).toBe(1)
  })

  it.each([
    ['504', { status: 504, body: { error: { code: 'UnknownError' } } }],
    ['an error that claims success', { status: 200, body: { error: { code: 'ErrorItemNotFound' } } }],
  ])(
    'says of a write that is answered with %s that nobody knows, and of a read that it failed',
    async (_, answer) => {
      const responses = ['read', 'write'].map((id) => ({ id, ...answer }))
      const world = openClient({ fetch: async () => Response.json({ responses }) })
      const requests = [
        { id: 'read', path: '/me' },
        { id: 'write', method: 'PATCH', path: '/me/messages/1', body: {} },
      ]
      const outcomes = await sendBatch({ ...world, signal }, requests, { lookAt: 'Look there.' })
      const { status } = answer
      expect(outcomes.get('read')).toMatchObject({ ok: false, error: { status, outcomeUnknown: false } })
      expect(outcomes.get('write')).toMatchObject({
        ok: false,
        error: {
          status,
          outcomeUnknown: true,
          retryable: false,
          message: expect.stringContaining(
            'Whether it took effect is not known, and it was not repeated. Look there.',
          ),
        },
      })
    },
  )

  it('asks for each as it is asked for alone: for an application, by its owner, with ids that stay', async () => {
    const tenant = smallTenant()
    const tokens = bearer(async () => tenant.token({ roles: ['Mail.ReadWrite'] }), 'application')
    const world = openClient({ tenant, tokens })
    const path = '/me/messages?$select=id,body&$top=3'
    const headers = { Prefer: 'outlook.body-content-type="text"' }
    const outcomes = await sendBatch({ ...world, signal }, [{ id: '1', path, headers }])
    const alone: unknown = await (await world.fetch(path, { headers })).json()
    expect(outcomes.get('1')).toEqual({ ok: true, status: 200, body: alone })
    const { fetch } = openClient({ tenant })
    expect(await (await fetch(path, { headers })).json()).toMatchObject({
      value: (alone as { value: { id: string }[] }).value.map(({ id }) => ({ id })),
    })
  })

  it('says of a refused request which permission is missing, and who grants it', async () => {
    const tenant = smallTenant()
    const world = openClient({ tenant, tokens: bearer(async () => tenant.token({ scopes: ['User.Read'] })) })
    const permissions = { delegated: ['Mail.Read'], application: ['Mail.Read'] }
    const fetch = world.fetchFor(world.scope, { name: 'email_list', permissions })
    const path = '/me/messages?$top=1'
    const outcomes = await sendBatch({ ...world, fetch, signal }, [{ id: '1', path }])
    const { message } = await failureOf(fetch(path))
    expect(message).toContain('email_list needs the delegated permission Mail.Read')
    expect(outcomes.get('1')).toMatchObject({ ok: false, error: { status: 403, message } })
  })

  it('knows by any casing what another depends on, also when it was done in the batch before', async () => {
    const requests = Array.from({ length: 21 }, (_, at) => ({ id: `r${at}`, path: '/me/contacts?$top=1' }))
    const last = { id: 'last', path: '/me/contacts?$top=1', dependsOn: ['R0'] }
    const outcomes = await sendBatch({ ...openClient(), signal }, [...requests, last])
    expect(outcomes.get('last')).toMatchObject({ ok: true })
  })

  it('refuses a plan that cannot be kept', async () => {
    const world = openClient()
    const at = (requests: Parameters<typeof sendBatch>[1]) =>
      failureOf(sendBatch({ ...world, signal }, requests))
    expect(
      (
        await at([
          { id: 'a', path: '/me' },
          { id: 'A', path: '/me' },
        ])
      ).message,
    ).toContain('the id "A"')
    expect((await at([{ id: 'a', path: '/me', dependsOn: ['b'] }])).message).toContain(
      'does not stand before it',
    )
  })
})
