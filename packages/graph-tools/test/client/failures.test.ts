import { describe, expect, it } from 'vitest'
import { staticToken } from '../../src/auth.ts'
import { createGraphClient, getJson, getPage, graphPath, items, pages, sendJson } from '../../src/client.ts'
import { failureOf, openClient } from '../world/open-client.ts'
import { smallTenant } from '../world/open-world.ts'

const signal = new AbortController().signal

describe('failures', () => {
  it.each([
    [401, 'Sign in again'],
    [403, 'Have the permission granted'],
    [404, 'it was moved or deleted'],
    [409, 'Read it again'],
    [410, 'full read'],
    [412, 'changed meanwhile'],
    [413, 'Send less'],
    [423, 'locked'],
    [500, 'Try again in a minute'],
    [501, 'does not know how'],
    [507, 'no space left'],
    [418, 'unexpected way'],
    [599, 'failed on its own side'],
  ])('with status %i say what happened and what to do next', async (status, words) => {
    const { fetch, tenant } = openClient()
    tenant.faults.add({ action: { kind: 'status', status } })
    const failure = await failureOf(fetch('/me'))
    expect(failure).toMatchObject({
      code: 'ERR_GRAPH',
      status,
      requestId: expect.stringMatching(/^[0-9a-f-]{36}$/),
    })
    expect(failure.message).toContain(words)
    expect(failure.message).toMatch(/[.]$/)
  })

  it("speak of Graph's own code where it says more than the status", async () => {
    const { fetch } = openClient()
    const failure = await failureOf(fetch('/me/messages/AAMk%3D'))
    expect(failure).toMatchObject({ status: 400, graphCode: 'ErrorInvalidIdMalformed' })
    expect(failure.message).toContain('List again, and use an id exactly as that answer gives it')
    const query = "$filter=from/emailAddress/address eq 'a@b.example'&$orderby=receivedDateTime"
    expect((await failureOf(fetch(`/me/messages?${query}`))).message).toContain('Graph rule 2')
  })

  it('name the permission that the tool needs', async () => {
    const tenant = smallTenant()
    const client = createGraphClient({
      tokens: staticToken(tenant.token({ scopes: ['User.Read'] })),
      fetch: tenant.fetch as typeof fetch,
    })
    const scope = { tenant: tenant.id, account: tenant.me.userPrincipalName }
    const tool = { name: 'email_list', permissions: { delegated: ['Mail.Read'], application: [] } }
    const failure = await failureOf(client.fetchFor(scope, tool)('/me/messages'))
    expect(failure.message).toContain('email_list needs the delegated permission Mail.Read')
    const unnamed = await failureOf(client.fetchFor(scope)('/me/messages'))
    expect(unnamed.message).toContain('Have the permission granted')
  })

  it.each([
    ['truncate', 'broke off'],
    ['html', 'web page'],
  ] as const)('of an answer that is no JSON are clear: %s', async (kind, words) => {
    const { fetch, tenant } = openClient()
    tenant.faults.add({ action: { kind } })
    const read = await failureOf(getJson({ fetch, signal }, '/me'))
    expect(read).toMatchObject({ code: 'ERR_GRAPH', status: 200, retryable: true, outcomeUnknown: false })
    expect(read.message).toContain(words)
    const write = await failureOf(sendJson({ fetch, signal }, '/me/events', {}, { lookAt: 'Look there.' }))
    expect(write).toMatchObject({ status: expect.any(Number), outcomeUnknown: expect.any(Boolean) })
  })

  it('of a write whose answer is cut off say that it may have been done', async () => {
    const { fetch, tenant } = openClient()
    const event = {
      subject: 'x',
      start: { dateTime: '2026-11-21T09:00:00', timeZone: 'UTC' },
      end: { dateTime: '2026-11-21T10:00:00', timeZone: 'UTC' },
    }
    tenant.faults.add({ times: 1, action: { kind: 'truncate' } })
    const failure = await failureOf(
      sendJson({ fetch, signal }, '/me/events', event, { lookAt: 'Look in the calendar.' }),
    )
    expect(failure).toMatchObject({ status: 201, retryable: false, outcomeUnknown: true })
    expect(failure.message).toContain('Whether it was done is not confirmed. Look in the calendar.')
  })

  it.each([
    ['nothing', '', 'answered with nothing'],
    ['a number', '5', 'is no JSON'],
    ['null', 'null', 'is no JSON'],
    [
      'an error that claims success',
      '{"error":{"code":"ErrorItemNotFound","message":"secret"}}',
      'claims success',
    ],
  ])('of an answer that holds %s are clear', async (_, body, words) => {
    const { fetch } = openClient({
      fetch: async () => new Response(body, { headers: { 'request-id': 'r-1' } }),
    })
    const failure = await failureOf(getJson({ fetch, signal }, '/me'))
    expect(failure).toMatchObject({ code: 'ERR_GRAPH', requestId: 'r-1', retryable: true })
    expect(failure.message).toContain(words)
    expect(failure.message).not.toContain('secret')
    const write = await failureOf(sendJson({ fetch, signal }, '/me/events', {}))
    expect(write).toMatchObject({ requestId: 'r-1', retryable: false, outcomeUnknown: true })
  })

  it('are none of what is about something that failed, such as an operation', async () => {
    const operation = { id: '1', status: 'failed', error: { code: 'Conflict' } }
    const { fetch } = openClient({ fetch: async () => Response.json(operation) })
    expect(await getJson({ fetch, signal }, '/teams/1/operations/1')).toEqual(operation)
  })

  it('of a list that is none are clear', async () => {
    const { fetch } = openClient({ fetch: async () => new Response('{"id":"1"}') })
    expect((await failureOf(getPage({ fetch, signal }, '/me/messages'))).message).toContain(
      'something else than a list',
    )
  })

  it.each([true, false])(
    'of an answer that is too large come before it is read (announced: %s)',
    async (announced) => {
      let read = 0
      const endless = () =>
        new ReadableStream({
          pull(controller) {
            read++
            controller.enqueue(new Uint8Array(1024))
          },
        })
      const headers = announced ? { 'content-length': '99999999' } : {}
      const { fetch } = openClient({
        fetch: async () => new Response(endless(), { headers }),
        maxResponseBytes: 10_000,
      })
      const failure = await failureOf(fetch('/me'))
      expect(failure).toMatchObject({ status: 200, retryable: false })
      expect(failure.message).toContain('larger than the limit of 10000 bytes')
      expect(read).toBeLessThan(15)
    },
  )

  it('come when redirects have no end, lead to unencrypted places, or answer a write', async () => {
    const redirecting = (location: string) =>
      openClient({ fetch: async () => new Response(null, { status: 302, headers: { location } }) })
    expect((await failureOf(redirecting('https://x.example/').fetch('/me'))).message).toContain(
      'without an end',
    )
    expect((await failureOf(redirecting('http://x.example/').fetch('/me'))).message).toContain('unencrypted')
    const write = redirecting('https://x.example/')
    expect(await failureOf(write.fetch('/me/sendMail', { method: 'POST', body: '{}' }))).toMatchObject({
      status: 302,
    })
  })

  it('hold no URL, token, id or body, in whatever field', async () => {
    const canaries = ['canary-token', 'canary-id', 'canary-body', 'canary-answer', 'canary-query']
    const bodies = [
      '{"error":{"code":"Canary canary-answer","message":"canary-answer"}}',
      '<p>canary-answer</p>',
      '{"x":"canary-answer"',
    ]
    for (const status of [200, 400, 401, 403, 404, 429, 500, 504]) {
      for (const body of bodies) {
        const answer = async () =>
          new Response(body, { status, headers: { 'retry-after': '99', 'request-id': 'canary answer' } })
        const world = openClient({ fetch: answer, tokens: staticToken('canary-token') })
        const path = `${graphPath`/me/messages/${'canary-id'}/move`}?$filter=canary-query`
        const failures = [
          await failureOf(getJson({ fetch: world.fetch, signal }, path)),
          await failureOf(sendJson({ fetch: world.fetch, signal }, path, { x: 'canary-body' })),
        ].map((failure) => [failure.message, failure.stack, failure, failure.cause])
        const text = JSON.stringify([failures, world.heard])
        for (const canary of canaries) expect(text).not.toContain(canary)
      }
    }
  })
})

describe('pages', () => {
  it('follow each other to the end', async () => {
    const { fetch } = openClient()
    const seen: string[] = []
    for await (const { items } of pages<{ id: string }>(
      { fetch, signal },
      '/me/contacts?$top=25&$select=id',
    )) {
      seen.push(...items.map(({ id }) => id))
    }
    const all = await getPage<{ id: string }>(
      { fetch, signal },
      '/me/contacts?$top=999&$select=id&$count=true',
    )
    expect(new Set(seen).size).toBe(all.total)
  })

  it('end with an error at a link to another host, after what came before it', async () => {
    const page = JSON.stringify({
      value: [{ id: '1' }],
      '@odata.nextLink': 'https://evil.example/v1.0/me?$skip=1',
    })
    const world = openClient({ fetch: async () => new Response(page) })
    const seen: unknown[] = []
    const read = async () => {
      for await (const { items } of pages({ fetch: world.fetch, signal }, '/me/messages')) seen.push(...items)
    }
    expect((await failureOf(read())).message).toContain('another host')
    expect(seen).toEqual([{ id: '1' }])
    expect(world.heard).toHaveLength(1)
  })

  it('end with an error when there is no end, or when they lead back', async () => {
    const listing = (next: (count: number) => string) => {
      let count = 0
      const link = () => `https://graph.microsoft.com/v1.0/me/messages?$skip=${next(count++)}`
      const { fetch } = openClient({
        fetch: async () => Response.json({ value: [], '@odata.nextLink': link() }),
      })
      return async () => {
        for await (const _ of items({ fetch, signal }, '/me/messages', { mostPages: 5 }));
      }
    }
    const endless = await failureOf(listing(String)())
    expect(endless.message).toContain('more than 5 pages')
    const circle = await failureOf(listing((count) => String(count % 2))())
    expect(circle.message).toContain('leads back')
  })

  it('go on behind an empty page, from any of their links, until nobody wants more', async () => {
    const answers = [
      { value: [], '@odata.nextLink': 'https://graph.microsoft.com/v1.0/me/messages?$skip=1' },
      { value: [{ id: '1' }], '@odata.nextLink': 'https://graph.microsoft.com/v1.0/me/messages?$skip=2' },
      { value: [{ id: '2' }] },
    ]
    const pageAt = (url: string) => answers[Number(new URL(url).searchParams.get('$skip'))]
    const world = openClient({ fetch: async (input) => Response.json(pageAt(String(input))) })
    const read = async (path: string, leaving = new AbortController()) => {
      const seen: string[] = []
      for await (const { id } of items<{ id: string }>({ ...world, signal: leaving.signal }, path)) {
        seen.push(id)
        if (leaving !== never) leaving.abort(new Error('gone'))
      }
      return seen
    }
    const never = new AbortController()
    expect(await read('/me/messages', never)).toEqual(['1', '2'])
    expect(await read('/me/messages?$skip=2', never)).toEqual(['2'])
    const before = world.heard.length
    expect((await failureOf(read('/me/messages'))).message).toBe('gone')
    expect(world.heard.length - before).toBe(2)
  })
})
