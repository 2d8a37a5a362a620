import { createTenant } from '@graphkeep/graph-sim'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'

import { instantOf, isoInZone, isTimeZone } from '../../src/time/zones.ts'
import { failureOf } from '../world/open-client.ts'
import { noon, openWorld, type World } from '../world/open-world.ts'

interface Events {
  readonly events: readonly {
    readonly id: string
    readonly start: string
    readonly end: string
    readonly allDay?: boolean
    readonly recurring?: boolean
    readonly untrusted: { readonly subject: string; readonly location?: string }
  }[]
  readonly window: { readonly from: string; readonly to: string; readonly timeZone: string }
  readonly more: boolean
  readonly nextCursor?: string
}

const lunch = {
  subject: 'Lunch',
  start: '2026-11-23T12:00',
  end: '2026-11-23T13:00',
  timeZone: 'Europe/Oslo',
}

/** The ids of the lunches that stand in the calendar. */
async function lunches({ call, tenant }: World): Promise<readonly string[]> {
  tenant.faults.clear()
  const { events } = await call<Events>('calendar_list_events', { timeZone: 'Europe/Oslo', top: 100 })
  const start = '2026-11-23T12:00:00+01:00'
  return events
    .filter((event) => event.untrusted.subject === lunch.subject && event.start === start)
    .map(({ id }) => id)
}

describe('calendar_list_events', () => {
  it('gives the coming seven days, with offsets and the zone', async () => {
    const { call, tenant } = openWorld()
    const list = await call<Events>('calendar_list_events', { timeZone: 'Asia/Kathmandu', top: 100 })
    expect(list.window).toEqual({
      from: '2026-11-20T17:45:00+05:45',
      to: '2026-11-27T17:45:00+05:45',
      timeZone: 'Asia/Kathmandu',
    })
    expect(list.events.length).toBeGreaterThan(3)
    for (const { start, end, allDay } of list.events) {
      expect(start).toMatch(allDay ? /^\d{4}-\d\d-\d\d$/ : /T\d\d:\d\d:00\+05:45$/)
      expect(Date.parse(end)).toBeGreaterThanOrEqual(Date.parse(start))
    }
    expect(tenant.requests).toHaveLength(1)
  })

  it('takes a day as a whole, in the zone that is asked for', async () => {
    const { call } = openWorld()
    const input = { from: '2026-11-20', to: '2026-11-20', timeZone: 'Pacific/Auckland' }
    const { window } = await call<Events>('calendar_list_events', input)
    expect(window).toEqual({
      from: '2026-11-20T00:00:00+13:00',
      to: '2026-11-21T00:00:00+13:00',
      timeZone: 'Pacific/Auckland',
    })
    const turned = await call<Events>('calendar_list_events', {
      from: '2026-10-25',
      to: '2026-10-25',
      timeZone: 'Europe/Oslo',
    })
    expect(turned.window).toMatchObject({
      from: '2026-10-25T00:00:00+02:00',
      to: '2026-10-26T00:00:00+01:00',
    })
  })

  it('goes on with the window that it began with, although the clock has moved on', async () => {
    const { call, clock } = openWorld()
    const all = await call<Events>('calendar_list_events', { top: 100 })
    const first = await call<Events>('calendar_list_events', { top: 3 })
    await clock.advance(60_000)
    const second = await call<Events>('calendar_list_events', { top: 3, cursor: first.nextCursor })
    expect(second.window).toEqual(first.window)
    expect([...first.events, ...second.events]).toEqual(all.events.slice(0, 6))
  })

  it('keeps whole days on their day in every zone', async () => {
    const { call } = openWorld({ tenant: createTenant({ seed: 7, now: noon, messages: 10, events: 500 }) })
    const days = async (timeZone: string) => {
      const list = await call<Events>('calendar_list_events', {
        from: '2026-10-01',
        to: '2026-12-31',
        timeZone,
        top: 100,
      })
      return list.events
        .filter(({ allDay }) => allDay)
        .map(({ start, end, untrusted }) => `${start} ${end} ${untrusted.subject}`)
    }
    const utc = await days('UTC')
    expect(utc.length).toBeGreaterThan(0)
    expect(utc.some((text) => text.slice(0, 10) === text.slice(11, 21))).toBe(true)
    const zones = await Promise.all(['Pacific/Auckland', 'America/Los_Angeles'].map(days))
    for (const other of zones) expect(other.filter((text) => utc.includes(text)).length).toBeGreaterThan(0)
    for (const other of zones)
      expect(other.every((text) => utc.includes(text) || /12-31|10-01|09-30/.test(text))).toBe(true)
  })

  it.each([
    [{ from: '2026-11-20', to: '2026-11-19' }, 'to: it has to be later than from'],
    [{ to: '2026-01-01' }, 'to: it is in the past'],
    [{ timeZone: 'Oslo' }, 'timeZone: write the IANA name'],
    [{ timeZone: '+01:00' }, 'timeZone: write the IANA name'],
    [{ from: '2026-13-01' }, 'from: write a day as'],
  ])('refuses %j', async (input, words) => {
    const { call } = openWorld()
    const failure = await failureOf(call('calendar_list_events', input))
    expect(failure).toMatchObject({ code: 'ERR_INVALID_INPUT' })
    expect(failure.message).toContain(words)
  })
})

describe('calendar_create_event', () => {
  it('creates an event at the local time, with invitations and a place to join', async () => {
    const { call } = openWorld()
    const input = {
      ...lunch,
      attendees: ['tomas.dvorak@solvang.example'],
      location: 'Fjord room',
      body: 'Soup',
      online: true,
    }
    const created = await call<{ id: string; start: string }>('calendar_create_event', input)
    expect(created).toMatchObject({
      start: '2026-11-23T12:00:00+01:00',
      end: '2026-11-23T13:00:00+01:00',
      invited: 1,
      joinUrl: expect.stringMatching(/^https:/),
    })
    const { events } = await call<Events>('calendar_list_events', { timeZone: 'Europe/Oslo', top: 100 })
    expect(events.find(({ id }) => id === created.id)).toMatchObject({
      start: created.start,
      untrusted: { subject: 'Lunch', location: 'Fjord room' },
    })
  })

  it.each([{}, { idempotencyKey: 'order-4711' }])(
    'makes one event when the answer gets lost, with %j',
    async (key) => {
      const world = openWorld()
      const fault = { kind: 'reset', when: 'after' } as const
      world.tenant.faults.add({ match: { method: 'POST' }, times: 1, action: fault })
      const { id } = await world.callInTime<{ id: string }>('calendar_create_event', { ...lunch, ...key })
      expect(await lunches(world)).toEqual([id])
    },
  )

  it('makes no second event for whoever repeats the call with its key, in whatever process', async () => {
    const first = openWorld()
    const input = { ...lunch, idempotencyKey: 'order-4711' }
    const created = await first.call('calendar_create_event', input)
    const second = openWorld({ tenant: first.tenant })
    expect(await second.call('calendar_create_event', input)).toEqual(created)
    await second.call('calendar_create_event', { ...input, location: 'Fjord room' })
    await second.call('calendar_create_event', lunch)
    expect(await lunches(second)).toHaveLength(3)
  })

  it.each([
    [{}, false, 'Look for it with calendar_list_events before doing it again.'],
    [{ idempotencyKey: 'order-4711' }, true, 'doing it again does no harm'],
  ])('is told of as perhaps made when every answer gets lost, with %j', async (key, retryable, words) => {
    const world = openWorld()
    world.tenant.faults.add({ match: { method: 'POST' }, action: { kind: 'afterwards', status: 504 } })
    const failure = await failureOf(world.callInTime('calendar_create_event', { ...lunch, ...key }))
    expect(failure).toMatchObject({ outcomeUnknown: true, retryable })
    expect(failure.message).toContain(words)
    expect(await lunches(world)).toHaveLength(1)
  })

  it.each([
    [{ ...lunch, end: lunch.start }, 'end: it has to be later than start'],
    [{ ...lunch, end: '2026-11-23T11:00' }, 'end: it has to be later than start'],
    [{ ...lunch, start: '2026-11-23T12:00:00Z' }, 'start: write a local time without an offset'],
    [{ ...lunch, start: '2026-11-23' }, 'start: write a local time'],
    [{ ...lunch, timeZone: undefined }, 'timeZone:'],
    [{ ...lunch, timeZone: 'Mars/Base' }, 'timeZone: write the IANA name'],
    [{ ...lunch, subject: ' ' }, 'subject:'],
    [{ ...lunch, attendees: ['Tomas'] }, 'attendees.0: write a full mail address'],
  ])('refuses %j before anything is sent', async (input, words) => {
    const { call, tenant } = openWorld()
    const failure = await failureOf(call('calendar_create_event', input))
    expect(failure.message).toContain(words)
    expect(tenant.requests).toEqual([])
  })
})

describe('time zones', () => {
  it('lead back to the instant that a local time was made from', () => {
    const zones = [
      'Europe/Oslo',
      'America/New_York',
      'Asia/Kathmandu',
      'Pacific/Auckland',
      'Australia/Lord_Howe',
      'UTC',
      'Pacific/Apia',
    ]
    const instants = fc.integer({ min: Date.UTC(2015, 0, 1) / 60_000, max: Date.UTC(2035, 0, 1) / 60_000 })
    fc.assert(
      fc.property(instants, fc.constantFrom(...zones), (minutes, zone) => {
        const instant = minutes * 60_000
        const local = isoInZone(instant, zone)
        expect(Date.parse(local)).toBe(instant)
        const back = instantOf(local.slice(0, 19), zone)
        // Where clocks are turned back, a local time stands for two instants, and the first is taken.
        expect(isoInZone(back, zone).slice(0, 19)).toBe(local.slice(0, 19))
        expect(back).toBeLessThanOrEqual(instant)
      }),
    )
  })

  it('move a time that does not exist forward', () => {
    expect(isoInZone(instantOf('2026-03-29T02:30', 'Europe/Oslo'), 'Europe/Oslo')).toBe(
      '2026-03-29T03:30:00+02:00',
    )
    expect(isoInZone(instantOf('2026-10-25T02:30', 'Europe/Oslo'), 'Europe/Oslo')).toBe(
      '2026-10-25T02:30:00+02:00',
    )
  })

  it('are known by their IANA names only', () => {
    expect(['UTC', 'Europe/Oslo', 'America/Argentina/Ushuaia', 'Etc/GMT+5'].every(isTimeZone)).toBe(true)
    expect(['', 'Oslo', '+01:00', 'W. Europe Standard Time', 'x', '../etc'].some(isTimeZone)).toBe(false)
  })
})
