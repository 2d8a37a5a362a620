import { describe, expect, it } from 'vitest'
import { at, invite, type Pair, pair } from '../calendar/meeting-pair.ts'
import { clientOf, type Json } from '../graph-client.ts'

const monday = {
  activityDomain: 'unrestricted',
  timeSlots: [{ start: at('2027-01-11T08:00:00'), end: at('2027-01-11T12:00:00') }],
}

async function find({ mine }: Pair, body: Readonly<Record<string, unknown>>): Promise<Json> {
  const { status, json, text } = await mine.post('/me/findMeetingTimes', body)
  if (status !== 200) throw new Error(text)
  return json
}

const starts = (json: Json): readonly unknown[] =>
  (json['meetingTimeSuggestions'] ?? []).map((one) => one['meetingTimeSlot']?.['start']?.['dateTime'])

describe('suggestions of meeting times', () => {
  it('leave out when the organizer is busy, and say how likely, in which order and why', async () => {
    const both = await pair()
    await invite(both, { attendees: [] })
    const json = await find(both, {
      attendees: [{ type: 'required', emailAddress: { name: 'x', address: both.guest.mail } }],
      locationConstraint: {
        isRequired: false,
        suggestLocation: false,
        locations: [{ resolveAvailability: false, displayName: 'Conf room Hood' }],
      },
      timeConstraint: monday,
      isOrganizerOptional: 'false',
      meetingDuration: 'PT1H',
      returnSuggestionReasons: 'true',
      minimumAttendeePercentage: '100',
    })
    expect(json['@odata.context']).toMatch(/#microsoft\.graph\.meetingTimeSuggestionsResult$/)
    expect(json['emptySuggestionsReason']).toBe('')
    expect(starts(json)).toEqual([
      '2027-01-11T08:00:00.0000000',
      '2027-01-11T10:00:00.0000000',
      '2027-01-11T10:30:00.0000000',
      '2027-01-11T11:00:00.0000000',
    ])
    expect(json['meetingTimeSuggestions']?.[0]).toEqual({
      confidence: 100,
      order: 1,
      organizerAvailability: 'free',
      suggestionReason: 'Suggested because it is one of the nearest times when all attendees are available.',
      attendeeAvailability: [
        {
          availability: 'free',
          attendee: { type: 'required', emailAddress: { address: both.guest.mail } },
        },
      ],
      locations: [{ displayName: 'Conf room Hood' }],
      meetingTimeSlot: {
        start: at('2027-01-11T08:00:00.0000000'),
        end: at('2027-01-11T09:00:00.0000000'),
      },
    })
  })

  it('average the chances of the attendees: 49 % for strangers, nothing for the busy; the likeliest come first', async () => {
    const both = await pair()
    await invite({ ...both, mine: both.theirs }, { attendees: [] })
    const json = await find(both, {
      attendees: [
        { emailAddress: { address: both.guest.mail } },
        { emailAddress: { address: 'a@b.example' } },
      ],
      timeConstraint: monday,
      meetingDuration: 'PT1H',
      minimumAttendeePercentage: 20,
    })
    const found = json['meetingTimeSuggestions'] ?? []
    expect(found[0]?.['confidence']).toBe(74.5)
    expect(found.at(-1)?.['confidence']).toBe(24.5)
    expect(found.at(-1)).not.toHaveProperty('suggestionReason')
    expect(found.map((one) => one['order'])).toEqual(found.map((_, i) => i + 1))
  })

  it('are within the working hours unless the activity is another', async () => {
    const both = await pair()
    const slots = [{ start: at('2027-01-09T00:00:00'), end: at('2027-01-12T00:00:00') }]
    const ask = async (activityDomain?: string) =>
      starts(await find(both, { maxCandidates: 100, timeConstraint: { activityDomain, timeSlots: slots } }))
    const work = await ask()
    expect(new Set(work.map((start) => String(start).slice(0, 10)))).toEqual(new Set(['2027-01-11']))
    expect(work).toHaveLength(18)
    expect(await ask('personal')).toHaveLength(54)
    expect((await ask('unrestricted')).length).toBe(100)
  })

  it('are within the working hours of the attendees, too', async () => {
    const both = await pair()
    const workingHours = { startTime: '10:00:00', endTime: '11:30:00', timeZone: { name: 'UTC' } }
    for (const client of [both.mine, both.theirs])
      await client.patch('/me/mailboxSettings', {
        workingHours: { ...workingHours, daysOfWeek: ['monday', 'tuesday'] },
      })
    await both.mine.patch('/me/mailboxSettings', { workingHours: { startTime: '08:00:00' } })
    const json = await find(both, {
      attendees: [{ emailAddress: { address: both.guest.mail } }],
      timeConstraint: { timeSlots: monday.timeSlots },
      meetingDuration: 'PT1H',
    })
    expect(starts(json)).toEqual(['2027-01-11T10:00:00.0000000', '2027-01-11T10:30:00.0000000'])
  })

  it.each([
    ['organizerUnavailable', { isOrganizerOptional: false }, 'mine'],
    ['attendeesUnavailable', { isOrganizerOptional: true }, 'theirs'],
    ['attendeesUnavailableOrUnknown', { strangers: true }, 'nobody'],
    ['locationsUnavailable', { locationConstraint: { isRequired: true, locations: [] } }, 'nobody'],
  ])('are missing because of %s', async (reason, more, busy) => {
    const both = await pair()
    const taken = { attendees: [], start: at('2027-01-11T08:00:00'), end: at('2027-01-11T12:00:00') }
    if (busy === 'mine') await invite(both, taken)
    if (busy === 'theirs') await invite({ ...both, mine: both.theirs }, taken)
    const { strangers, ...asked } = more as { strangers?: boolean }
    const address = strangers ? 'a@b.example' : both.guest.mail
    const json = await find(both, {
      attendees: [{ emailAddress: { address } }],
      timeConstraint: monday,
      ...asked,
    })
    expect(json).toMatchObject({ emptySuggestionsReason: reason, meetingTimeSuggestions: [] })
  })

  it('offer rooms that are free', async () => {
    const both = await pair()
    const [room] = (await both.mine.get('/places/microsoft.graph.room')).json['value'] ?? []
    await invite(both, {
      attendees: [{ type: 'resource', emailAddress: { address: room?.['emailAddress'] } }],
    })
    const json = await find(both, {
      isOrganizerOptional: true,
      timeConstraint: monday,
      meetingDuration: 'PT1H',
      minimumAttendeePercentage: 0,
      locationConstraint: {
        isRequired: true,
        locations: [
          {
            resolveAvailability: true,
            displayName: room?.['displayName'],
            locationEmailAddress: room?.['emailAddress'],
          },
        ],
      },
    })
    expect(starts(json)).not.toContain('2027-01-11T09:00:00.0000000')
    expect(starts(json)).toContain('2027-01-11T10:00:00.0000000')
  })

  it('are not for apps', async () => {
    const { mine } = await pair()
    const app = clientOf(mine.tenant, mine.tenant.token({ roles: ['Calendars.ReadWrite'] }))
    expect((await app.post(`/users/${mine.tenant.me.id}/findMeetingTimes`, {})).status).toBe(403)
  })
})
