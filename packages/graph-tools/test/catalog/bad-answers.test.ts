import { describe, expect, it } from 'vitest'

import { catalog, permissionsOf } from '../../src/index.ts'
import { failureOf } from '../world/open-client.ts'
import { openWorld } from '../world/open-world.ts'
import { sampleInputs } from '../world/sample-inputs.ts'

const tools = catalog.map((tool) => [tool.name, tool] as const)

async function prepared(name: string, options: Parameters<typeof openWorld>[0] = {}) {
  const world = openWorld(options)
  const input = (await sampleInputs[name]?.(world)) ?? {}
  world.tenant.clearRequests()
  return { ...world, run: () => world.callInTime(name, input), input }
}

describe.each(tools)('%s', (name, tool) => {
  it('works with no more permission than it declares', async () => {
    const { run } = await prepared(name, { scopes: [...tool.permissions.delegated] })
    await expect(run()).resolves.toBeDefined()
  })

  it('works for an application with no more permission than it declares', async () => {
    const { run } = await prepared(name, { roles: [...tool.permissions.application] })
    await expect(run()).resolves.toBeDefined()
  })

  it('says which permission is missing', async () => {
    const { run } = await prepared(name, { scopes: ['Presence.Read'] })
    const failure = await failureOf(run())
    expect(failure).toMatchObject({ code: 'ERR_GRAPH', status: 403, retryable: false })
    expect(failure.message).toContain(
      `${name} needs the delegated permission ${tool.permissions.delegated[0]}`,
    )
  })

  it('waits out 30 seconds of throttling', async () => {
    const { run, tenant, clock } = await prepared(name)
    tenant.faults.add({ times: 1, action: { kind: 'throttle', retryAfter: 30 } })
    const started = clock.now()
    await expect(run()).resolves.toBeDefined()
    expect(clock.now() - started).toBeGreaterThanOrEqual(30_000)
  })

  it('says at once how long to wait when there is less time than that', async () => {
    const { run, tenant } = await prepared(name, { deadlineMs: 10_000 })
    tenant.faults.add({ action: { kind: 'throttle', retryAfter: 30 } })
    const failure = await failureOf(run())
    expect(failure).toMatchObject({
      status: 429,
      retryable: true,
      retryAfterMs: 30_000,
      outcomeUnknown: false,
    })
    expect(failure.message).toContain('Wait 30 seconds, then try again')
  })

  it.each([
    [401, 'Sign in again'],
    [404, 'moved or deleted'],
    [500, 'Try again in a minute'],
  ])('answers %i with what to do next', async (status, words) => {
    const { run, tenant } = await prepared(name)
    tenant.faults.add({ action: { kind: 'status', status } })
    const failure = await failureOf(run())
    expect(failure).toMatchObject({ code: 'ERR_GRAPH', status })
    expect(failure.message).toContain(words)
  })

  // The answer to a send has no body that could be cut.
  const breaks = name === 'email_send' ? (['html'] as const) : (['truncate', 'html'] as const)

  it.each(breaks)('takes no broken answer for a whole one: %s', async (kind) => {
    const { run, tenant } = await prepared(name)
    tenant.faults.add({ action: { kind } })
    const failure = await failureOf(run())
    expect(failure).toMatchObject({ code: 'ERR_GRAPH' })
    expect(failure.message).toMatch(/broke off|web page|cut off|Something else/)
    expect(failure.message).toMatch(/Try again|Look|Read/)
    // Of a mail only the draft got lost.
    expect(failure['outcomeUnknown']).toBe(tool.effect !== 'read' && name !== 'email_send')
  })

  it('names an argument that it does not know, before it asks Graph', async () => {
    const { call, input, tenant } = await prepared(name)
    const failure = await failureOf(call(name, { ...input, colour: 'red' }))
    expect(failure).toMatchObject({ code: 'ERR_INVALID_INPUT', message: expect.stringContaining('"colour"') })
    expect(tenant.requests).toEqual([])
  })

  it('names every argument of the wrong kind, before it asks Graph', async () => {
    const { call, input, tenant } = await prepared(name)
    const { properties = {} } = tool.input['~standard'].jsonSchema.input({ target: 'draft-2020-12' }) as {
      properties?: object
    }
    for (const key of Object.keys(properties)) {
      const failure = await failureOf(call(name, { ...input, [key]: { wrong: true } }))
      expect(failure).toMatchObject({ code: 'ERR_INVALID_INPUT' })
      expect(failure.message).toContain(`${key}:`)
    }
    expect(tenant.requests).toEqual([])
  })
})

const identified = ['email_get', 'email_move', 'email_mark_read', 'file_get']

describe.each(identified)('%s', (name) => {
  it('says to list again when an id is not there any more, or is none', async () => {
    const { call, input, tenant } = await prepared(name)
    const authorization = `Bearer ${tenant.token()}`
    const { id } = input as { id: string }
    const path = name === 'file_get' ? `/me/drive/items/${id}` : `/me/messages/${id}/permanentDelete`
    const method = name === 'file_get' ? 'DELETE' : 'POST'
    await tenant.fetch(`https://graph.microsoft.com/v1.0${path}`, { method, headers: { authorization } })
    const gone = await failureOf(call(name, input))
    expect(gone).toMatchObject({ status: 404, retryable: false })
    expect(gone.message).toContain('moved or deleted')
    const none = await failureOf(call(name, { ...input, id: 'no such id' }))
    expect([400, 404]).toContain(none['status'])
    expect(none.message).toContain('List again')
  })
})

describe.each(['email_list', 'email_search', 'calendar_list_events', 'contact_list'])('%s', (name) => {
  it('follows no link to another host, neither by itself nor through a cursor', async () => {
    const hosts = new Set<string>()
    let lures = 0
    const { tenant } = openWorld()
    const lured = async (input: string | URL | Request, init?: RequestInit) => {
      const { host } = new URL(input instanceof Request ? input.url : input)
      hosts.add(host)
      const body = await (await tenant.fetch(input as string, init)).text()
      const answer = body.replaceAll(/"https:\/\/[^/]+([^"]*skip)/g, '"https://evil.example$1')
      lures += answer === body ? 0 : 1
      return new Response(answer)
    }
    const { call, input } = await prepared(name, { tenant, fetch: lured, batchSize: 1 })
    const first = { ...input, top: 2 }
    const { nextCursor: cursor } = await call<{ nextCursor: string }>(name, first)
    expect(await call(name, { ...first, cursor })).toBeDefined()
    expect([[...hosts], lures]).toEqual([['graph.microsoft.com'], 2])
  })
})

describe('permissionsOf', () => {
  it('gathers what a set of tools needs', () => {
    expect(permissionsOf(catalog, 'delegated')).toEqual([
      'Calendars.ReadBasic',
      'Calendars.ReadWrite',
      'Contacts.Read',
      'Files.Read',
      'Mail.Read',
      'Mail.ReadBasic',
      'Mail.ReadWrite',
      'Mail.Send',
      'User.Read',
    ])
    expect(permissionsOf([], 'application')).toEqual([])
  })
})
