import type { CallTranscript, OnlineMeeting } from '@microsoft/microsoft-graph-types'
import { describe, expect, it } from 'vitest'
import { clientOf, type GraphClient, type Json } from '../graph-client.ts'
import { as, asApp, fresh, others } from '../teams/team-client.ts'

const path = '/me/onlineMeetings'
const transcriptNames: readonly (keyof CallTranscript)[] = [
  'id',
  'meetingId',
  'callId',
  'contentCorrelationId',
  'createdDateTime',
  'endDateTime',
  'meetingOrganizer',
  'transcriptContentUrl',
]
const meetingNames: readonly (keyof OnlineMeeting)[] = [
  'creationDateTime',
  'joinWebUrl',
  'participants',
  'chatInfo',
  'lobbyBypassSettings',
]

const filterOf = (url: unknown): string => `$filter=JoinWebUrl eq '${encodeURIComponent(String(url))}'`

/** A meeting of the main user's calendar that is over, of his own or somebody else's. */
async function pastMeeting(client: GraphClient, isOrganizer: boolean): Promise<string> {
  const now = new Date(client.tenant.clock.now()).toISOString().slice(0, 19)
  const filter = `isOnlineMeeting eq true and type eq 'singleInstance' and end/dateTime lt '${now}'`
  const events = await client.all(`/me/events?$filter=${filter}`)
  const event = events.find((each) => String(each['isOrganizer']) === String(isOrganizer))
  const url = event?.['onlineMeeting']?.['joinUrl']
  const { json } = await client.get(`${path}?${filterOf(url)}`)
  return `${path}/${json['value']?.[0]?.['id']}`
}

describe('online meetings', () => {
  it('are made, and have a chat', async () => {
    const client = fresh()
    const [guest] = others(client)
    const { status, json } = await client.post(path, {
      startDateTime: '2026-12-01T14:30:34.2444915-07:00',
      endDateTime: '2026-12-01T15:00:34.2464912-07:00',
      subject: 'User Token Meeting',
      participants: { attendees: [{ identity: { user: { id: guest } }, role: 'attendee' }] },
    })
    expect([status, json['@odata.context']]).toEqual([
      201,
      `https://graph.microsoft.com/v1.0/$metadata#users('${client.tenant.me.id}')/onlineMeetings/$entity`,
    ])
    expect(json).toMatchObject({
      startDateTime: '2026-12-01T21:30:34.2444915Z',
      endDateTime: '2026-12-01T22:00:34.2464912Z',
      subject: 'User Token Meeting',
      participants: { organizer: { identity: { user: { id: client.tenant.me.id } }, role: 'presenter' } },
      lobbyBypassSettings: { scope: 'organization' },
    })
    expect(Object.keys(json)).toEqual(expect.arrayContaining([...meetingNames]))
    const chat = await client.get(`/chats/${json['chatInfo']?.['threadId']}`)
    expect(chat.json).toMatchObject({
      chatType: 'meeting',
      onlineMeetingInfo: { joinWebUrl: json['joinWebUrl'] },
    })
    expect((await client.get(`${path}/${json['id']}`)).json['subject']).toBe('User Token Meeting')
    const found = await as(client, guest ?? '').get(`${path}?${filterOf(json['joinWebUrl'])}`)
    expect(found.json['value']).toMatchObject([{ id: json['id'] }])
    expect((await as(client, guest ?? '').delete(`${path}/${json['id']}`)).status).toBe(403)
  })

  it('are found by their address or their number only', async () => {
    const client = fresh()
    const { json } = await client.post(path, {})
    const joinMeetingId = json['joinMeetingIdSettings']?.['joinMeetingId']
    const found = await client.get(
      `${path}?$filter=joinMeetingIdSettings/joinMeetingId eq '${joinMeetingId}'`,
    )
    expect(found.json['value']).toMatchObject([{ id: json['id'] }])
    const none = await client.get(`${path}?${filterOf('https://teams.microsoft.com/l/meetup-join/x')}`)
    expect([none.status, none.json['value']]).toEqual([200, []])
    const { status, json: problem } = await client.get(path)
    expect([status, (problem as Json)['error']?.['code']]).toEqual([400, 'InvalidArgument'])
    expect((await client.get(`${path}/MSo1`)).status).toBe(404)
  })

  it('are changed and deleted by who holds them', async () => {
    const client = fresh()
    const { json } = await client.post(path, { subject: 'Before' })
    const one = `${path}/${json['id']}`
    const changed = await client.patch(one, {
      subject: 'After',
      allowMeetingChat: 'limited',
      startDateTime: '2026-12-02T10:00:00Z',
      endDateTime: '2026-12-02T11:00:00Z',
    })
    expect(changed.status).toBe(200)
    expect((await client.get(one)).json).toMatchObject({
      subject: 'After',
      allowMeetingChat: 'limited',
      startDateTime: '2026-12-02T10:00:00Z',
    })
    expect((await client.patch(one, { startDateTime: '2026-12-02T10:00:00Z' })).status).toBe(400)
    expect((await client.patch(one, { nonsense: 1 })).status).toBe(400)
    expect((await client.delete(one)).status).toBe(204)
    expect((await client.get(one)).status).toBe(404)
  })

  it('are made once for an external id', async () => {
    const client = fresh()
    const body = { externalId: '7eb8263f-d0e0-4149-bb1c-1f0476083c56', subject: 'Create a meeting' }
    const made = await client.post(`${path}/createOrGet`, body)
    const again = await client.post(`${path}/createOrGet`, body)
    expect([made.status, again.status]).toEqual([201, 200])
    expect(again.json['id']).toBe(made.json['id'])
    expect((await client.post(`${path}/createOrGet`, {})).status).toBe(400)
    const onlyEnd = { externalId: 'x', endDateTime: '2026-12-02T11:00:00Z' }
    expect((await client.post(`${path}/createOrGet`, onlyEnd)).status).toBe(400)
  })

  it('of the past have transcripts and recordings', async () => {
    const client = fresh()
    const meeting = await pastMeeting(client, false)
    const { json } = await client.get(`${meeting}/transcripts`)
    expect(json).toMatchObject({ '@odata.count': 1 })
    const [transcript] = json['value'] ?? []
    expect(Object.keys(transcript ?? {})).toEqual(transcriptNames)
    const one = `${meeting}/transcripts/${transcript?.['id']}`
    expect((await client.get(one)).json['callId']).toBe(transcript?.['callId'])
    const content = await client.get(`${one}/content?$format=text/vtt`)
    expect(content.headers.get('content-type')).toMatch(/^text\/vtt/)
    expect(content.text).toMatch(
      /^WEBVTT\n\n00:00:\d\d\.\d{3} --> 00:00:\d\d\.\d{3}\n<v .*>Good morning, everybody\.<\/v>/,
    )
    const metadata = await client.get(`${one}/metadataContent`)
    expect(metadata.text).toMatch(/\n\{"startDateTime":"[^"]*","endDateTime":"[^"]*","speakerName":/)
    const [recording] = await client.all(`${meeting}/recordings`)
    const bytes = await client.get(`${meeting}/recordings/${recording?.['id']}/content`)
    expect([bytes.status, bytes.headers.get('content-type')]).toEqual([200, 'video/mp4'])
  })

  it('of the past say who was there', async () => {
    const { tenant } = fresh()
    tenant.clock.advance(7 * 86_400_000)
    const client = clientOf(tenant)
    const meeting = await pastMeeting(client, true)
    const [report] = await client.all(`${meeting}/attendanceReports`)
    const one = `${meeting}/attendanceReports/${report?.['id']}`
    const { json } = await client.get(`${one}?$expand=attendanceRecords`)
    expect(String(json['@odata.context'])).toMatch(/\/attendanceReports\('[-0-9a-f]{36}'\)$/)
    expect(json['attendanceRecords']).toHaveLength(Number(report?.['totalParticipantCount']))
    const [first] = await client.all(`${one}/attendanceRecords`)
    const theirs = await pastMeeting(client, false)
    expect((await client.get(`${theirs}/attendanceReports`)).status).toBe(403)
    expect(first).toMatchObject({ role: 'Organizer', attendanceIntervals: [{}] })
  })

  it('are read by apps that may', async () => {
    const client = fresh()
    const { id } = client.tenant.me
    const meeting = (await pastMeeting(client, false)).replace('/me', `/users/${id}`)
    const app = asApp(client, 'OnlineMeetingTranscript.Read.All')
    expect((await app.get(`${meeting}/transcripts`)).status).toBe(200)
    expect((await app.get(meeting)).status).toBe(403)
  })
})
