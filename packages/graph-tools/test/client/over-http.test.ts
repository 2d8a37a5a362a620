import { createServer, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { serve } from '@graphkeep/graph-sim'
import { afterEach, describe, expect, it } from 'vitest'

import { staticToken } from '../../src/auth.ts'
import { createGraphClient, getJson, pages } from '../../src/client.ts'
import { failureOf } from '../world/open-client.ts'
import { smallTenant } from '../world/open-world.ts'

const closing: (() => Promise<unknown>)[] = []
const signal = new AbortController().signal

afterEach(async () => {
  for (const close of closing.splice(0)) await close()
})

/** A server of our own, for what happens on a real connection. */
async function listening(answer: (response: ServerResponse, count: number) => void): Promise<string> {
  let count = 0
  const server = createServer((_, response) => answer(response, ++count))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  closing.push(() => new Promise((resolve) => server.close(resolve)))
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1.0`
}

const scope = { tenant: 't', account: 'a' }
const clientFor = (baseUrl: string, token = 'token') =>
  createGraphClient({
    baseUrl,
    tokens: staticToken(token),
    clock: { now: Date.now, sleep: async () => {} },
    deadlineMs: Number.POSITIVE_INFINITY,
  }).fetchFor(scope)

describe('over a real connection', () => {
  it('reads pages and follows a download', async () => {
    const tenant = smallTenant()
    const server = await serve(tenant)
    closing.push(() => server.close())
    const fetch = clientFor(`${server.url.replace(/\/(v1\.0)?\/?$/, '')}/v1.0`, tenant.token())
    let count = 0
    for await (const { items } of pages({ fetch, signal }, '/me/contacts?$top=20')) count += items.length
    expect(count).toBeGreaterThan(40)
    await fetch('/me/drive/root:/a.txt:/content', { method: 'PUT', body: 'over the wire' })
    expect(await getJson({ fetch, signal }, '/me/drive/root:/a.txt')).toMatchObject({
      name: 'a.txt',
      size: 13,
    })
  })

  it('notices a body that breaks off, and reads again', async () => {
    const baseUrl = await listening((response, count) => {
      response.writeHead(200, { 'content-type': 'application/json', 'content-length': '100' })
      if (count === 1) response.write('{"id":', () => response.destroy())
      else response.end(`{"id":"${'x'.repeat(91)}"}`)
    })
    expect(await getJson({ fetch: clientFor(baseUrl), signal }, '/me')).toMatchObject({
      id: expect.stringContaining('xxx'),
    })
  })

  it('does not send a mail again when the connection breaks', async () => {
    let sends = 0
    const baseUrl = await listening((response) => {
      sends++
      response.destroy()
    })
    const failure = await failureOf(clientFor(baseUrl)('/me/sendMail', { method: 'POST', body: '{}' }))
    expect(failure).toMatchObject({ status: 0, outcomeUnknown: true })
    expect(sends).toBe(1)
  })

  it('says so when nobody answers', async () => {
    const failure = await failureOf(clientFor('http://127.0.0.1:9/v1.0')('/me'))
    expect(failure).toMatchObject({
      status: 0,
      retryable: true,
      message: expect.stringContaining('Check the network'),
    })
  })

  it.each(['http://graph.example/v1.0', 'graph.microsoft.com', 'ftp://graph.microsoft.com', ''])(
    'is not opened to %j',
    (baseUrl) => {
      expect(() => createGraphClient({ baseUrl, tokens: staticToken('x') })).toThrow(/https/)
    },
  )
})
