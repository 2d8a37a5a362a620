import { describe, expect, it } from 'vitest'
import { clientOf } from '../graph-client.ts'
import { at, emptied, invite, january, newestMessage, pair } from './meeting-pair.ts'

const error = (answer: { readonly status: number; readonly json: unknown }): unknown[] => [
  answer.status,
  (answer.json as { error?: { code?: string } } | undefined)?.error?.code,
]

describe('a repeated request with the same transaction id', () => {
  const body = {
    subject: 'a',
    start: at('2027-01-11T09:00'),
    end: at('2027-01-11T10:00'),
    transactionId: 't-1',
  }

  it('makes no second event', async () => {
    const { mine } = await pair()
    const first = await mine.post('/me/events', body)
    const second = await mine.post('/me/events', body)
    expect([second.status, second.json['id']]).toEqual([201, first.json['id']])
    expect(first.json['transactionId']).toBe('t-1')
    expect((await mine.get('/me/events/$count')).text).toBe('1')
  })

  it('is refused for another event', async () => {
    const { mine } = await pair()
    await mine.post('/me/events', body)
    const other = await mine.post('/me/events', { ...body, subject: 'b' })
    expect(error(other)).toEqual([409, 'ErrorDuplicateTransactionId'])
  })
})

describe('answers to invitations', () => {
  it('can propose another time, which the organizer sees at the attendee and in the message', async () => {
    const both = await pair()
    const made = await invite(both)
    const [copy] = await january(both.theirs)
    const answer = await both.theirs.post(`/me/events/${copy?.['id']}/tentativelyAccept`, {
      comment: 'The next day?',
      sendResponse: true,
      proposedNewTime: { start: at('2027-01-12T09:00:00'), end: at('2027-01-12T10:00:00') },
    })
    expect([answer.status, answer.text]).toEqual([202, ''])
    const { json } = await both.mine.get(`/me/events/${made['id']}`)
    expect(json['attendees']?.[0]).toMatchObject({
      status: { response: 'tentativelyAccepted' },
      proposedNewTime: { start: { dateTime: '2027-01-12T09:00:00' } },
    })
    expect(await newestMessage(both.mine)).toMatchObject({
      '@odata.type': '#microsoft.graph.eventMessageResponse',
      subject: 'New Time Proposed: Kick-off',
      meetingMessageType: 'meetingTentativelyAccepted',
      responseType: 'tentativelyAccepted',
      proposedNewTime: { end: { dateTime: '2027-01-12T10:00:00' } },
    })
  })

  it('are refused with a proposal that is not allowed or would not be sent', async () => {
    const proposedNewTime = { start: at('2027-01-12T09:00:00'), end: at('2027-01-12T10:00:00') }
    const both = await pair()
    await invite(both, { allowNewTimeProposals: false })
    const [copy] = await january(both.theirs)
    const path = `/me/events/${copy?.['id']}/decline`
    expect((await both.theirs.post(path, { proposedNewTime })).status).toBe(400)
    expect((await both.theirs.post(path, { sendResponse: false, proposedNewTime })).status).toBe(400)
  })

  it('go to the organizer only when they are asked for', async () => {
    const both = await pair()
    await invite(both, { responseRequested: false })
    const [copy] = await january(both.theirs)
    const path = `/me/events/${copy?.['id']}/accept`
    expect(error(await both.theirs.post(path, { sendResponse: true }))).toEqual([400, 'ErrorInvalidRequest'])
    expect((await both.theirs.post(path, { sendResponse: false })).status).toBe(202)
  })

  it('to one day of a series leave the others unanswered', async () => {
    const both = await pair()
    const made = await invite(both, {
      recurrence: {
        pattern: { type: 'daily', interval: 1 },
        range: { type: 'numbered', startDate: '2027-01-11', numberOfOccurrences: 3 },
      },
    })
    const copies = await january(both.theirs)
    await both.theirs.post(`/me/events/${copies[1]?.['id']}/accept`, {})
    const seen = await january(both.theirs)
    expect(seen.map((row) => row['responseStatus']?.['response'])).toEqual([
      'notResponded',
      'accepted',
      'notResponded',
    ])
    const days = await both.mine.get(
      `/me/events/${made['id']}/instances?startDateTime=2027-01-01&endDateTime=2027-02-01`,
    )
    expect(days.json['value']?.map((row) => row['attendees']?.[0]?.['status']?.['response'])).toEqual([
      'none',
      'accepted',
      'none',
    ])
  })
})

describe('forwarding a meeting', () => {
  it('invites others, and tells the organizer when somebody else forwards', async () => {
    const both = await pair()
    const made = await invite(both)
    const third = both.mine.tenant.users.find(
      ({ id }) => ![both.guest.id, both.mine.tenant.me.id].includes(id),
    )
    const theirs = await emptied(
      clientOf(both.mine.tenant, both.mine.tenant.token({ user: third?.id ?? '' })),
    )
    const [copy] = await january(both.theirs)
    const { status } = await both.theirs.post(`/me/events/${copy?.['id']}/forward`, {
      ToRecipients: [{ EmailAddress: { Address: third?.mail, Name: 'X' } }],
      Comment: 'Do come.',
    })
    expect(status).toBe(202)
    expect((await january(theirs)).map((row) => row['subject'])).toEqual(['Kick-off'])
    const { json } = await both.mine.get(`/me/events/${made['id']}`)
    expect(json['attendees']).toHaveLength(2)
    expect((await newestMessage(both.mine))?.['subject']).toBe('Meeting Forward Notification: Kick-off')
  })

  it('needs somebody to forward it to', async () => {
    const both = await pair()
    const made = await invite(both)
    const answer = await both.mine.post(`/me/events/${made['id']}/forward`, { comment: '' })
    expect(error(answer)).toEqual([400, 'ErrorInvalidRecipients'])
  })
})

describe('changing a meeting', () => {
  it('of attendees alone tells those who come and those who go, and nobody else', async () => {
    const both = await pair()
    const made = await invite(both)
    const { mine, theirs } = both
    const third = mine.tenant.users.find(({ id }) => ![both.guest.id, mine.tenant.me.id].includes(id))
    const before = (await theirs.get('/me/messages/$count')).text
    await mine.patch(`/me/events/${made['id']}`, {
      attendees: [{ emailAddress: { address: both.guest.mail } }, { emailAddress: { address: third?.mail } }],
    })
    expect((await theirs.get('/me/messages/$count')).text).toBe(before)
    await mine.patch(`/me/events/${made['id']}`, { attendees: [{ emailAddress: { address: third?.mail } }] })
    expect((await newestMessage(theirs))?.['subject']).toBe('Canceled: Kick-off')
    expect((await january(theirs))[0]?.['isCancelled']).toBe(true)
  })

  it('to another time has to be answered anew', async () => {
    const both = await pair()
    const made = await invite(both)
    const [copy] = await january(both.theirs)
    await both.theirs.post(`/me/events/${copy?.['id']}/accept`, {})
    const moved = await both.mine.patch(`/me/events/${made['id']}`, {
      start: at('2027-01-12T09:00:00'),
      end: at('2027-01-12T10:00:00'),
    })
    expect(moved.json['attendees']?.[0]?.['status']?.['response']).toBe('notResponded')
    expect((await january(both.theirs))[0]).toMatchObject({
      responseStatus: { response: 'notResponded' },
      start: { dateTime: '2027-01-12T09:00:00.0000000' },
    })
  })

  it('hides attendees from each other when it says so', async () => {
    const both = await pair()
    const attendees = [
      { emailAddress: { address: both.guest.mail } },
      { emailAddress: { address: 'x@elsewhere.example' } },
    ]
    const made = await invite(both, { attendees, hideAttendees: true })
    expect(made['attendees']).toHaveLength(2)
    const [copy] = await january(both.theirs)
    expect(copy?.['attendees']?.map((one) => one['emailAddress']?.['address'])).toEqual([both.guest.mail])
  })
})

describe('one day of a series', () => {
  const weekly = {
    pattern: { type: 'weekly', interval: 1, daysOfWeek: ['monday'] },
    range: { type: 'endDate', startDate: '2027-01-11', endDate: '2027-01-31' },
  }

  it('cannot be moved onto or over the next one', async () => {
    const both = await pair()
    await invite(both, { recurrence: weekly })
    const [, second] = await january(both.mine)
    const path = `/me/events/${second?.['id']}`
    const move = (day: string) =>
      both.mine.patch(path, { start: at(`${day}T09:00:00`), end: at(`${day}T10:00:00`) })
    const refused = await move('2027-01-25')
    expect(refused.json['error']).toMatchObject({
      code: 'ErrorOccurrenceCrossingBoundary',
      message: 'Modified occurrence is crossing or overlapping adjacent occurrence.',
    })
    expect((await move('2027-01-11')).status).toBe(400)
    expect((await move('2027-01-20')).json['type']).toBe('exception')
  })

  it('keeps what was changed of it when the series is changed, until that gets other times', async () => {
    const both = await pair()
    const made = await invite(both, { recurrence: weekly })
    const [, second] = await january(both.mine)
    await both.mine.patch(`/me/events/${second?.['id']}`, { subject: 'Special' })
    await both.mine.patch(`/me/events/${made['id']}`, { subject: 'Renamed', importance: 'high' })
    expect((await january(both.mine)).map((row) => [row['subject'], row['importance']])).toEqual([
      ['Renamed', 'high'],
      ['Special', 'high'],
      ['Renamed', 'high'],
    ])
    await both.mine.patch(`/me/events/${made['id']}`, {
      start: at('2027-01-11T11:00:00'),
      end: at('2027-01-11T12:00:00'),
    })
    expect((await january(both.mine)).map((row) => row['type'])).toEqual(Array(3).fill('occurrence'))
  })
})

describe('attachments of events', () => {
  it('are added, listed, read and removed', async () => {
    const both = await pair()
    const made = await invite(both)
    const list = `/me/events/${made['id']}/attachments`
    const added = await both.mine.post(list, {
      '@odata.type': '#microsoft.graph.fileAttachment',
      name: 'menu.txt',
      contentBytes: 'bWFjIGFuZCBjaGVlc2UgdG9kYXk=',
    })
    expect(added.status).toBe(201)
    expect(added.json).toMatchObject({ '@odata.type': '#microsoft.graph.fileAttachment', name: 'menu.txt' })
    expect(added.json['@odata.context']).toMatch(/\/events\('[^']+'\)\/attachments\/\$entity$/)
    expect((await both.mine.get(`/me/events/${made['id']}`)).json['hasAttachments']).toBe(true)
    const one = `${list}/${added.json['id']}`
    expect((await both.mine.get(`${one}/$value`)).text).toBe('mac and cheese today')
    expect((await both.mine.get(list)).json['value']).toHaveLength(1)
    expect((await both.mine.delete(one)).status).toBe(204)
    expect((await both.mine.get(one)).status).toBe(404)
  })
})

describe('reminders', () => {
  const view =
    "/me/reminderView(startDateTime='2027-01-01T00:00:00.0000000',endDateTime='2027-02-01T00:00:00.0000000')"

  it('are listed for the events of a span, snoozed and dismissed', async () => {
    const both = await pair()
    const made = await invite(both)
    const path = `/me/events/${made['id']}`
    const listed = await both.mine.get(view)
    expect(listed.json['@odata.context']).toMatch(/#Collection\(microsoft\.graph\.reminder\)$/)
    expect(listed.json['value']).toMatchObject([
      {
        eventId: made['id'],
        eventSubject: 'Kick-off',
        eventStartTime: at('2027-01-11T09:00:00.0000000'),
        reminderFireTime: at('2027-01-11T08:45:00.0000000'),
      },
    ])
    const snoozed = await both.mine.post(`${path}/snoozeReminder`, {
      newReminderTime: at('2027-01-11T08:55:00'),
    })
    expect([snoozed.status, snoozed.text]).toEqual([200, ''])
    expect((await both.mine.get(view)).json['value']?.[0]?.['reminderFireTime']).toEqual(
      at('2027-01-11T08:55:00.0000000'),
    )
    expect((await both.mine.post(`${path}/dismissReminder`)).status).toBe(200)
    expect((await both.mine.get(view)).json['value']).toEqual([])
    expect((await both.mine.post(`${path}/snoozeReminder`, {})).status).toBe(400)
  })
})

describe('an invitation', () => {
  it('leads to the event on its reader’s calendar', async () => {
    const both = await pair()
    await invite(both)
    const { theirs } = both
    const [copy] = await january(theirs)
    const message = await newestMessage(theirs)
    const path = `/me/messages/${message?.['id']}`
    const { json } = await theirs.get(`${path}?$expand=microsoft.graph.eventMessage/event`)
    expect(json['event']).toMatchObject({ id: copy?.['id'], subject: 'Kick-off', isOrganizer: false })
    const event = await theirs.get(`${path}/event?$select=subject`)
    expect(event.json).toMatchObject({ id: copy?.['id'], subject: 'Kick-off' })
    await theirs.post(`/me/events/${copy?.['id']}/permanentDelete`)
    expect((await theirs.get(`${path}/event`)).status).toBe(404)
  })

  it('says what kind of request it is, and whether an answer and other times are wanted', async () => {
    const both = await pair()
    const made = await invite(both, { allowNewTimeProposals: false })
    expect(await newestMessage(both.theirs)).toMatchObject({
      meetingRequestType: 'newMeetingRequest',
      responseRequested: true,
      allowNewTimeProposals: false,
    })
    await both.mine.patch(`/me/events/${made['id']}`, { end: at('2027-01-11T11:00:00') })
    expect((await newestMessage(both.theirs))?.['meetingRequestType']).toBe('fullUpdate')
  })
})
