import { describe, expect, it } from 'vitest'
import { clientOf, type GraphClient, type Json, smallTenant } from '../graph-client.ts'

const at = (dateTime: string, timeZone = 'UTC'): object => ({ dateTime, timeZone })

async function view(client: GraphClient, from: string, to: string, more = ''): Promise<readonly Json[]> {
  return client.all(`/me/calendarView?startDateTime=${from}&endDateTime=${to}&$top=100${more}`)
}

function empty(): GraphClient {
  return clientOf(smallTenant({ events: 0 }))
}

describe('events', () => {
  it('are created, read, changed and deleted', async () => {
    const client = empty()
    const made = await client.post('/me/events', {
      subject: 'Review',
      body: { contentType: 'HTML', content: '<p>Agenda</p>' },
      start: at('2026-12-01T09:00:00', 'W. Europe Standard Time'),
      end: at('2026-12-01T10:00:00', 'W. Europe Standard Time'),
      location: { displayName: 'Quay room' },
    })
    expect(made.status).toBe(201)
    expect(made.json).toMatchObject({
      subject: 'Review',
      type: 'singleInstance',
      start: at('2026-12-01T08:00:00.0000000'),
      end: at('2026-12-01T09:00:00.0000000'),
      originalStartTimeZone: 'W. Europe Standard Time',
      isOrganizer: true,
      showAs: 'busy',
      recurrence: null,
      location: { displayName: 'Quay room' },
      bodyPreview: 'Agenda',
      responseStatus: { response: 'organizer', time: '0001-01-01T00:00:00Z' },
    })
    const path = `/me/events/${made.json['id']}`
    const changed = await client.patch(path, { subject: 'Design review', showAs: 'tentative' })
    expect(changed.json).toMatchObject({ subject: 'Design review', showAs: 'tentative' })
    expect(changed.json['@odata.etag']).not.toBe(made.json['@odata.etag'])
    expect((await client.delete(path)).status).toBe(204)
    expect((await client.get(path)).status).toBe(404)
  })

  it.each([
    [{ subject: 'x' }, 'ErrorPropertyValidationFailure'],
    [{ start: at('2026-12-01T09:00:00'), end: at('2026-12-01T08:00:00') }, 'ErrorPropertyValidationFailure'],
    [
      { start: at('2026-12-01T09:00:00', 'Moon'), end: at('2026-12-01T10:00:00') },
      'TimeZoneNotSupportedException',
    ],
    [{ start: at('tomorrow'), end: at('2026-12-01T10:00:00') }, 'BadRequest'],
    [
      { isAllDay: true, start: at('2026-12-01T09:00:00'), end: at('2026-12-02T09:00:00') },
      'ErrorPropertyValidationFailure',
    ],
    [{ start: at('2026-12-01T09:00:00'), end: at('2026-12-01T10:00:00'), colour: 'red' }, 'RequestBodyRead'],
  ])('refuse %j', async (body, code) => {
    const { status, json } = await empty().post('/me/events', body)
    expect([status, json['error']?.['code']]).toEqual([400, code])
  })

  it('are as they were after a change that is refused', async () => {
    const client = empty()
    const { json } = await client.post('/me/events', {
      subject: 'a',
      start: at('2026-12-01T09:00'),
      end: at('2026-12-01T10:00'),
    })
    const refused = await client.patch(`/me/events/${json['id']}`, {
      subject: 'b',
      end: at('2026-12-01T08:00'),
    })
    expect(refused.status).toBe(400)
    expect((await client.get(`/me/events/${json['id']}`)).json['subject']).toBe('a')
  })

  it('know places by name or by address, and link to their calendar', async () => {
    const client = empty()
    const { json } = await client.post('/me/events', {
      start: at('2026-12-01T09:00'),
      end: at('2026-12-01T10:00'),
      location: { displayName: 'Conf Room 3; Coffee', locationType: 'Default' },
      locations: [{ displayName: 'Conf Room 3' }, { displayName: 'Coffee', address: { city: 'Oslo' } }],
    })
    expect(json).toMatchObject({
      location: { displayName: 'Conf Room 3; Coffee', locationType: 'default', uniqueIdType: 'private' },
      locations: [
        { displayName: 'Conf Room 3', locationType: 'default', uniqueIdType: 'unknown' },
        { displayName: 'Coffee', uniqueId: 'Coffee', uniqueIdType: 'private', address: { city: 'Oslo' } },
      ],
    })
    const link = json['calendar@odata.navigationLink'] as string
    expect(json['calendar@odata.associationLink']).toBe(`${link}/$ref`)
    expect((await client.get(link)).json['isDefaultCalendar']).toBe(true)
  })

  it('can be cancelled by their organizer only', async () => {
    const tenant = smallTenant({ events: 0 })
    const guest = tenant.users.find(({ id }) => id !== tenant.me.id)
    const theirs = clientOf(tenant, tenant.token({ user: guest?.id ?? '' }))
    const attendees = [{ emailAddress: { address: guest?.mail } }]
    await clientOf(tenant).post('/me/events', {
      subject: 'Own',
      start: at('2027-01-11T09:00'),
      end: at('2027-01-11T10:00'),
      attendees,
    })
    const copy = (await view(theirs, '2027-01-11', '2027-01-12')).find((row) => row['subject'] === 'Own')
    const { status, json } = await theirs.post(`/me/events/${copy?.['id']}/cancel`, { Comment: 'x' })
    expect([status, json['error']?.['message']]).toEqual([
      400,
      "Your request can't be completed. You need to be an organizer to cancel a meeting.",
    ])
  })

  it('cannot be searched (Graph rule 6)', async () => {
    const { status, json } = await empty().get('/me/events?$search="x"')
    expect(status).toBe(400)
    expect(json['error']).toMatchObject({
      code: 'SearchEvents',
      message: 'The parameter $search is not currently supported on the Events resource.',
    })
  })

  it('are filtered by their start as a time', async () => {
    const client = clientOf(smallTenant())
    const all = await client.all('/me/events?$top=50')
    const found = await client.all("/me/events?$filter=start/dateTime ge '2026-11-01T00:00'&$top=50")
    const expected = all.filter((row) => (row['start']?.['dateTime'] as string) >= '2026-11-01T00:00')
    expect(new Set(found.map((row) => row['id']))).toEqual(new Set(expected.map((row) => row['id'])))
  })

  it('put an invitation and a tentative copy with those of the tenant who are invited, and take their answer', async () => {
    const tenant = smallTenant({ events: 0 })
    const client = clientOf(tenant)
    const guest = tenant.users.find(({ id }) => id !== tenant.me.id)
    const theirs = clientOf(tenant, tenant.token({ user: guest?.id ?? '' }))
    const made = await client.post('/me/events', {
      subject: 'Kick-off',
      start: at('2027-01-11T09:00:00'),
      end: at('2027-01-11T10:00:00'),
      attendees: [{ type: 'required', emailAddress: { address: guest?.mail } }],
    })
    const invitation = (await theirs.get('/me/messages?$top=1')).json['value']?.[0]
    expect(invitation).toMatchObject({
      '@odata.type': '#microsoft.graph.eventMessageRequest',
      subject: 'Kick-off',
    })
    const copy = (await view(theirs, '2027-01-11', '2027-01-12')).find((row) => row['subject'] === 'Kick-off')
    expect(copy).toMatchObject({ isOrganizer: false, responseStatus: { response: 'notResponded' } })
    const answer = await theirs.post(`/me/events/${copy?.['id']}/accept`, {
      comment: 'Gladly',
      sendResponse: true,
    })
    expect(answer.status).toBe(202)
    const seen = await client.get(`/me/events/${made.json['id']}`)
    expect(seen.json['attendees']?.[0]?.['status']?.['response']).toBe('accepted')
    expect((await client.get('/me/messages?$top=1')).json['value']?.[0]).toMatchObject({
      subject: 'Accepted: Kick-off',
    })
    expect((await client.post(`/me/events/${made.json['id']}/accept`, {})).status).toBe(400)
    expect((await client.post(`/me/events/${made.json['id']}/cancel`, { comment: 'Ill' })).status).toBe(202)
    const cancelled = (await view(theirs, '2027-01-11', '2027-01-12')).find((row) => row['isCancelled'])
    expect(cancelled).toMatchObject({ isCancelled: true, subject: 'Canceled: Kick-off' })
  })

  it('live on calendars, which are created, renamed and deleted', async () => {
    const client = empty()
    const calendar = await client.post('/me/calendars', { name: 'Boats' })
    expect([calendar.status, calendar.json['isDefaultCalendar']]).toEqual([201, false])
    const path = `/me/calendars/${calendar.json['id']}`
    await client.post(`${path}/events`, {
      subject: 'Launch',
      start: at('2026-12-01T09:00'),
      end: at('2026-12-01T10:00'),
    })
    expect((await client.get(`${path}/events/$count`)).text).toBe('1')
    expect((await client.get('/me/events/$count')).text).toBe('0')
    expect(
      (await client.get(`${path}/calendarView?startDateTime=2026-12-01&endDateTime=2026-12-02`)).json[
        'value'
      ],
    ).toHaveLength(1)
    expect((await client.patch(path, { name: 'Ships' })).json['name']).toBe('Ships')
    expect((await client.delete(path)).status).toBe(204)
    expect((await client.get(path)).status).toBe(404)
    expect((await client.get('/me/calendar')).json).toMatchObject({
      name: 'Calendar',
      isDefaultCalendar: true,
    })
    expect((await client.get('/me/calendars')).json['value']?.map((row) => row['name'])).toEqual([
      'Calendar',
      'Birthdays',
    ])
  })
})
