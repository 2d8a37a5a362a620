import { describe, expect, it } from 'vitest'
import { at, emptied, invite, january, pair } from './meeting-pair.ts'

const pacific = 'Pacific Standard Time'

describe('events, as Microsoft documents their answers', () => {
  it('are created on a named calendar with a transaction id', async () => {
    const { mine, guest } = await pair()
    const id = (await mine.get('/me/calendar')).json['id']
    const { status, json, headers } = await mine.post(
      `/me/calendars/${id}/events`,
      {
        subject: "Let's go for lunch",
        body: { contentType: 'HTML', content: 'Does mid month work for you?' },
        start: at('2019-03-15T12:00:00', pacific),
        end: at('2019-03-15T14:00:00', pacific),
        location: { displayName: "Harry's Bar" },
        attendees: [{ emailAddress: { address: guest.mail, name: 'Adele Vance' }, type: 'required' }],
        transactionId: '7E163156-7762-4BEB-A1C6-729EA81755A7',
      },
      { prefer: `outlook.timezone="${pacific}"` },
    )
    expect(status).toBe(201)
    expect(headers.get('preference-applied')).toBe(`outlook.timezone="${pacific}"`)
    expect(json['@odata.context']).toBe(
      `https://graph.microsoft.com/v1.0/$metadata#users('${mine.tenant.me.id}')/calendars('${encodeURIComponent(String(id))}')/events/$entity`,
    )
    expect(json).toMatchObject({
      categories: [],
      originalStartTimeZone: pacific,
      originalEndTimeZone: pacific,
      reminderMinutesBeforeStart: 15,
      isReminderOn: true,
      hasAttachments: false,
      hideAttendees: false,
      bodyPreview: 'Does mid month work for you?',
      importance: 'normal',
      sensitivity: 'normal',
      isAllDay: false,
      isCancelled: false,
      isDraft: false,
      isOrganizer: true,
      responseRequested: true,
      seriesMasterId: null,
      transactionId: '7E163156-7762-4BEB-A1C6-729EA81755A7',
      showAs: 'busy',
      type: 'singleInstance',
      onlineMeetingUrl: null,
      isOnlineMeeting: false,
      onlineMeetingProvider: 'unknown',
      onlineMeeting: null,
      recurrence: null,
      responseStatus: { response: 'organizer', time: '0001-01-01T00:00:00Z' },
      start: at('2019-03-15T12:00:00.0000000', pacific),
      end: at('2019-03-15T14:00:00.0000000', pacific),
      location: {
        displayName: "Harry's Bar",
        locationType: 'default',
        uniqueId: "Harry's Bar",
        uniqueIdType: 'private',
      },
      attendees: [
        {
          type: 'required',
          status: { response: 'none', time: '0001-01-01T00:00:00Z' },
          emailAddress: { name: 'Adele Vance', address: guest.mail },
        },
      ],
    })
  })

  it('recur with a range that says its time zone, and say what kind of event they are', async () => {
    const { mine } = await pair()
    const { json } = await mine.post('/me/events', {
      subject: "Let's go for lunch",
      start: at('2017-09-04T12:00:00', pacific),
      end: at('2017-09-04T14:00:00', pacific),
      recurrence: {
        pattern: { type: 'weekly', interval: 1, daysOfWeek: ['Monday'] },
        range: { type: 'endDate', startDate: '2017-09-04', endDate: '2017-12-31' },
      },
    })
    expect(json).toMatchObject({
      type: 'seriesMaster',
      recurrence: {
        pattern: {
          type: 'weekly',
          interval: 1,
          month: 0,
          dayOfMonth: 0,
          daysOfWeek: ['monday'],
          firstDayOfWeek: 'sunday',
          index: 'first',
        },
        range: {
          type: 'endDate',
          startDate: '2017-09-04',
          endDate: '2017-12-31',
          recurrenceTimeZone: pacific,
          numberOfOccurrences: 0,
        },
      },
    })
  })

  it.each([
    { type: 'daily', interval: 0 },
    { type: 'absoluteMonthly', interval: 1, dayOfMonth: 32 },
    { type: 'absoluteYearly', interval: 1, dayOfMonth: 1, month: 13 },
    { type: 'weekly', interval: 1 },
  ])('do not recur by %j', async (pattern) => {
    const both = await pair()
    const range = { type: 'noEnd', startDate: '2027-01-11' }
    await expect(invite(both, { recurrence: { pattern, range } })).rejects.toThrow('BadRequest')
  })

  it('list instances in the zone and with the properties that are asked for', async () => {
    const both = await pair()
    const made = await invite(both, {
      recurrence: {
        pattern: { type: 'daily', interval: 1 },
        range: { type: 'numbered', startDate: '2027-01-11', numberOfOccurrences: 2 },
      },
    })
    const { json } = await both.mine.get(
      `/me/events/${made['id']}/instances?startDateTime=2027-01-01T09:00:00.0000000&endDateTime=2027-01-30T09:00:00.0000000&$select=subject,bodyPreview,seriesMasterId,type,recurrence,start,end`,
    )
    const id = encodeURIComponent(String(made['id']))
    expect(json['@odata.context']).toBe(
      `https://graph.microsoft.com/v1.0/$metadata#users('${both.mine.tenant.me.id}')/events('${id}')/instances(subject,bodyPreview,seriesMasterId,type,recurrence,start,end)`,
    )
    expect(Object.keys(json['value']?.[0] ?? {})).toEqual([
      '@odata.etag',
      'id',
      'subject',
      'bodyPreview',
      'seriesMasterId',
      'type',
      'recurrence',
      'start',
      'end',
    ])
    expect(json['value']?.[1]).toMatchObject({
      seriesMasterId: made['id'],
      type: 'occurrence',
      recurrence: null,
    })
  })

  it('tell the days of a series that were cancelled, and expand those that differ', async () => {
    const both = await pair()
    const made = await invite(both, {
      recurrence: {
        pattern: { type: 'daily', interval: 1 },
        range: { type: 'numbered', startDate: '2027-01-11', numberOfOccurrences: 3 },
      },
    })
    const [first, second] = await january(both.mine)
    await both.mine.delete(`/me/events/${first?.['id']}`)
    await both.mine.patch(`/me/events/${second?.['id']}`, { subject: 'Other' })
    const path = `/me/events/${made['id']}`
    const { json } = await both.mine.get(
      `${path}?$select=subject,cancelledOccurrences&$expand=exceptionOccurrences($select=subject,type)`,
    )
    expect(json['cancelledOccurrences']).toEqual([`OID.${made['id']}.2027-01-11`])
    expect(json['exceptionOccurrences']).toMatchObject([
      { id: second?.['id'], subject: 'Other', type: 'exception' },
    ])
    expect((await both.mine.get(`${path}/exceptionOccurrences`)).json['value']).toHaveLength(1)
    expect((await both.mine.get(path)).json).not.toHaveProperty('cancelledOccurrences')
  })

  it('are online meetings with an address to join at', async () => {
    const both = await pair()
    const made = await invite(both)
    const { json } = await both.mine.patch(`/me/events/${made['id']}`, {
      originalStartTimeZone: 'UTC',
      responseStatus: { response: '', time: '2027-01-01T00:00:00Z' },
      recurrence: null,
      reminderMinutesBeforeStart: 99,
      isOnlineMeeting: true,
      onlineMeetingProvider: 'teamsForBusiness',
      isReminderOn: true,
      hideAttendees: false,
      categories: ['Red category'],
    })
    expect(json).toMatchObject({
      reminderMinutesBeforeStart: 99,
      isOnlineMeeting: true,
      onlineMeetingProvider: 'teamsForBusiness',
      categories: ['Red category'],
    })
    expect(json['onlineMeeting']?.['joinUrl']).toMatch(
      /^https:\/\/teams\.microsoft\.com\/l\/meetup-join\/19%3ameeting_/,
    )
  })

  it('expand their attachments', async () => {
    const both = await pair()
    const made = await invite(both, {
      attachments: [
        { '@odata.type': '#microsoft.graph.fileAttachment', name: 'menu.txt', contentBytes: 'bWFj' },
        {
          '@odata.type': '#microsoft.graph.itemAttachment',
          name: 'Holiday event',
          item: {
            '@odata.type': 'microsoft.graph.event',
            subject: 'Discuss gifts for children',
            start: at('2016-12-02T18:00:00', pacific),
            end: at('2016-12-02T19:00:00', pacific),
          },
        },
      ],
    })
    expect(made['hasAttachments']).toBe(true)
    const { json } = await both.mine.get(`/me/events/${made['id']}?$expand=attachments`)
    expect(json['attachments']).toMatchObject([
      { '@odata.type': '#microsoft.graph.fileAttachment', name: 'menu.txt', contentType: 'text/plain' },
      { '@odata.type': '#microsoft.graph.itemAttachment', name: 'Holiday event', contentType: null },
    ])
  })

  it('are opened from the message about them, in the state that their reader has answered', async () => {
    const people = await pair()
    await invite(people)
    const { theirs, guest } = people
    const [event] = await theirs.all('/me/events')
    expect((await theirs.post(`/me/events/${event?.['id']}/tentativelyAccept`, {})).status).toBe(202)
    const [message] = (await theirs.get('/me/mailFolders/inbox/messages?$top=1')).json['value'] ?? []
    const { json } = await theirs.get(
      `/me/messages/${message?.['id']}?$expand=microsoft.graph.eventMessage/event`,
    )
    const root = `https://graph.microsoft.com/v1.0/$metadata#users('${guest.id}')/messages`
    expect(json['@odata.context']).toBe(`${root}/$entity`)
    expect(json['event@odata.context']).toBe(
      `${root}('${encodeURIComponent(String(message?.['id']))}')/microsoft.graph.eventMessage/event/$entity`,
    )
    expect(json).toMatchObject({
      isDeliveryReceiptRequested: null,
      event: {
        responseStatus: { response: 'tentativelyAccepted' },
        attendees: [
          {
            status: { response: 'tentativelyAccepted', time: '0001-01-01T00:00:00Z' },
            emailAddress: { address: guest.mail },
          },
        ],
      },
    })
  })

  it('cannot be filtered by their attendees', async () => {
    const { mine } = await pair()
    const { json } = await mine.get("/me/events?$filter=attendees/any(a:a/emailAddress/address eq 'x')")
    expect(json['error']?.['code']).toBe('ErrorInvalidUrlQueryFilter')
  })

  it('are tracked without a span of time, too', async () => {
    const both = await pair()
    await emptied(both.mine)
    const first = await both.mine.get('/me/events/delta')
    expect(first.json['value']).toEqual([])
    const made = await invite(both)
    const second = await both.mine.get(String(first.json['@odata.deltaLink']))
    expect(second.json['value']).toMatchObject([{ id: made['id'], subject: 'Kick-off' }])
    await both.mine.delete(`/me/events/${made['id']}`)
    const third = await both.mine.get(String(second.json['@odata.deltaLink']))
    expect(third.json['value']).toMatchObject([{ id: made['id'], '@removed': { reason: 'deleted' } }])
  })
})
