import { describe, expect, it } from 'vitest'
import { obedient } from './listener.ts'
import { subscriber } from './subscriber.ts'

describe('change notifications', () => {
  it('tell of a new message within seconds, with its address, its ETag and the state of the client', async () => {
    await using hook = await subscriber()
    const { graph, listener, later } = hook
    const { json } = await hook.subscribe('me/messages')
    const message = await graph.post('/me/messages', { subject: 'Keel' })
    expect(listener.received).toEqual([])
    await later(1_000)
    expect(listener.received[0]?.headers['content-type']).toContain('application/json')
    expect(JSON.parse(listener.received[0]?.text ?? '')).toEqual({
      value: [
        {
          subscriptionId: json['id'],
          subscriptionExpirationDateTime: json['expirationDateTime'],
          changeType: 'created',
          resource: `Users/${graph.tenant.me.id}/Messages/${message.json['id']}`,
          resourceData: {
            '@odata.type': '#Microsoft.Graph.Message',
            '@odata.id': `Users/${graph.tenant.me.id}/Messages/${message.json['id']}`,
            '@odata.etag': message.json['@odata.etag'],
            id: message.json['id'],
          },
          clientState: 'secretClientValue',
          tenantId: graph.tenant.id,
        },
      ],
    })
  })

  it('tell of a move as deleted and created (rule 47), and of both in one request', async () => {
    await using hook = await subscriber()
    await hook.subscribe('me/messages')
    const { json } = await hook.graph.post('/me/messages', { subject: 'Keel' })
    await hook.graph.post(`/me/messages/${json['id']}/move`, { destinationId: 'archive' })
    await hook.later(1_000)
    expect(hook.listener.notifications().map((each) => each['changeType'])).toEqual([
      'created',
      'deleted',
      'created',
    ])
    expect(hook.listener.received).toHaveLength(1)
  })

  it('reach each subscription once for each change', async () => {
    await using hook = await subscriber()
    await hook.subscribe('me/messages', { changeType: 'created' })
    await hook.subscribe("me/mailFolders('drafts')/messages", { changeType: 'created' })
    await hook.graph.post('/me/messages', { subject: 'Keel' })
    await hook.later(1_000)
    const told = hook.listener.notifications().map((each) => each['subscriptionId'])
    expect(told).toHaveLength(2)
    expect(new Set(told).size).toBe(2)
  })

  it('come to a folder only for what is in it', async () => {
    await using hook = await subscriber()
    await hook.subscribe("me/mailFolders('inbox')/messages")
    await hook.graph.post('/me/messages', { subject: 'Keel' })
    await hook.later(1_000)
    expect(hook.listener.notifications()).toEqual([])
    await hook.graph.post('/me/mailFolders/inbox/messages', { subject: 'Sails' })
    await hook.later(1_000)
    expect(hook.listener.notifications()).toHaveLength(1)
  })

  it('bear immutable ids for subscriptions that were made with them', async () => {
    await using hook = await subscriber()
    const immutable = { prefer: 'IdType="ImmutableId"' }
    await hook.subscribe('me/messages', {}, immutable)
    const { json } = await hook.graph.post('/me/messages', { subject: 'Keel' }, immutable)
    await hook.graph.post(`/me/messages/${json['id']}/move`, { destinationId: 'archive' }, immutable)
    await hook.later(1_000)
    const ids = hook.listener.notifications().map((each) => each['resourceData']?.['id'])
    expect(ids).toEqual([json['id'], json['id'], json['id']])
  })

  it('come again after 10 seconds when the endpoint does not answer with success', async () => {
    const statuses = [503, 202]
    await using hook = await subscriber({}, (request) =>
      request.url.includes('validationToken') ? obedient(request) : { status: statuses.shift() ?? 202 },
    )
    await hook.subscribe('me/messages')
    await hook.graph.post('/me/messages', { subject: 'Keel' })
    await hook.later(1_000)
    expect(hook.listener.received).toHaveLength(1)
    await hook.later(10_000)
    expect(hook.listener.received).toHaveLength(2)
    expect(hook.listener.received[1]?.text).toBe(hook.listener.received[0]?.text)
    await hook.later(3_600_000)
    expect(hook.listener.received).toHaveLength(2)
  })
})
