import { createDecipheriv, createHash, createHmac, type KeyObject, privateDecrypt } from 'node:crypto'
import { createLocalJWKSet, createRemoteJWKSet, type JSONWebKeySet, jwtVerify } from 'jose'
import { describe, expect, it } from 'vitest'
import { serve } from '../../src/index.ts'
import { clientOf, type Json } from '../graph-client.ts'
import { selfSigned } from './self-signed.ts'
import { request, subscriber } from './subscriber.ts'

const own = selfSigned()
const hour = 3_600_000
const appId = '5f0b9c6e-6a51-4d3c-9a52-0d8e6f1b7c20'

function rich(now: number, wishes: object = {}): object {
  return {
    includeResourceData: true,
    encryptionCertificate: own.certificate,
    encryptionCertificateId: 'mine',
    expirationDateTime: new Date(now + hour).toISOString(),
    ...wishes,
  }
}

/** What a client does that has read the documentation and knows nothing of the simulator. */
function decrypt(content: Json | undefined, key: KeyObject): unknown {
  const bytes = (name: string): Buffer => Buffer.from(String(content?.[name]), 'base64')
  const dataKey = privateDecrypt({ key, oaepHash: 'sha1' }, bytes('dataKey'))
  const expected = createHmac('sha256', dataKey).update(bytes('data')).digest('base64')
  expect(content?.['dataSignature']).toBe(expected)
  expect(dataKey).toHaveLength(32)
  const decipher = createDecipheriv('aes-256-cbc', dataKey, dataKey.subarray(0, 16))
  return JSON.parse(Buffer.concat([decipher.update(bytes('data')), decipher.final()]).toString('utf8'))
}

describe('rich notifications', () => {
  it('bring what $select names of a message, encrypted for the certificate of the subscription (rule 46)', async () => {
    await using hook = await subscriber()
    const { graph } = hook
    const resource = 'me/messages?$select=Subject,importance,receivedDateTime,from'
    const { status } = await hook.subscribe(resource, rich(graph.tenant.clock.now()))
    expect(status).toBe(201)
    const { me } = graph.tenant
    const from = { emailAddress: { name: me.displayName, address: me.mail } }
    const { json } = await graph.post('/me/messages', { subject: 'Blåbær', from })
    await hook.later(1_000)
    const [notification] = hook.listener.notifications()
    const address = `Users('${me.id}')/messages('${json['id']}')`
    expect(notification).toMatchObject({
      changeType: 'created',
      resource: address,
      resourceData: {
        '@odata.type': '#microsoft.graph.message',
        '@odata.id': address,
        '@odata.etag': json['@odata.etag'],
        id: json['id'],
      },
      encryptedContent: {
        encryptionCertificateId: 'mine',
        encryptionCertificateThumbprint: createHash('sha1')
          .update(Buffer.from(own.certificate, 'base64'))
          .digest('hex')
          .toUpperCase(),
      },
    })
    expect(decrypt(notification?.['encryptedContent'], own.privateKey)).toEqual({
      subject: 'Blåbær',
      'importance@odata.type': '#microsoft.graph.importance',
      importance: 'normal',
      'receivedDateTime@odata.type': '#DateTimeOffset',
      receivedDateTime: json['receivedDateTime'],
      from: {
        '@odata.type': '#microsoft.graph.recipient',
        emailAddress: {
          '@odata.type': '#microsoft.graph.emailAddress',
          name: me.displayName,
          address: me.mail,
        },
      },
    })
  })

  it('bring all of a message in a channel, for apps, with a key of their own each', async () => {
    await using hook = await subscriber()
    const { tenant } = hook.graph
    const app = clientOf(tenant, tenant.token({ roles: ['ChannelMessage.Read.All'] }))
    const wishes = rich(tenant.clock.now())
    const subscription = request(tenant.clock.now(), hook.listener.url, 'teams/getAllMessages', wishes)
    expect((await app.post('/subscriptions', subscription)).status).toBe(201)
    const [team] = (await hook.graph.get('/me/joinedTeams')).json['value'] as unknown as Json[]
    const [channel] = (await hook.graph.get(`/teams/${team?.['id']}/channels`)).json[
      'value'
    ] as unknown as Json[]
    const path = `/teams/${team?.['id']}/channels/${channel?.['id']}/messages`
    const sent = await hook.graph.post(path, { body: { content: 'Ahoy' } })
    await hook.graph.post(`${path}/${sent.json['id']}/replies`, { body: { content: 'Hello' } })
    await hook.later(1_000)
    const [first, second] = hook.listener.notifications()
    const place = `teams('${team?.['id']}')/channels('${channel?.['id']}')/messages('${sent.json['id']}')`
    expect(first?.['resource']).toBe(place)
    expect(first?.['resourceData']).toEqual({
      '@odata.type': '#Microsoft.Graph.chatMessage',
      '@odata.id': place,
      id: sent.json['id'],
    })
    expect(second?.['resource']).toMatch(/\/messages\('\d+'\)\/replies\('\d+'\)$/)
    expect(decrypt(first?.['encryptedContent'], own.privateKey)).toMatchObject({
      id: sent.json['id'],
      body: { content: 'Ahoy' },
      channelIdentity: { teamId: team?.['id'], channelId: channel?.['id'] },
    })
    expect(first?.['encryptedContent']?.['dataKey']).not.toBe(second?.['encryptedContent']?.['dataKey'])
  })

  it('come with a token that the keys of the tenant verify, for the app that subscribed', async () => {
    await using hook = await subscriber()
    const { tenant } = hook.graph
    await using server = await serve(tenant)
    await hook.subscribe('me/messages?$select=subject', rich(tenant.clock.now()))
    await hook.graph.post('/me/messages', { subject: 'Keel' })
    await hook.later(1_000)
    const { validationTokens } = JSON.parse(hook.listener.received[0]?.text ?? '')
    expect(validationTokens).toHaveLength(1)
    const metadata = await fetch(`${server.url}/common/.well-known/openid-configuration`)
    const { jwks_uri, issuer } = (await metadata.json()) as { jwks_uri: string; issuer: string }
    const { payload, protectedHeader } = await jwtVerify(
      validationTokens[0],
      createRemoteJWKSet(new URL(jwks_uri)),
      { issuer, audience: appId, currentDate: new Date(tenant.clock.now()) },
    )
    expect(protectedHeader.alg).toBe('RS256')
    expect(payload).toMatchObject({
      appid: '0bf30f3b-4a52-48df-9a82-234910c4a086',
      azp: '0bf30f3b-4a52-48df-9a82-234910c4a086',
      tid: tenant.id,
      iss: `https://sts.windows.net/${tenant.id}/`,
      ver: '1.0',
    })
  })

  it('have keys at each of the paths of the identity platform, and no two tenants the same', async () => {
    await using hook = await subscriber()
    const { tenant } = hook.graph
    const read = async (path: string): Promise<JSONWebKeySet> =>
      (await tenant.fetch(`https://login.example${path}`)).json() as Promise<JSONWebKeySet>
    const keys = await read('/common/discovery/keys')
    for (const path of ['/common/discovery/v2.0/keys', `/${tenant.id}/discovery/v2.0/keys`])
      expect(await read(path)).toEqual(keys)
    expect(createLocalJWKSet(keys)).toBeTypeOf('function')
    await using other = await subscriber()
    expect(
      await (await other.graph.tenant.fetch('https://x.example/common/discovery/keys')).json(),
    ).not.toEqual(keys)
  })

  it('come with no tokens when there is nothing rich in them', async () => {
    await using hook = await subscriber()
    await hook.subscribe('me/messages')
    await hook.graph.post('/me/messages', { subject: 'Keel' })
    await hook.later(1_000)
    expect(JSON.parse(hook.listener.received[0]?.text ?? '')).not.toHaveProperty('validationTokens')
  })

  it('are encrypted for a new certificate once the subscription has it', async () => {
    await using hook = await subscriber()
    const next = selfSigned()
    const { json } = await hook.subscribe(
      'me/contacts?$select=displayName',
      rich(hook.graph.tenant.clock.now()),
    )
    const changed = await hook.graph.patch(`/subscriptions/${json['id']}`, {
      encryptionCertificate: next.certificate,
      encryptionCertificateId: 'next',
    })
    expect(changed.json['encryptionCertificateId']).toBe('next')
    await hook.graph.post('/me/contacts', { displayName: 'Tove' })
    await hook.later(1_000)
    const [notification] = hook.listener.notifications()
    expect(decrypt(notification?.['encryptedContent'], next.privateKey)).toEqual({ displayName: 'Tove' })
  })

  it.each([
    ['no certificate', 'me/messages?$select=subject', { encryptionCertificate: undefined }],
    ['no id of the certificate', 'me/messages?$select=subject', { encryptionCertificateId: undefined }],
    ['a certificate that is none', 'me/messages?$select=subject', { encryptionCertificate: 'bm9uZQ==' }],
    [
      'a key of 1,024 bits',
      'me/messages?$select=subject',
      { encryptionCertificate: selfSigned(1024).certificate },
    ],
    ['messages without $select', 'me/messages', {}],
    ['the body of messages', 'me/messages?$select=subject,body', {}],
    ['an unknown property', 'me/messages?$select=subject,bananas', {}],
    ['an order', 'me/messages?$select=subject&$orderby=subject', {}],
    ['an unknown property of events', 'me/events?$select=bananas', {}],
    ['users', 'users', { changeType: 'updated' }],
    ['a drive', 'me/drive/root', { changeType: 'updated' }],
  ])('are refused with %s', async (_, resource, wishes) => {
    await using hook = await subscriber()
    const { status } = await hook.subscribe(resource, rich(hook.graph.tenant.clock.now(), wishes))
    expect(status).toBe(400)
  })

  it('bring no preview to an app that may read no bodies', async () => {
    await using hook = await subscriber()
    const { tenant } = hook.graph
    const basic = clientOf(tenant, tenant.token({ scopes: ['Mail.ReadBasic'] }))
    const resource = 'me/messages?$select=subject,bodyPreview'
    const body = request(tenant.clock.now(), hook.listener.url, resource, rich(tenant.clock.now()))
    expect((await basic.post('/subscriptions', body)).status).toBe(201)
    await hook.graph.post('/me/messages', { subject: 'Keel', body: { content: 'secret' } })
    await hook.later(1_000)
    const [notification] = hook.listener.notifications()
    expect(decrypt(notification?.['encryptedContent'], own.privateKey)).toEqual({ subject: 'Keel' })
  })

  it('of Outlook last a day at most (rule 44)', async () => {
    await using hook = await subscriber()
    const now = hook.graph.tenant.clock.now()
    const day = (minutes: number) => ({ expirationDateTime: new Date(now + minutes * 60_000).toISOString() })
    const ask = (minutes: number) => hook.subscribe('me/events?$select=subject', rich(now, day(minutes)))
    expect((await ask(1_441)).status).toBe(400)
    expect((await ask(1_440)).status).toBe(201)
  })
})
