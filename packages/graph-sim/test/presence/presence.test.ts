import type { Presence } from '@microsoft/microsoft-graph-types'
import { describe, expect, it } from 'vitest'
import { clientOf, type GraphClient } from '../graph-client.ts'
import { as, asApp, fresh, others } from '../teams/team-client.ts'

const minute = 60_000
const names: readonly (keyof Presence)[] = [
  'id',
  'availability',
  'activity',
  'statusMessage',
  'outOfOfficeSettings',
  'sequenceNumber',
]
const session = '22553876-f5ab-4529-bffb-cfe50aa89f87'

/** Lets time pass, and signs in again. */
function later(client: GraphClient, minutes: number): GraphClient {
  client.tenant.clock.advance(minutes * minute)
  return clientOf(client.tenant)
}

describe('presence', () => {
  it('of oneself and of others is read', async () => {
    const client = fresh()
    const { id } = client.tenant.me
    const { status, json } = await client.get('/me/presence')
    expect([status, json['@odata.context']]).toEqual([
      200,
      `https://graph.microsoft.com/v1.0/$metadata#users('${id}')/presence/$entity`,
    ])
    expect(json).toMatchObject({ id, availability: 'Available', activity: 'Available', statusMessage: null })
    expect(Object.keys(json).filter((name) => !name.startsWith('@'))).toEqual(names)
    const [other] = others(client)
    expect((await client.get(`/communications/presences/${other}`)).json['id']).toBe(other)
    expect((await client.get('/communications/presences/11111111-0000-0000-0000-000000000000')).status).toBe(
      404,
    )
  })

  it('is read of many at once', async () => {
    const client = fresh()
    const [other] = others(client)
    const nobody = '11111111-0000-0000-0000-000000000000'
    const { status, json } = await client.post('/communications/getPresencesByUserId', {
      ids: [other, nobody],
    })
    expect([status, json['@odata.context']]).toEqual([
      200,
      'https://graph.microsoft.com/v1.0/$metadata#Collection(microsoft.graph.presence)',
    ])
    expect(json['value']).toMatchObject([
      { id: other },
      { id: nobody, availability: 'PresenceUnknown', activity: 'PresenceUnknown' },
    ])
    const many = { ids: Array.from({ length: 651 }, () => other) }
    expect((await client.post('/communications/getPresencesByUserId', many)).status).toBe(400)
    expect((await client.post('/communications/getPresencesByUserId', {})).status).toBe(400)
  })

  it('that an app sets ends by itself', async () => {
    const client = fresh()
    const { me } = client.tenant
    const app = asApp(client, 'Presence.ReadWrite.All')
    const call = { availability: 'Busy', activity: 'InACall' }
    const set = await app.post(`/users/${me.id}/presence/setPresence`, {
      sessionId: session,
      ...call,
      expirationDuration: 'PT1H',
    })
    expect([set.status, set.text]).toEqual([200, ''])
    expect((await client.get('/me/presence')).json).toMatchObject(call)
    expect((await later(client, 61).get('/me/presence')).json).toMatchObject({ availability: 'Available' })
  })

  it('that an app sets is cleared by the session that set it', async () => {
    const client = fresh()
    const body = { sessionId: session, availability: 'DoNotDisturb', activity: 'Presenting' }
    await client.post('/me/presence/setPresence', body)
    expect((await client.get('/me/presence')).json['activity']).toBe('Presenting')
    expect((await client.post('/me/presence/clearPresence', { sessionId: session })).status).toBe(200)
    expect((await client.post('/me/presence/clearPresence', { sessionId: session })).status).toBe(404)
    expect((await client.get('/me/presence')).json['activity']).toBe('Available')
  })

  it('of an app needs states that go together and a duration in bounds', async () => {
    const client = fresh()
    const set = async (more: object): Promise<number> =>
      (await client.post('/me/presence/setPresence', { sessionId: session, ...more })).status
    expect(await set({ availability: 'Busy', activity: 'Available' })).toBe(400)
    const away = { availability: 'Away', activity: 'Away' }
    expect(await set({ ...away, expirationDuration: 'PT1M' })).toBe(400)
    expect(await set({ ...away, expirationDuration: 'PT5H' })).toBe(400)
    expect(await set({ ...away, expirationDuration: 'PT8M' })).toBe(200)
  })

  it('that somebody prefers is shown for a day or for seven', async () => {
    const client = fresh()
    const prefer = { availability: 'DoNotDisturb', activity: 'DoNotDisturb' }
    expect((await client.post('/me/presence/setUserPreferredPresence', prefer)).status).toBe(200)
    expect((await client.get('/me/presence')).json).toMatchObject(prefer)
    const after = later(client, 1441)
    expect((await after.get('/me/presence')).json['availability']).toBe('Available')
    const offline = { availability: 'Offline', activity: 'OffWork' }
    await after.post('/me/presence/setUserPreferredPresence', offline)
    expect((await after.get('/me/presence')).json).toMatchObject(offline)
    expect((await after.post('/me/presence/clearUserPreferredPresence', {})).status).toBe(200)
    expect((await after.get('/me/presence')).json['availability']).toBe('Available')
  })

  it('has a message whose end only its author sees', async () => {
    const client = fresh()
    const { me, clock } = client.tenant
    const ends = new Date(clock.now() + 60 * minute).toISOString().slice(0, 19)
    const expiryDateTime = { dateTime: ends, timeZone: 'UTC' }
    const message = { content: "Hey I'm currently in a meeting.", contentType: 'text' }
    const set = await client.post('/me/presence/setStatusMessage', {
      statusMessage: { message, expiryDateTime },
    })
    expect([set.status, set.text]).toEqual([200, ''])
    expect((await client.get('/me/presence')).json['statusMessage']).toMatchObject({
      message,
      expiryDateTime,
    })
    const [other] = others(client)
    const seen = await as(client, other ?? '').get(`/communications/presences/${me.id}`)
    expect(seen.json['statusMessage']).toEqual({ message })
    expect((await later(client, 61).get('/me/presence')).json['statusMessage']).toBeNull()
  })

  it('of others is not set by people', async () => {
    const client = fresh()
    const [other] = others(client)
    const body = { sessionId: session, availability: 'Away', activity: 'Away' }
    expect(
      (await asApp(client, 'Presence.Read.All').post(`/users/${other}/presence/setPresence`, body)).status,
    ).toBe(403)
  })
})
