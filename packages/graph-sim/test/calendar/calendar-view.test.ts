import { describe, expect, it } from 'vitest'
import { clientOf, type GraphClient, type Json, smallTenant } from '../graph-client.ts'

const oslo = 'W. Europe Standard Time'
const at = (dateTime: string, timeZone = oslo): object => ({ dateTime, timeZone })

async function series(
  pattern: object,
  range: object,
  day: string,
): Promise<{ readonly client: GraphClient; readonly id: string }> {
  const client = clientOf(smallTenant({ events: 0 }))
  const { json, status } = await client.post('/me/events', {
    subject: 'Series',
    start: at(`${day}T09:00:00`),
    end: at(`${day}T09:30:00`),
    recurrence: { pattern: { interval: 1, ...pattern }, range: { startDate: day, ...range } },
  })
  expect(status).toBe(201)
  return { client, id: json['id'] as string }
}

async function view(client: GraphClient, from: string, to: string, headers = {}): Promise<readonly Json[]> {
  return client.all(`/me/calendarView?startDateTime=${from}&endDateTime=${to}&$top=100`, headers)
}

const starts = (rows: readonly Json[]): readonly unknown[] => rows.map((row) => row['start']?.['dateTime'])

describe('calendarView (Graph rule 14)', () => {
  it.each(['', '?startDateTime=2026-11-01', '?endDateTime=2026-11-01'])(
    'needs both ends of its window: %s',
    async (query) => {
      const { status, json } = await clientOf(smallTenant()).get(`/me/calendarView${query}`)
      expect([status, json['error']?.['code']]).toEqual([400, 'ErrorInvalidParameter'])
    },
  )

  it('refuses ends that are no times', async () => {
    const { status } = await clientOf(smallTenant()).get(
      '/me/calendarView?startDateTime=soon&endDateTime=later',
    )
    expect(status).toBe(400)
  })

  it('takes offsets from the values, whatever zone is preferred', async () => {
    const { client } = await series(
      { type: 'daily' },
      { type: 'numbered', numberOfOccurrences: 1 },
      '2026-11-16',
    )
    const prefer = { prefer: 'outlook.timezone="Tokyo Standard Time"' }
    const inside = await view(client, '2026-11-16T09:00:00%2B01:00', '2026-11-16T09:30:00%2B01:00', prefer)
    const outside = await view(client, '2026-11-16T09:00:00', '2026-11-16T09:30:00', prefer)
    expect(starts(inside)).toEqual(['2026-11-16T17:00:00.0000000'])
    expect(inside[0]?.['start']?.['timeZone']).toBe('Tokyo Standard Time')
    expect(outside).toEqual([])
  })

  it('says which zone it has applied, and refuses one that is unknown', async () => {
    const client = clientOf(smallTenant())
    const path = '/me/calendarView?startDateTime=2026-11-01&endDateTime=2026-11-02'
    const { headers } = await client.get(path, { prefer: 'outlook.timezone="Pacific Standard Time"' })
    expect(headers.get('preference-applied')).toBe('outlook.timezone="Pacific Standard Time"')
    const bad = await client.get(path, { prefer: 'outlook.timezone="Middle Earth"' })
    expect([bad.status, bad.json['error']?.['code']]).toEqual([400, 'TimeZoneNotSupportedException'])
  })

  it('leaves out what ends as it begins or begins as it ends, and keeps what overlaps', async () => {
    const { client } = await series(
      { type: 'daily' },
      { type: 'numbered', numberOfOccurrences: 1 },
      '2026-11-16',
    )
    expect(await view(client, '2026-11-16T08:30:00Z', '2026-11-16T09:00:00Z')).toHaveLength(0)
    expect(await view(client, '2026-11-16T07:00:00Z', '2026-11-16T08:00:00Z')).toHaveLength(0)
    expect(await view(client, '2026-11-16T08:29:00Z', '2026-11-16T08:29:30Z')).toHaveLength(1)
  })

  it('does not return two of its times when properties are selected', async () => {
    const client = clientOf(smallTenant())
    const path = '/me/calendarView?startDateTime=2026-01-01&endDateTime=2026-12-31&$top=1'
    expect((await client.get(path)).json['value']?.[0]).toHaveProperty('createdDateTime')
    const selected = await client.get(`${path}&$select=subject,createdDateTime,lastModifiedDateTime`)
    expect(Object.keys(selected.json['value']?.[0] as object)).toEqual(['@odata.etag', 'id', 'subject'])
  })

  it('keeps the clock time of a series when summer time begins', async () => {
    const { client } = await series(
      { type: 'weekly', daysOfWeek: ['sunday'] },
      { type: 'noEnd' },
      '2026-03-22',
    )
    expect(starts(await view(client, '2026-03-20', '2026-04-01'))).toEqual([
      '2026-03-22T08:00:00.0000000',
      '2026-03-29T07:00:00.0000000',
    ])
  })

  it.each([
    [{ type: 'daily', interval: 3 }, { type: 'noEnd' }, '2026-01-01', ['01-01', '01-04', '01-07', '01-10']],
    [
      { type: 'weekly', interval: 2, daysOfWeek: ['monday', 'friday'], firstDayOfWeek: 'monday' },
      { type: 'noEnd' },
      '2026-01-05',
      ['01-05', '01-09', '01-19', '01-23', '02-02', '02-06'],
    ],
    [
      { type: 'weekly', daysOfWeek: ['tuesday'] },
      { type: 'endDate', endDate: '2026-01-20' },
      '2026-01-06',
      ['01-06', '01-13', '01-20'],
    ],
    [
      { type: 'weekly', daysOfWeek: ['tuesday'] },
      { type: 'numbered', numberOfOccurrences: 2 },
      '2026-01-06',
      ['01-06', '01-13'],
    ],
    [
      { type: 'absoluteMonthly', dayOfMonth: 31 },
      { type: 'noEnd' },
      '2026-01-31',
      ['01-31', '02-28', '03-31', '04-30'],
    ],
    [
      { type: 'relativeMonthly', daysOfWeek: ['wednesday'], index: 'last' },
      { type: 'noEnd' },
      '2026-01-28',
      ['01-28', '02-25', '03-25', '04-29'],
    ],
    [
      { type: 'relativeMonthly', daysOfWeek: ['monday'], index: 'second' },
      { type: 'noEnd' },
      '2026-01-12',
      ['01-12', '02-09', '03-09', '04-13'],
    ],
    [{ type: 'absoluteYearly', dayOfMonth: 3, month: 3 }, { type: 'noEnd' }, '2026-03-03', ['03-03']],
    [
      { type: 'relativeYearly', daysOfWeek: ['friday'], index: 'first', month: 4 },
      { type: 'noEnd' },
      '2026-04-03',
      ['04-03'],
    ],
  ])('expands %j %j from %s', async (pattern, range, day, expected) => {
    const { client } = await series(pattern, range, day)
    const rows = await view(client, '2026-01-01', '2026-05-01')
    const days = rows.map((row) => String(row['start']?.['dateTime']).slice(5, 10))
    expect(days.slice(0, expected.length)).toEqual(expected)
  })

  it.each([
    [{ type: 'weekly' }, { type: 'noEnd' }, 'BadRequest'],
    [{ type: 'sometimes' }, { type: 'noEnd' }, 'BadRequest'],
    [{ type: 'daily' }, { type: 'endDate' }, 'BadRequest'],
    [{ type: 'daily' }, { type: 'noEnd', startDate: '2026-99-99' }, 'BadRequest'],
  ])('refuses a series of %j %j', async (pattern, range, code) => {
    const { status, json } = await clientOf(smallTenant({ events: 0 })).post('/me/events', {
      start: at('2026-11-16T09:00:00'),
      end: at('2026-11-16T09:30:00'),
      recurrence: { pattern, range },
    })
    expect([status, json['error']?.['code']]).toEqual([400, code])
  })

  it('refuses occurrences that last until after the next one begins', async () => {
    const { status, json } = await clientOf(smallTenant({ events: 0 })).post('/me/events', {
      start: at('2026-11-16T09:00:00'),
      end: at('2026-11-18T09:30:00'),
      recurrence: { pattern: { type: 'daily', interval: 1 }, range: { type: 'noEnd' } },
    })
    expect([status, json['error']?.['code']]).toEqual([400, 'ErrorOccurrenceTimeSpanTooBig'])
  })

  it('ends a series whose interval leads beyond the calendar', async () => {
    const { client } = await series({ type: 'daily', interval: 1e9 }, { type: 'noEnd' }, '2026-11-16')
    expect(await view(client, '2026-11-01', '2027-11-01')).toHaveLength(1)
  })

  it('shows days of a series as occurrences of their head, and a changed one as an exception', async () => {
    const { client, id } = await series(
      { type: 'daily' },
      { type: 'numbered', numberOfOccurrences: 3 },
      '2026-11-16',
    )
    const rows = await view(client, '2026-11-16', '2026-11-20')
    expect(rows.map((row) => [row['type'], row['seriesMasterId'], row['recurrence']])).toEqual(
      rows.map(() => ['occurrence', id, null]),
    )
    const second = rows[1]?.['id']
    const changed = await client.patch(`/me/events/${second}`, {
      subject: 'Later today',
      start: at('2026-11-17T15:00:00'),
      end: at('2026-11-17T15:30:00'),
    })
    expect(changed.json).toMatchObject({ type: 'exception', subject: 'Later today', id: second })
    const third = rows[2]?.['id']
    expect((await client.delete(`/me/events/${third}`)).status).toBe(204)
    expect((await client.get(`/me/events/${third}`)).status).toBe(404)
    const after = await client.get(
      `/me/events/${id}/instances?startDateTime=2026-11-16&endDateTime=2026-11-20`,
    )
    expect(after.json['value']?.map((row) => [row['type'], row['subject']])).toEqual([
      ['occurrence', 'Series'],
      ['exception', 'Later today'],
    ])
  })

  it('gives the days of a series immutable ids that can be asked for', async () => {
    const { client } = await series({ type: 'daily' }, { type: 'noEnd' }, '2026-11-16')
    const [row] = await view(client, '2026-11-17', '2026-11-18', { prefer: 'IdType="ImmutableId"' })
    expect(row?.['id']).toMatch(/^AAkALg/)
    expect((await client.get(`/me/events/${row?.['id']}`)).json['start']).toEqual({
      dateTime: '2026-11-17T08:00:00.0000000',
      timeZone: 'UTC',
    })
  })

  it('keeps whole days on their date in every zone', async () => {
    const client = clientOf(smallTenant({ events: 0 }))
    await client.post('/me/events', {
      subject: 'Fair',
      isAllDay: true,
      start: at('2026-11-17T00:00:00'),
      end: at('2026-11-19T00:00:00'),
    })
    const [row] = await view(client, '2026-11-17', '2026-11-20', {
      prefer: 'outlook.timezone="Tokyo Standard Time"',
    })
    expect(row).toMatchObject({
      start: { dateTime: '2026-11-17T00:00:00.0000000', timeZone: 'Tokyo Standard Time' },
      end: { dateTime: '2026-11-19T00:00:00.0000000', timeZone: 'Tokyo Standard Time' },
    })
  })

  it('orders by start and pages by $skip', async () => {
    const rows = await view(clientOf(smallTenant()), '2025-01-01', '2027-12-31')
    expect(starts(rows)).toEqual(starts(rows).toSorted())
    expect(new Set(rows.map((row) => row['id'])).size).toBe(rows.length)
    expect(rows.length).toBeGreaterThan(100)
  })
})
