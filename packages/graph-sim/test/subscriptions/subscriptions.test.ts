import type { Subscription } from '@microsoft/microsoft-graph-types'
import { describe, expect, it, vi } from 'vitest'
import { clientOf, type Json, smallTenant } from '../graph-client.ts'
import { listen, obedient } from './listener.ts'
import { request, subscriber } from './subscriber.ts'

const minute = 60_000

function minutesFrom(now: number, minutes: number): object {
  return { expirationDateTime: new Date(now + minutes * minute).toISOString() }
}

function code(json: Json): string {
  return json['error']?.['code'] as string
}

function message(json: Json): string {
  return json['error']?.['message'] as string
}

describe('POST /subscriptions', () => {
  it('answers 201 with the subscription as it was asked for', async () => {
    await using hook = await subscriber()
    const { status, json } = await hook.subscribe("me/mailFolders('Inbox')/messages", {
      changeType: 'created',
    })
    expect(status).toBe(201)
    expect(json).toEqual({
      '@odata.context': 'https://graph.microsoft.com/v1.0/$metadata#subscriptions/$entity',
      id: expect.stringMatching(/^[0-9a-f-]{36}$/),
      resource: "me/mailFolders('Inbox')/messages",
      applicationId: '5f0b9c6e-6a51-4d3c-9a52-0d8e6f1b7c20',
      changeType: 'created',
      clientState: 'secretClientValue',
      notificationUrl: hook.listener.url,
      notificationQueryOptions: null,
      notificationContentType: 'application/json',
      lifecycleNotificationUrl: null,
      expirationDateTime: '2026-11-20T10:00:00.000Z',
      creatorId: hook.graph.tenant.me.id,
      includeResourceData: null,
      latestSupportedTlsVersion: 'v1_2',
      encryptionCertificate: null,
      encryptionCertificateId: null,
      notificationUrlAppId: null,
    })
    const {
      '@odata.context': _,
      notificationContentType,
      ...documented
    } = json as unknown as Record<string, never>
    expect(documented satisfies Subscription).toBeDefined()
  })

  it('asks both endpoints for a token in plain text, even when they are the same (rule 42)', async () => {
    await using hook = await subscriber()
    await hook.subscribe('me/messages', {
      notificationUrl: `${hook.listener.url}?mine=1`,
      lifecycleNotificationUrl: hook.listener.url,
    })
    const [first, second] = hook.listener.validations
    expect(hook.listener.validations).toHaveLength(2)
    expect(first?.headers['content-type']).toBe('text/plain; charset=utf-8')
    expect(first?.url).toMatch(/^\/hook\?mine=1&validationToken=Validation%3A%20Testing/)
    expect(second?.url).toMatch(/^\/hook\?validationToken=/)
  })

  it.each([
    ['another status', () => ({ status: 202 }), 'must respond with 200 OK'],
    ['another text', () => ({ status: 200, type: 'text/plain', body: 'no' }), 'exactly match'],
    [
      'another type',
      (one: Parameters<typeof obedient>[0]) => ({ ...obedient(one), type: 'text/html' }),
      'exactly match',
    ],
    ['a redirect', () => ({ status: 302 }), 'must respond with 200 OK'],
  ])('refuses an endpoint that answers with %s (rule 42)', async (_, answering, words) => {
    await using hook = await subscriber({}, answering)
    const { status, json } = await hook.subscribe('me/messages')
    expect([status, code(json)]).toEqual([400, 'ValidationError'])
    expect(message(json)).toContain(words)
    expect((await hook.graph.get('/subscriptions')).json['value']).toEqual([])
  })

  it('refuses an endpoint that is not there', async () => {
    await using hook = await subscriber()
    const gone = await listen()
    await gone.close()
    const { status, json } = await hook.subscribe('me/messages', { notificationUrl: gone.url })
    expect([status, code(json)]).toEqual([400, 'ValidationError'])
  })

  it('refuses an endpoint that does not answer within 10 seconds (rule 42)', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout'] })
    try {
      const asked = Promise.withResolvers<void>()
      const fetch = (): Promise<Response> => {
        asked.resolve()
        return new Promise(() => undefined)
      }
      await using hook = await subscriber({ notifications: { fetch, plainHttp: 'loopback' } })
      const asking = hook.subscribe('me/messages')
      await asked.promise
      vi.advanceTimersByTime(10_000)
      const { status, json } = await asking
      expect([status, code(json)]).toEqual([400, 'ValidationError'])
      expect(message(json)).toContain('timed out')
    } finally {
      vi.useRealTimers()
    }
  })

  it.each(['changeType', 'notificationUrl', 'resource', 'expirationDateTime'])('needs %s', async (name) => {
    await using hook = await subscriber()
    const { status, json } = await hook.subscribe('me/messages', { [name]: undefined })
    expect([status, code(json)]).toEqual([400, 'InvalidRequest'])
    expect(message(json)).toBe(`${name} is a required property for subscription creation`)
  })

  it.each([
    ['no URL', { notificationUrl: 'hook' }],
    ['http elsewhere', { notificationUrl: 'http://example.com/hook' }],
    ['another protocol', { notificationUrl: 'ftp://127.0.0.1/hook' }],
    ['a lifecycle URL of http elsewhere', { lifecycleNotificationUrl: 'http://example.com/hook' }],
    ['an unknown change', { changeType: 'created,moved' }],
    ['a change twice', { changeType: 'created,created' }],
    ['a secret of 129 characters', { clientState: 'x'.repeat(129) }],
    ['no date', { expirationDateTime: 'tomorrow' }],
    ['an unknown TLS version', { latestSupportedTlsVersion: 'v2_0' }],
  ])('refuses %s', async (_, wishes) => {
    await using hook = await subscriber()
    const { status, json } = await hook.subscribe('me/messages', wishes)
    expect([status, code(json)]).toEqual([400, expect.stringMatching(/InvalidRequest|RequestBodyRead/)])
  })

  it('takes http of this machine only in tenants that are told so', async () => {
    await using listener = await listen()
    const tenant = smallTenant()
    const { status, json } = await clientOf(tenant).post(
      '/subscriptions',
      request(tenant.clock.now(), listener.url, 'me/messages', {}),
    )
    expect([status, code(json)]).toEqual([400, 'InvalidRequest'])
  })

  it.each([
    ['me/messages', 10_080],
    ['me/events', 10_080],
    ['me/contacts', 10_080],
    ['me/drive/root', 42_300],
    ['users', 41_760],
    ['groups', 41_760],
    ['me/todo/lists/Tasks/tasks', 4_230],
    ['communications/presences/{me}', 60],
  ])('lets a subscription to %s last %i minutes at most (rule 44)', async (resource, most) => {
    await using hook = await subscriber()
    const changeType = 'updated'
    const { clock, me } = hook.graph.tenant
    const named = resource.replace('{me}', me.id)
    const over = await hook.subscribe(named, { changeType, ...minutesFrom(clock.now(), most + 1) })
    expect([over.status, code(over.json)]).toEqual([400, 'ExtensionError'])
    expect(message(over.json)).toBe(`Subscription expiration can only be ${most} minutes in the future.`)
    expect((await hook.subscribe(named, { changeType, ...minutesFrom(clock.now(), most) })).status).toBe(201)
  })

  it('raises anything below 45 minutes to 45 (rule 44)', async () => {
    await using hook = await subscriber()
    const { clock } = hook.graph.tenant
    const { json } = await hook.subscribe('me/messages', minutesFrom(clock.now(), 5))
    expect(json['expirationDateTime']).toBe(new Date(clock.now() + 45 * minute).toISOString())
  })

  it.each([
    ['bananas', 'Unsupported workload.'],
    ['me/bananas', "The value 'me/bananas' of parameter 'Resource' is invalid."],
    ["me/mailFolders('nowhere')/messages", 'of parameter'],
    ['me/drive/root:/Nowhere:', 'could not be found'],
    ['https://graph.microsoft.com/v1.0/me/messages', 'Unsupported workload.'],
  ])('refuses the resource %s', async (resource, words) => {
    await using hook = await subscriber()
    const { status, json } = await hook.subscribe(resource, { changeType: 'updated' })
    expect([status >= 400 && status < 500, code(json)]).toEqual([true, 'ExtensionError'])
    expect(message(json)).toContain(words)
  })

  it('says so when Graph has the resource and the simulator does not', async () => {
    await using hook = await subscriber()
    expect((await hook.subscribe('communications/callRecords')).status).toBe(501)
  })

  it.each([
    ['me/drive/root', 'created'],
    ['users', 'created'],
    ['groups', 'created,updated'],
  ])('refuses for %s the change %s', async (resource, changeType) => {
    await using hook = await subscriber()
    const { status, json } = await hook.subscribe(resource, { changeType })
    expect([status, code(json)]).toEqual([400, 'ExtensionError'])
  })

  it('demands a lifecycleNotificationUrl of subscriptions to Teams for more than an hour', async () => {
    await using hook = await subscriber()
    const { tenant } = hook.graph
    const app = clientOf(tenant, tenant.token({ roles: ['ChannelMessage.Read.All'] }))
    const ask = (wishes: object) =>
      app.post(
        '/subscriptions',
        request(tenant.clock.now(), hook.listener.url, '/teams/getAllMessages', wishes),
      )
    const refused = await ask({})
    expect([refused.status, message(refused.json)]).toEqual([
      400,
      'lifecycleNotificationUrl is a required property for subscription creation on this resource when the expirationDateTime value is set to greater than 1 hour',
    ])
    expect((await ask(minutesFrom(tenant.clock.now(), 60))).status).toBe(201)
  })

  it('refuses a second one of the same app to the same resource and changes', async () => {
    await using hook = await subscriber()
    const first = await hook.subscribe('me/messages', { changeType: 'created,updated' })
    const second = await hook.subscribe('/me/messages', { changeType: 'updated,created' })
    expect(second.status).toBe(409)
    expect(message(second.json)).toContain(
      `Subscription Id ${first.json['id']} already exists for the requested combination`,
    )
    expect((await hook.subscribe('me/messages', { changeType: 'created' })).status).toBe(201)
  })

  it('refuses what the token does not allow, with 403', async () => {
    await using hook = await subscriber()
    const { tenant } = hook.graph
    const [, other] = tenant.users.filter(({ id }) => id !== tenant.me.id)
    const ask = (token: string, resource: string) =>
      clientOf(tenant, token).post(
        '/subscriptions',
        request(tenant.clock.now(), hook.listener.url, resource, { changeType: 'updated' }),
      )
    expect((await ask(tenant.token({ scopes: ['Contacts.Read'] }), 'me/messages')).status).toBe(403)
    expect((await ask(tenant.token({ scopes: ['Sites.Selected'] }), 'me/messages')).status).toBe(403)
    expect((await ask(tenant.token(), `users/${other?.id}/messages`)).status).toBe(403)
    expect((await ask(tenant.token({ scopes: ['Chat.Read.All'] }), 'chats/getAllMessages')).status).toBe(403)
    const app = tenant.token({ roles: ['Mail.Read'] })
    expect((await ask(app, `users/${other?.id}/messages`)).status).toBe(201)
  })

  it('refuses the 101st subscription of an app to users and groups', async () => {
    await using hook = await subscriber()
    const { tenant } = hook.graph
    const answers = []
    for (const user of tenant.users)
      for (const [i] of Array.from({ length: 3 }).entries())
        answers.push(
          await hook.subscribe(`users/${user.id}`, {
            changeType: ['updated', 'deleted', 'updated,deleted'][i],
          }),
        )
    expect(answers.every(({ status }) => status === 201)).toBe(true)
    for (let i = answers.length; i < 100; i++) {
      const group = await hook.graph.post('/groups', {
        displayName: `Crew ${i}`,
        mailNickname: `crew${i}`,
        mailEnabled: false,
        securityEnabled: true,
      })
      expect((await hook.subscribe(`groups/${group.json['id']}`, { changeType: 'updated' })).status).toBe(201)
    }
    const { status, json } = await hook.subscribe('users', { changeType: 'updated' })
    expect([status, message(json)]).toEqual([403, expect.stringContaining('100')])
  })
})

describe('subscriptions', () => {
  it('are listed for the app and the user that made them, without the secret of the client', async () => {
    await using hook = await subscriber()
    const { tenant } = hook.graph
    const { json } = await hook.subscribe('me/messages')
    const listed = await hook.graph.get('/subscriptions')
    expect(listed.json['@odata.context']).toBe('https://graph.microsoft.com/v1.0/$metadata#subscriptions')
    expect(listed.json['value']).toEqual([
      expect.objectContaining({
        id: json['id'],
        clientState: null,
        includeResourceData: false,
        encryptionCertificate: '',
        encryptionCertificateId: '',
      }),
    ])
    const others = [
      tenant.token({ app: '11111111-1111-4111-8111-111111111111' }),
      tenant.token({ user: tenant.users.find(({ id }) => id !== tenant.me.id)?.id ?? '' }),
    ]
    for (const token of others) {
      const client = clientOf(tenant, token)
      expect((await client.get('/subscriptions')).json['value']).toEqual([])
      expect((await client.get(`/subscriptions/${json['id']}`)).status).toBe(404)
      expect((await client.delete(`/subscriptions/${json['id']}`)).status).toBe(404)
    }
  })

  it('of other apps are listed with Subscription.Read.All', async () => {
    await using hook = await subscriber()
    const { tenant } = hook.graph
    const { json } = await hook.subscribe('me/messages')
    const scopes = ['Mail.Read', 'Subscription.Read.All']
    const token = tenant.token({ app: '11111111-1111-4111-8111-111111111111', scopes })
    const { value } = (await clientOf(tenant, token).get('/subscriptions')).json
    expect((value as unknown as Json[]).map(({ id }) => id)).toEqual([json['id']])
  })

  it('are read and renewed, and end when they are deleted', async () => {
    await using hook = await subscriber()
    const { clock } = hook.graph.tenant
    const { json } = await hook.subscribe('me/messages')
    const path = `/subscriptions/${json['id']}`
    expect((await hook.graph.get(path)).json['clientState']).toBe('secretClientValue')
    const renewed = await hook.graph.patch(path, minutesFrom(clock.now(), 10_080))
    expect(renewed.status).toBe(200)
    expect(renewed.json['expirationDateTime']).toBe('2026-11-25T10:00:00.000Z')
    expect((await hook.graph.delete(path)).status).toBe(204)
    expect(code((await hook.graph.get(path)).json)).toBe('ResourceNotFound')
    await hook.graph.post('/me/messages', { subject: 'Keel' })
    await hook.later(5_000)
    expect(hook.listener.received).toEqual([])
  })

  it('move to another endpoint once it has answered, and cannot get a lifecycleNotificationUrl (rule 45)', async () => {
    await using hook = await subscriber()
    await using other = await listen()
    const { json } = await hook.subscribe('me/messages')
    const path = `/subscriptions/${json['id']}`
    const added = await hook.graph.patch(path, { lifecycleNotificationUrl: other.url })
    expect([added.status, code(added.json)]).toEqual([400, 'InvalidRequest'])
    expect((await hook.graph.patch(path, { notificationUrl: other.url })).status).toBe(200)
    expect(other.validations).toHaveLength(1)
    await hook.graph.post('/me/messages', { subject: 'Keel' })
    await hook.later(1_000)
    expect([hook.listener.received.length, other.received.length]).toEqual([0, 1])
  })

  it('end when their time has come', async () => {
    await using hook = await subscriber()
    const { json } = await hook.subscribe('me/messages')
    await hook.later(48 * 60 * minute)
    expect((await hook.graph.get(`/subscriptions/${json['id']}`)).status).toBe(404)
    expect((await hook.graph.get('/subscriptions')).json['value']).toEqual([])
  })

  it('are renewed no further than their longest', async () => {
    await using hook = await subscriber()
    const { json } = await hook.subscribe('me/messages')
    const path = `/subscriptions/${json['id']}`
    const { status } = await hook.graph.patch(path, minutesFrom(hook.graph.tenant.clock.now(), 10_081))
    expect(status).toBe(400)
  })
})
