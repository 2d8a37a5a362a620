import { describe, expect, it } from 'vitest'
import { clientOf, smallTenant } from '../graph-client.ts'
import { roundOf } from './delta-rounds.ts'

const view = '/me/calendarView/delta?startDateTime=2027-03-01T00:00:00Z&endDateTime=2027-03-08T00:00:00Z'

function at(dateTime: string): object {
  return { dateTime, timeZone: 'UTC' }
}

describe('changes of a calendar view', () => {
  it('give what is in the span, and as deleted what moves out of it (Graph rule 21)', async () => {
    const client = clientOf(smallTenant({ events: 0 }))
    const first = await roundOf(client, view)
    expect(first.rows).toEqual([])
    const { json } = await client.post('/me/events', {
      subject: 'Tide table',
      start: at('2027-03-02T09:00:00'),
      end: at('2027-03-02T10:00:00'),
    })
    const second = await roundOf(client, first.deltaLink)
    expect(second.rows).toMatchObject([{ id: json['id'], subject: 'Tide table', type: 'singleInstance' }])
    await client.patch(`/me/events/${json['id']}`, {
      start: at('2027-04-02T09:00:00'),
      end: at('2027-04-02T10:00:00'),
    })
    expect((await roundOf(client, second.deltaLink)).rows).toEqual([
      { '@odata.type': '#microsoft.graph.event', id: json['id'], '@removed': { reason: 'deleted' } },
    ])
  })

  it('give a series by its head and its days, which say only when they are', async () => {
    const client = clientOf(smallTenant({ events: 0 }))
    const { json } = await client.post('/me/events', {
      subject: 'Watch',
      start: at('2027-03-01T06:00:00'),
      end: at('2027-03-01T07:00:00'),
      recurrence: {
        pattern: { type: 'daily', interval: 1 },
        range: { type: 'numbered', startDate: '2027-03-01', numberOfOccurrences: 3 },
      },
    })
    const first = await roundOf(client, view)
    expect(first.rows.map((row) => row['type'])).toEqual([
      'seriesMaster',
      'occurrence',
      'occurrence',
      'occurrence',
    ])
    const [head, day] = first.rows
    expect(head).toMatchObject({ id: json['id'], subject: 'Watch' })
    expect(day).toMatchObject({ seriesMasterId: json['id'], start: at('2027-03-01T06:00:00.0000000') })
    expect(day).not.toHaveProperty('subject')

    await client.delete(`/me/events/${day?.['id']}`)
    const second = await roundOf(client, first.deltaLink)
    expect(second.rows).toContainEqual(
      expect.objectContaining({ id: day?.['id'], '@removed': { reason: 'deleted' } }),
    )
    await client.delete(`/me/events/${json['id']}`)
    const third = await roundOf(client, second.deltaLink)
    expect(third.rows.every((row) => '@removed' in row)).toBe(true)
    expect(third.rows).toHaveLength(3)
  })

  it('keep their span for all rounds, and are told of each calendar', async () => {
    const client = clientOf(smallTenant({ events: 0 }))
    const calendar = await client.post('/me/calendars', { name: 'Tides' })
    const path = `/me/calendars/${calendar.json['id']}`
    const first = await roundOf(client, `${path}/${view.slice(4)}`)
    const event = { subject: 'High water', start: at('2027-03-03T09:00:00'), end: at('2027-03-03T10:00:00') }
    await client.post(`${path}/events`, event)
    await client.post('/me/events', event)
    expect(new URL(first.deltaLink).searchParams.has('startDateTime')).toBe(false)
    expect((await roundOf(client, first.deltaLink)).rows).toHaveLength(1)
  })

  it('need a span and take no other options', async () => {
    const client = clientOf(smallTenant())
    expect((await client.get('/me/calendarView/delta')).json['error']?.['code']).toBe('ErrorInvalidParameter')
    expect((await client.get(`${view}&$select=subject`)).json['error']).toMatchObject({
      code: 'ErrorInvalidUrlQuery',
      message:
        "The following parameters are not supported with change tracking over the 'CalendarView' resource: '$orderby, $filter, $select, $expand, $search'.",
    })
  })
})
