import { expect, it } from 'vitest'
import { clientOf, smallTenant } from '../graph-client.ts'

const client = clientOf(smallTenant())
const times = {
  startDateTime: '2026-12-12T14:30:34.2444915-07:00',
  endDateTime: '2026-12-12T15:00:34.2464912-07:00',
}

it('meetings have a passcode when one is asked for, which stays the same', async () => {
  const asked = { ...times, joinMeetingIdSettings: { isPasscodeRequired: true } }
  const { status, json } = await client.post('/me/onlineMeetings', asked)
  expect(status).toBe(201)
  expect(json['joinMeetingIdSettings']).toMatchObject({ isPasscodeRequired: true })
  expect(json['joinMeetingIdSettings']?.['passcode']).toMatch(/^[\da-z]{6}$/)
  const again = await client.get(`/me/onlineMeetings/${json['id']}`)
  expect(again.json['joinMeetingIdSettings']).toEqual(json['joinMeetingIdSettings'])
  const plain = await client.post('/me/onlineMeetings', times)
  expect(plain.json['joinMeetingIdSettings']).toMatchObject({ isPasscodeRequired: false, passcode: null })
})

it('live events keep how they are broadcast', async () => {
  const broadcastSettings = {
    allowedAudience: 'everyone',
    isRecordingEnabled: true,
    isAttendeeReportEnabled: true,
  }
  const { status, json } = await client.post('/me/onlineMeetings', {
    ...times,
    isBroadcast: true,
    broadcastSettings,
  })
  expect(status).toBe(201)
  expect(json).toMatchObject({ isBroadcast: true, broadcastSettings })
})
