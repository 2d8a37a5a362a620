import { describe, expect, it } from 'vitest'

import { bearer } from '../../src/auth.ts'
import { retryAfterMs } from '../../src/client/retry-after.ts'
import { failureOf, openClient } from '../world/open-client.ts'
import { noon, smallTenant } from '../world/open-world.ts'

const mail = JSON.stringify({
  message: {
    subject: 'Only once',
    toRecipients: [{ emailAddress: { address: 'tomas.dvorak@solvang.example' } }],
  },
})
const send = { method: 'POST', body: mail }

async function sentCount({ tenant }: { tenant: ReturnType<typeof openClient>['tenant'] }): Promise<number> {
  const url =
    "https://graph.microsoft.com/v1.0/me/mailFolders/sentitems/messages?$filter=subject eq 'Only once'"
  tenant.faults.clear()
  tenant.clock.advance(2000)
  const answer = await tenant.fetch(url, { headers: { authorization: `Bearer ${tenant.token()}` } })
  return ((await answer.json()) as { value: unknown[] }).value.length
}

describe('patience', () => {
  it('waits exactly as long as Graph asks, and asks again', async () => {
    const world = openClient()
    world.tenant.faults.add({ times: 1, action: { kind: 'throttle', retryAfter: 30 } })
    const started = world.clock.now()
    expect((await world.fetchInTime('/me')).status).toBe(200)
    expect(world.clock.now() - started).toBe(30_000)
    expect(world.heard).toEqual([
      { method: 'GET', route: '/me', status: 429, ms: 0, attempt: 1 },
      { route: '/me', status: 429, waitMs: 30_000, attempt: 1 },
      { method: 'GET', route: '/me', status: 200, ms: 0, attempt: 2 },
    ])
  })

  it('goes on asking while it is throttled, also for a send, which was not taken', async () => {
    const world = openClient({ deadlineMs: Number.POSITIVE_INFINITY })
    world.tenant.faults.add({ times: 12, action: { kind: 'throttle', retryAfter: 5 } })
    expect((await world.fetchInTime('/me/sendMail', send)).status).toBe(202)
    expect(world.sent).toHaveLength(13)
    expect(await sentCount(world)).toBe(1)
  })

  it('says at once how long to wait when that is longer than the caller has', async () => {
    const world = openClient()
    world.tenant.faults.add({ action: { kind: 'throttle', retryAfter: 31_536_000 } })
    const failure = await failureOf(world.fetch('/me'))
    expect(failure).toMatchObject({ status: 429, retryable: true, retryAfterMs: 31_536_000_000 })
    expect(failure.message).toContain('Wait 31536000 seconds')
    expect(world.sent).toHaveLength(1)
  })

  it('does not take a year for no time when it may wait that long', async () => {
    const world = openClient({ deadlineMs: Number.POSITIVE_INFINITY })
    world.tenant.faults.add({ times: 1, action: { kind: 'throttle', retryAfter: 31_536_000 } })
    const answered = world.fetch('/me')
    for (let month = 0; month < 11; month++) await world.clock.advance(2_592_000_000)
    expect(world.sent).toHaveLength(1)
    await world.clock.advance(3_024_000_000)
    expect((await answered).status).toBe(200)
  })

  it('stops waiting when the caller goes away', async () => {
    const world = openClient()
    world.tenant.faults.add({ action: { kind: 'throttle', retryAfter: 30 } })
    const caller = new AbortController()
    const failed = failureOf(world.fetch('/me', { signal: caller.signal }))
    await world.clock.advance(10_000)
    caller.abort(new Error('gone'))
    expect((await failed).message).toBe('gone')
  })

  it('backs off longer each time when Graph does not say how long', async () => {
    const world = openClient()
    world.tenant.faults.add({ times: 4, action: { kind: 'throttle' } })
    await world.fetchInTime('/me')
    const waits = world.heard.flatMap((event) => ('waitMs' in event ? [Number(event.waitMs)] : []))
    const [first = 0, second = 0, third = 0, fourth = 0] = waits
    expect(waits).toHaveLength(4)
    expect(third + fourth).toBeGreaterThanOrEqual(first + second)
    expect(Math.max(...waits)).toBeLessThanOrEqual(30_000)
  })

  it.each(['30 ', ' 12', '1.5'])('reads %j as seconds', (value) => {
    expect(retryAfterMs(new Headers({ 'retry-after': value }), noon)).toBe(Number(value) * 1000)
  })

  it.each(['-5', '9'.repeat(400), 'soon', '', '99:99', 'Infinity', '1e3', 'NaN'])(
    'takes %j for no answer',
    (value) => {
      expect(retryAfterMs(new Headers({ 'retry-after': value }), noon)).toBeUndefined()
    },
  )

  it('reads a date as distance from the date of the answer', () => {
    const headers = new Headers({
      'retry-after': 'Fri, 20 Nov 2026 12:00:40 GMT',
      date: 'Fri, 20 Nov 2026 12:00:10 GMT',
    })
    expect(retryAfterMs(headers, 0)).toBe(30_000)
    expect(retryAfterMs(new Headers({ 'retry-after': 'Fri, 20 Nov 2026 12:00:40 GMT' }), noon)).toBe(40_000)
    expect(
      retryAfterMs(new Headers({ 'retry-after': 'Fri, 20 Nov 2020 12:00:40 GMT' }), noon),
    ).toBeUndefined()
  })
})

describe('safety', () => {
  it.each([
    ['503', { kind: 'status', status: 503, retryAfter: 2 }],
    ['504', { kind: 'status', status: 504 }],
    ['a broken connection', { kind: 'reset' }],
  ] as const)('repeats a read after %s, a few times', async (_, action) => {
    const world = openClient()
    world.tenant.faults.add({ times: 3, action })
    expect((await world.fetchInTime('/me')).status).toBe(200)
    world.tenant.faults.add({ action })
    const failure = await failureOf(world.fetchInTime('/me'))
    expect(failure).toMatchObject({ retryable: true, outcomeUnknown: false })
    expect(world.sent).toHaveLength(8)
  })

  it.each([
    ['504 after the mail was sent', { kind: 'afterwards', status: 504 }, 1, true],
    ['a connection that breaks', { kind: 'reset' }, 0, true],
    ['503', { kind: 'status', status: 503 }, 0, false],
    ['500', { kind: 'status', status: 500 }, 0, false],
  ] as const)('never sends a mail twice: %s', async (_, action, mails, outcomeUnknown) => {
    const world = openClient()
    world.tenant.faults.add({ match: { path: 'sendMail' }, times: 1, action })
    const init = { ...send, lookAt: 'Look in Sent Items.' }
    const failure = await failureOf(world.fetchInTime('/me/sendMail', init))
    expect(failure).toMatchObject({ outcomeUnknown })
    expect(
      failure.message.includes(
        'Whether it took effect is not known, and it was not repeated. Look in Sent Items.',
      ),
    ).toBe(outcomeUnknown)
    expect(world.sent).toHaveLength(1)
    expect(await sentCount(world)).toBe(mails)
  })

  it('repeats a write that is marked as doing no more the second time', async () => {
    const world = openClient()
    world.tenant.faults.add({
      match: { method: 'PATCH' },
      times: 2,
      action: { kind: 'afterwards', status: 504 },
    })
    const [message] = (
      (await (await world.fetch('/me/messages?$top=1')).json()) as { value: { id: string }[] }
    ).value
    const init = { method: 'PATCH', body: '{"isRead":true}', repeatable: true }
    expect((await world.fetchInTime(`/me/messages/${message?.id}`, init)).status).toBe(200)
    expect(world.sent.filter(({ method }) => method === 'PATCH')).toHaveLength(3)
  })

  it.each([
    ['429', { kind: 'throttle', retryAfter: 5 }],
    ['401', { kind: 'status', status: 401 }],
  ] as const)('sends a stream once, and says after %s that it takes a new one', async (_, action) => {
    const tenant = smallTenant()
    let app = 0
    const tokens = bearer(async () => tenant.token({ app: `app ${app++}` }))
    const world = openClient({ tenant, tokens })
    tenant.faults.add({ match: { method: 'PUT' }, times: 1, action })
    const put = () => ({ method: 'PUT', body: new Blob(['words']).stream() })
    const path = '/me/drive/root:/stream.txt:/content'
    const failure = await failureOf(world.fetchInTime(path, put()))
    expect(failure.message).toContain('its body was a stream, which is used up: it takes a new one.')
    expect(world.sent).toHaveLength(1)
    expect((await world.fetchInTime(path, put())).status).toBe(201)
  })

  it('ends a request that is never answered when its time is over', async () => {
    const world = openClient({
      fetch: (_, init) =>
        new Promise((_, reject) =>
          init?.signal?.addEventListener('abort', () => reject(init.signal?.reason)),
        ),
    })
    const read = await failureOf(world.fetchInTime('/me'))
    expect(read).toMatchObject({
      status: 0,
      retryable: true,
      outcomeUnknown: false,
      message: expect.stringContaining('the time for it was over'),
    })
    const write = await failureOf(world.fetchInTime('/me/sendMail', send))
    expect(write).toMatchObject({ status: 0, retryable: false, outcomeUnknown: true })
  })

  it('says that a write was never sent when its time was over before', async () => {
    const world = openClient({
      concurrency: 1,
      fetch: (_, init) =>
        new Promise((_, reject) =>
          init?.signal?.addEventListener('abort', () => reject(init.signal?.reason)),
        ),
    })
    const first = failureOf(world.fetch('/me/messages'))
    const second = failureOf(world.fetchInTime('/me/sendMail', send))
    expect(await second).toMatchObject({
      outcomeUnknown: false,
      retryable: true,
      message: expect.stringContaining('before it could be sent'),
    })
    await first
  })
})
