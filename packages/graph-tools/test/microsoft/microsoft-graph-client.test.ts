import { GraphFailure } from '@graphkeep/core'
import { manualClock } from '@graphkeep/core/testing'
import * as library from '@microsoft/microsoft-graph-client'
import { describe, expect, it } from 'vitest'

import { createGraphClient, getJson, sendAction } from '../../src/client.ts'
import { microsoftClientFor, overMicrosoftClient } from '../../src/microsoft-graph-client.ts'
import { failureOf, openClient } from '../world/open-client.ts'
import { inTime, noon, smallTenant } from '../world/open-world.ts'

const signal = new AbortController().signal
const mail = { message: { subject: 'Once', toRecipients: [{ emailAddress: { address: 'b@contoso.com' } }] } }

/** Microsoft's client as a host has it, with its usual handlers and sign-in, on an offline tenant. */
function hostsClient(tenant = smallTenant()) {
  const sent: { url: string; authorization: string | null; method: string }[] = []
  const chain: library.Middleware[] = [
    new library.AuthenticationHandler({ getAccessToken: async () => tenant.token() }),
    new library.RetryHandler(new library.RetryHandlerOptions()),
    new library.RedirectHandler(new library.RedirectHandlerOptions()),
    new library.TelemetryHandler(),
    {
      async execute(context: library.Context) {
        const request = new Request(context.request as string, context.options as RequestInit)
        const { url, method, headers } = request
        sent.push({ url, method, authorization: headers.get('authorization') })
        context.response = await tenant.fetch(context.request as string, context.options as RequestInit)
      },
    },
  ]
  const clock = manualClock(noon)
  const theirs = library.Client.initWithMiddleware({ middleware: chain })
  const outside: RequestInit[] = []
  const transport = overMicrosoftClient(theirs, library, {
    async fetch(input, init = {}) {
      outside.push(init)
      return tenant.fetch(input as string, init)
    },
  })
  const client = createGraphClient({ ...transport, clock, batchSize: 1 })
  const fetch = client.fetchFor({ tenant: tenant.id, account: tenant.me.userPrincipalName })
  return { tenant, clock, fetch, sent, outside }
}

describe('a client over that of Microsoft', () => {
  it('reads with the sign-in that the host has set up', async () => {
    const { fetch, tenant, sent } = hostsClient()
    expect(await getJson({ fetch, signal }, '/me?$select=userPrincipalName')).toMatchObject({
      userPrincipalName: tenant.me.userPrincipalName,
    })
    expect(sent.map(({ authorization }) => authorization)).toEqual([`Bearer ${tenant.token()}`])
  })

  it('passes queries, headers and bytes on as they are', async () => {
    const { fetch } = hostsClient()
    const bytes = Uint8Array.from({ length: 100 }, (_, index) => index).subarray(10, 20)
    const headers = { 'content-type': 'application/octet-stream' }
    await fetch('/me/drive/root:/a%26b.bin:/content', { method: 'PUT', body: bytes, headers })
    const file = await getJson<{ size: number }>({ fetch, signal }, '/me/drive/root:/a%26b.bin')
    expect(file.size).toBe(10)
    const page = await getJson<{ value: object[] }>(
      { fetch, signal },
      "/me/messages?$filter=startswith(subject,'a%26b')&$select=id&$top=3",
    )
    expect(page.value).toEqual([])
  })

  it('waits as long as Graph asks, by its own clock, and sends no more often than itself decides', async () => {
    const { fetch, tenant, clock, sent } = hostsClient()
    tenant.faults.add({ times: 1, action: { kind: 'throttle', retryAfter: 17 } })
    const started = clock.now()
    await inTime(clock, fetch('/me'))
    expect(clock.now() - started).toBeGreaterThanOrEqual(17_000)
    expect(sent).toHaveLength(2)
  })

  it('does not let a send be repeated whose answer was lost', async () => {
    const { fetch, tenant, sent } = hostsClient()
    tenant.faults.add({ match: { path: '/sendMail' }, action: { kind: 'afterwards', status: 504 } })
    const failure = await failureOf(sendAction({ fetch, signal }, '/me/sendMail', mail))
    expect(failure).toMatchObject({ status: 504, outcomeUnknown: true })
    expect(sent).toHaveLength(1)
  })

  it('follows a download by itself, without the token', async () => {
    const { fetch, sent, outside } = hostsClient()
    await fetch('/me/drive/root:/a.txt:/content', { method: 'PUT', body: 'bytes' })
    expect(await (await fetch('/me/drive/root:/a.txt:/content')).text()).toBe('bytes')
    expect(sent).toHaveLength(2)
    expect(outside).toHaveLength(1)
    expect(new Headers(outside[0]?.headers).has('authorization')).toBe(false)
  })

  it('is not made of something else', () => {
    expect(() => overMicrosoftClient({} as never, library)).toThrow(TypeError)
  })
})

function oursFor(options: Parameters<typeof openClient>[0] = {}) {
  const world = openClient(options)
  const { tenant, scope, fetchFor } = world
  const outside = tenant.fetch as typeof fetch
  return { ...world, theirs: microsoftClientFor({ fetchFor }, scope, library, { fetch: outside }) }
}

describe('a client of Microsoft over ours', () => {
  it('reads, pages and writes', async () => {
    const { theirs } = oursFor()
    const page = await theirs.api('/me/messages').select('subject').top(5).get()
    expect(page.value).toHaveLength(5)
    const subjects: string[] = []
    const all = new library.PageIterator(theirs, page, ({ subject }) => subjects.push(subject) < 12)
    await all.iterate()
    expect(subjects).toHaveLength(12)
    const contact = await theirs.api('/me/contacts').post({ givenName: 'Ada' })
    expect(await theirs.api(`/me/contacts/${contact.id}`).delete()).toBeUndefined()
  })

  it('waits for Graph on our clock', async () => {
    const { theirs, tenant, clock, sent } = oursFor()
    tenant.faults.add({ times: 1, action: { kind: 'throttle', retryAfter: 5 } })
    await inTime(clock, theirs.api('/me').get())
    expect(sent).toHaveLength(2)
  })

  it('does not repeat a send whose answer was lost, and says so', async () => {
    const { theirs, tenant, sent } = oursFor()
    tenant.faults.add({ match: { path: '/sendMail' }, action: { kind: 'afterwards', status: 504 } })
    const error = await failureOf(theirs.api('/me/sendMail').post(mail))
    expect(error).toBeInstanceOf(library.GraphError)
    expect(error).toMatchObject({ statusCode: 504, message: expect.stringContaining('was not repeated') })
    expect(sent).toHaveLength(1)
  })

  it('throws the GraphError that its users catch', async () => {
    const { theirs } = oursFor()
    const error = await failureOf(theirs.api('/me/messages/AAMkNOTHING').get())
    expect(error).toBeInstanceOf(library.GraphError)
    expect(error).toMatchObject({ statusCode: expect.any(Number), code: expect.stringMatching(/^Error/) })
    expect(error['requestId']).toMatch(/^[0-9a-f-]{36}$/)
  })

  it('uploads a large file at the address of its session, without a token', async () => {
    const { theirs, sent } = oursFor()
    const content = Uint8Array.from({ length: 700_000 }, (_, index) => index % 251)
    const session = await library.LargeFileUploadTask.createUploadSession(
      theirs,
      '/me/drive/root:/large.bin:/createUploadSession',
      {},
    )
    const file = new library.FileUpload(Buffer.from(content), 'large.bin', content.length)
    await new library.LargeFileUploadTask(theirs, file, session, { rangeSize: 327_680 }).upload()
    const answer = await theirs.api('/me/drive/root:/large.bin').get()
    expect(answer.size).toBe(700_000)
    expect(sent).toHaveLength(2)
  })

  it('refuses beta, and passes on what is no answer', async () => {
    const { theirs } = oursFor({ fetch: async () => Promise.reject(new TypeError('fetch failed')) })
    expect((await failureOf(theirs.api('/me').version('beta').get())).message).toContain('v1.0')
    const failure = await failureOf(theirs.api('/me/sendMail').post(mail))
    expect(failure.message).toContain('Microsoft Graph gave no answer')
    expect(failure).not.toBeInstanceOf(GraphFailure)
  })
})
