import { describe, expect, it } from 'vitest'
import { at, invite, pair } from '../calendar/meeting-pair.ts'
import { clientOf, smallTenant } from '../graph-client.ts'

const path = '/me/calendar/getSchedule'
const day = { startTime: at('2027-01-11T08:00:00'), endTime: at('2027-01-11T12:00:00') }

describe('schedules (Graph rule 17)', () => {
  it('show when somebody is busy in slots of the wished length, and their working hours', async () => {
    const both = await pair()
    await invite(both, { showAs: 'oof' })
    const { status, json } = await both.mine.post(
      path,
      { schedules: [both.mine.tenant.me.mail], ...day, availabilityViewInterval: 60 },
      { prefer: 'outlook.timezone="Pacific Standard Time"' },
    )
    expect(status).toBe(200)
    expect(json['@odata.context']).toMatch(/#Collection\(microsoft\.graph\.scheduleInformation\)$/)
    expect(json['value']).toMatchObject([
      {
        scheduleId: both.mine.tenant.me.mail,
        availabilityView: '0300',
        scheduleItems: [
          {
            isPrivate: false,
            status: 'oof',
            subject: 'Kick-off',
            location: '',
            start: at('2027-01-11T01:00:00.0000000', 'Pacific Standard Time'),
            end: at('2027-01-11T02:00:00.0000000', 'Pacific Standard Time'),
          },
        ],
        workingHours: {
          daysOfWeek: ['monday', 'tuesday', 'wednesday', 'thursday', 'friday'],
          startTime: '08:00:00.0000000',
          endTime: '17:00:00.0000000',
        },
      },
    ])
  })

  it('have slots of 30 minutes unless another length from 5 to 1440 is asked for', async () => {
    const { mine } = await pair()
    const schedules = [mine.tenant.me.mail]
    const usual = await mine.post(path, { schedules, ...day })
    expect(usual.json['value']?.[0]?.['availabilityView']).toBe('00000000')
    for (const availabilityViewInterval of [4, 1441, 7.5])
      expect((await mine.post(path, { schedules, ...day, availabilityViewInterval })).status).toBe(400)
  })

  it('of others tell no more than their calendars are shared', async () => {
    const both = await pair()
    const { mine, theirs } = both
    await invite(both, { attendees: [] })
    const ask = async () =>
      (await theirs.post(path, { schedules: [mine.tenant.me.mail], ...day })).json['value']?.[0]
    expect((await ask())?.['scheduleItems']).toEqual([
      { status: 'busy', start: at('2027-01-11T09:00:00.0000000'), end: at('2027-01-11T10:00:00.0000000') },
    ])
    const permissions = '/me/calendar/calendarPermissions'
    await mine.patch(`${permissions}/RGVmYXVsdA==`, { role: 'limitedRead' })
    expect((await ask())?.['scheduleItems']?.[0]).toMatchObject({ isPrivate: false, subject: 'Kick-off' })
    await mine.patch(`${permissions}/RGVmYXVsdA==`, { role: 'none' })
    expect((await ask())?.['error']?.['responseCode']).toBe('ErrorNoFreeBusyAccess')
  })

  it('of unknown addresses say what is wrong with each', async () => {
    const { mine } = await pair()
    const { status, json } = await mine.post(path, {
      schedules: ['nobody@elsewhere.example', mine.tenant.me.mail],
      ...day,
    })
    expect(status).toBe(200)
    expect(json['value']?.[0]).toMatchObject({
      scheduleId: 'nobody@elsewhere.example',
      availabilityView: '',
      scheduleItems: [],
      error: { responseCode: 'ErrorMailRecipientNotFound' },
    })
    expect(json['value']?.[1]).not.toHaveProperty('error')
  })

  it('are those of 100 addresses at most, and of groups all members together', async () => {
    const both = await pair()
    await invite(both)
    const { mine } = both
    const many = await mine.post(path, { schedules: Array(101).fill('a@b.example'), ...day })
    expect(many.json['error']).toMatchObject({
      code: 'ErrorMailboxDataArrayTooBig',
      message:
        'There are too many target users in the EmailAddress array. The allowed size = 100; the actual size = 101.',
    })
    const { json } = await mine.post(path, { schedules: [`allcompany@${mine.tenant.domain}`], ...day })
    expect(json['value']?.[0]?.['availabilityView']).toMatch(/^..22/)
    expect(json['value']?.[0]?.['scheduleItems']).toEqual([])
  })

  it('hold 1,000 entries at most', async () => {
    const client = clientOf(smallTenant({ events: 0 }))
    for (let hour = 0; hour < 17; hour++) {
      const time = (minutes: string): object => at(`2027-01-01T${String(hour).padStart(2, '0')}:${minutes}`)
      await client.post('/me/events', {
        start: time('00'),
        end: time('30'),
        recurrence: {
          pattern: { type: 'daily', interval: 1 },
          range: { type: 'noEnd', startDate: '2027-01-01' },
        },
      })
    }
    const { json } = await client.post(path, {
      schedules: [client.tenant.me.mail],
      startTime: at('2027-01-01T00:00:00'),
      endTime: at('2027-03-02T00:00:00'),
      availabilityViewInterval: 1440,
    })
    expect(json['value']?.[0]?.['error']).toEqual({
      responseCode: '5006',
      message:
        'The result set contains too many calendar entries. The allowed size = 1000; the actual size = 1020.',
    })
  })

  it('are of less than 62 days', async () => {
    const { mine } = await pair()
    const ask = async (endTime: object) =>
      (
        await mine.post(path, {
          schedules: [mine.tenant.me.mail],
          startTime: at('2027-01-01T00:00'),
          endTime,
        })
      ).status
    expect(await ask(at('2027-03-03T23:00'))).toBe(200)
    expect(await ask(at('2027-03-04T00:00'))).toBe(400)
    expect(await ask(at('2026-12-31T00:00'))).toBe(400)
  })

  it('show work elsewhere as free time, though it is among the entries', async () => {
    const both = await pair()
    await invite(both, { showAs: 'workingElsewhere', sensitivity: 'confidential' })
    const { json } = await both.mine.post(path, { schedules: [both.mine.tenant.me.mail], ...day })
    expect(json['value']?.[0]).toMatchObject({
      availabilityView: '00000000',
      scheduleItems: [{ status: 'workingElsewhere' }],
    })
  })
})
