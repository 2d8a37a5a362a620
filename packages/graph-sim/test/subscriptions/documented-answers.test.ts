import type {
  ChangeNotificationCollection,
  NullableOption,
  Subscription,
} from '@microsoft/microsoft-graph-types'
import { describe, expect, it } from 'vitest'
import { clientOf, type Json } from '../graph-client.ts'
import { selfSigned } from './self-signed.ts'
import { request, subscriber } from './subscriber.ts'

const hour = 3_600_000
const { certificate } = selfSigned()

function inAnHour(now: number): string {
  return new Date(now + hour).toISOString().replace('000Z', '0000000Z')
}

/** The types of an answer's members, as documented pairs are compared. */
function typesOf(json: object): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(json).map(([name, value]) => [name, value === null ? 'null' : typeof value]),
  )
}

describe('the documented requests for subscriptions', () => {
  it('to messages without resource data are answered with every property', async () => {
    await using hook = await subscriber()
    const { me } = hook.graph.tenant
    const { status, json } = await hook.subscribe(`users/${me.id}/messages`, { changeType: 'created' })
    expect(status).toBe(201)
    const { notificationContentType, ...others } = json as unknown as Record<string, unknown>
    expect(notificationContentType).toBe('application/json')
    expect(typesOf(others)).toEqual({
      '@odata.context': 'string',
      id: 'string',
      resource: 'string',
      applicationId: 'string',
      changeType: 'string',
      clientState: 'string',
      notificationUrl: 'string',
      notificationQueryOptions: 'null',
      lifecycleNotificationUrl: 'null',
      expirationDateTime: 'string',
      creatorId: 'string',
      includeResourceData: 'null',
      latestSupportedTlsVersion: 'string',
      encryptionCertificate: 'null',
      encryptionCertificateId: 'null',
      notificationUrlAppId: 'null',
    })
  })

  it('with resource data give the certificate back', async () => {
    await using hook = await subscriber()
    const { clock, me } = hook.graph.tenant
    const { status, json } = await hook.subscribe(
      `users/${me.id}/messages?$select=Subject,bodyPreview,importance,receivedDateTime,from`,
      {
        changeType: 'created',
        includeResourceData: true,
        encryptionCertificate: certificate,
        encryptionCertificateId: 'testCertificateId',
        expirationDateTime: inAnHour(clock.now()),
      },
    )
    expect(status).toBe(201)
    expect(json).toMatchObject({
      resource: `users/${me.id}/messages?$select=Subject,bodyPreview,importance,receivedDateTime,from`,
      expirationDateTime: inAnHour(clock.now()),
      includeResourceData: true,
      encryptionCertificate: certificate,
      encryptionCertificateId: 'testCertificateId',
    })
  })

  it('with a condition tell of what fulfils it', async () => {
    await using hook = await subscriber()
    const { graph } = hook
    const resource =
      "me/mailfolders('Drafts')/messages?$select=Subject,bodyPreview&$filter=hasAttachments eq true AND importance eq 'High'"
    const { status } = await hook.subscribe(resource, {
      changeType: 'created',
      includeResourceData: true,
      encryptionCertificate: certificate,
      encryptionCertificateId: 'testCertificateId',
      expirationDateTime: inAnHour(graph.tenant.clock.now()),
    })
    expect(status).toBe(201)
    await graph.post('/me/messages', { subject: 'plain', importance: 'high' })
    const file = { '@odata.type': '#microsoft.graph.fileAttachment', name: 'a.txt', contentBytes: 'YQ==' }
    await graph.post('/me/messages', { subject: 'both', importance: 'high', attachments: [file] })
    await hook.later(1_000)
    expect(hook.listener.notifications()).toHaveLength(1)
  })

  it.each([
    ['chats/getAllMessages?model=A', ['Chat.Read.All']],
    ['/teams/getAllMessages', ['ChannelMessage.Read.All']],
    ['/teams/getAllChannels', ['Channel.ReadBasic.All']],
    ['/teams/getAllMembers', ['TeamMember.Read.All']],
    ['/teams', ['Team.ReadBasic.All']],
    ['/chats', ['Chat.ReadBasic.All']],
    ['chats/getAllMembers', ['ChatMember.Read.All']],
    ['users', ['User.Read.All']],
    ['groups', ['Group.Read.All']],
    ['/users/{me}/events', ['Calendars.Read']],
    ['/users/{me}/contacts', ['Contacts.Read']],
    ['/users/{me}/drive/root', ['Files.ReadWrite.All']],
    ['/users/{me}/chats/getAllMessages', ['Chat.Read.All']],
  ])('of apps to %s are taken with the documented permission alone', async (path, roles) => {
    await using hook = await subscriber()
    const { tenant } = hook.graph
    const app = clientOf(tenant, tenant.token({ roles }))
    const body = request(tenant.clock.now(), hook.listener.url, path.replace('{me}', tenant.me.id), {
      changeType: 'updated',
      expirationDateTime: inAnHour(tenant.clock.now()),
    })
    const { status, json } = await app.post('/subscriptions', body)
    expect([status, json['creatorId']]).toEqual([201, json['applicationId']])
  })

  it.each([
    ['me/messages', ['Mail.ReadBasic']],
    ['me/events', ['Calendars.Read']],
    ['me/contacts', ['Contacts.Read']],
    ['me/drive/root', ['Files.ReadWrite.All']],
    ['users', ['User.Read.All']],
    ['groups', ['Group.Read.All']],
    ['me/todo/lists/Tasks/tasks', ['Tasks.ReadWrite']],
    ['communications/presences/{me}', ['Presence.Read.All']],
    ['/me/chats/getAllMessages', ['Chat.Read']],
  ])('of users to %s are taken with the documented permission alone', async (path, scopes) => {
    await using hook = await subscriber()
    const { tenant } = hook.graph
    const body = request(tenant.clock.now(), hook.listener.url, path.replace('{me}', tenant.me.id), {
      changeType: 'updated',
      expirationDateTime: inAnHour(tenant.clock.now()),
    })
    const { status } = await clientOf(tenant, tenant.token({ scopes })).post('/subscriptions', body)
    expect(status).toBe(201)
  })

  it('to several presences are taken for the people in the filter', async () => {
    await using hook = await subscriber()
    const [first, second] = hook.graph.tenant.users
    const { clock } = hook.graph.tenant
    const wishes = { changeType: 'updated', expirationDateTime: inAnHour(clock.now()) }
    const resource = `/communications/presences?$filter=id in ('${first?.id}', '${second?.id}')`
    expect((await hook.subscribe(resource, wishes)).status).toBe(201)
    expect((await hook.subscribe('/communications/presences', wishes)).status).toBe(400)
  })

  it('that go to Azure Event Hubs are refused as not simulated', async () => {
    await using hook = await subscriber()
    const notificationUrl = 'EventHub:https://vault.vault.azure.net/secrets/hub?tenantId=contoso.example'
    expect((await hook.subscribe('me/messages', { notificationUrl })).status).toBe(501)
  })
})

describe('documented answers', () => {
  it('to GET and PATCH have empty texts where there is no encryption, and name their context', async () => {
    await using hook = await subscriber()
    const { json } = await hook.subscribe('me/messages', { lifecycleNotificationUrl: hook.listener.url })
    const path = `/subscriptions/${json['id']}`
    const got = await hook.graph.get(path)
    expect(got.json).toMatchObject({
      '@odata.context': 'https://graph.microsoft.com/v1.0/$metadata#subscriptions/$entity',
      lifecycleNotificationUrl: hook.listener.url,
      clientState: 'secretClientValue',
      latestSupportedTlsVersion: 'v1_2',
      encryptionCertificate: '',
      encryptionCertificateId: '',
      includeResourceData: false,
      notificationContentType: 'application/json',
    })
    const expirationDateTime = '2026-11-22T18:23:45.9356913Z'
    const renewed = await hook.graph.patch(path, { expirationDateTime })
    const { '@microsoft.graph.tips': _, ...kept } = got.json as unknown as Record<string, unknown>
    expect(renewed.json).toEqual({ ...kept, expirationDateTime })
  })

  it('to reauthorize and DELETE are 204 without a body', async () => {
    await using hook = await subscriber()
    const { json } = await hook.subscribe('me/messages')
    const path = `/subscriptions/${json['id']}`
    const reauthorized = await hook.graph.post(`${path}/reauthorize`)
    expect([reauthorized.status, reauthorized.text]).toEqual([204, ''])
    const deleted = await hook.graph.delete(path)
    expect([deleted.status, deleted.text]).toEqual([204, ''])
  })

  it('are of the types that Microsoft declares, notifications included', async () => {
    await using hook = await subscriber()
    const { json } = await hook.subscribe('me/messages')
    const subscription: Subscription = {
      id: json['id'] as string,
      expirationDateTime: json['expirationDateTime'] as string,
      includeResourceData: json['includeResourceData'] as unknown as NullableOption<boolean>,
    }
    await hook.graph.post('/me/messages', { subject: 'Keel' })
    await hook.later(1_000)
    const collection: ChangeNotificationCollection = JSON.parse(hook.listener.received[0]?.text ?? '')
    const [notification] = collection.value ?? []
    expect(notification?.subscriptionId).toBe(subscription.id)
    expect(Object.keys(notification ?? {}).toSorted()).toEqual([
      'changeType',
      'clientState',
      'resource',
      'resourceData',
      'subscriptionExpirationDateTime',
      'subscriptionId',
      'tenantId',
    ] satisfies (keyof NonNullable<typeof notification>)[])
  })

  it('come from within a $batch as well', async () => {
    await using hook = await subscriber()
    const { clock } = hook.graph.tenant
    const { json } = await hook.graph.post('/$batch', {
      requests: [
        {
          id: '1',
          method: 'POST',
          url: '/subscriptions',
          headers: { 'Content-Type': 'application/json' },
          body: request(clock.now(), hook.listener.url, 'me/messages', {}),
        },
      ],
    })
    expect((json['responses'] as unknown as Json[])[0]?.['status']).toBe(201)
  })
})
