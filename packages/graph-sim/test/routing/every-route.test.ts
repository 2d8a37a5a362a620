import { connect } from 'node:net'
import { attempts } from '@graphkeep/core/testing'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { serve, type Tenant } from '../../src/index.ts'
import { routingTable } from '../../src/routing/routing-table.ts'
import { clientOf, smallTenant } from '../graph-client.ts'
import { knownIds, type WildRequest, wildRequests } from './every-route.ts'

const none = Number.POSITIVE_INFINITY
const runs = attempts(10_000)
const roles = [...new Set(routingTable.flatMap(({ permissions }) => permissions.application))]

function unlimitedTenant(): Tenant {
  return smallTenant({
    throttling: {
      concurrency: none,
      requests: none,
      uploadBytes: none,
      drive: { unitsPerMinute: none, unitsPerDay: none, userRequests: none },
      services: { reports: none, reportsOfAllApps: none, messageTraces: none, auditLogs: none },
    },
  })
}

function initOf({ method, headers, body, isApp }: WildRequest, tenant: Tenant): RequestInit {
  const authorization = `Bearer ${tenant.token(isApp ? { roles } : {})}`
  return {
    method,
    redirect: 'manual',
    headers: { authorization, 'content-type': 'application/json', ...headers },
    ...(body === undefined ? {} : { body }),
  }
}

async function requireGraphAnswer(response: Response): Promise<void> {
  const text = await response.text()
  if (response.status < 400) return
  expect([500, 502, 503]).not.toContain(response.status)
  expect(JSON.parse(text)).toHaveProperty('error.code')
}

describe('every operation', () => {
  it('answers whatever it is asked as Graph does, and never fails itself', async () => {
    let tenant = unlimitedTenant()
    const known = await knownIds(tenant)
    let asked = 0
    await fc.assert(
      fc.asyncProperty(wildRequests(known), async (request) => {
        // What was deleted is missing afterwards, so now and then there is a new tenant.
        if (++asked % 250 === 0) tenant = unlimitedTenant()
        const url = `https://graph.microsoft.com/v1.0${request.path}`
        await requireGraphAnswer(await tenant.fetch(url, initOf(request, tenant)))
      }),
      { numRuns: runs, seed: 21 },
    )
  }, 600_000)

  it('does so over HTTP as well', async () => {
    const tenant = unlimitedTenant()
    const known = await knownIds(tenant)
    await using server = await serve(tenant)
    const sendable = (request: WildRequest): boolean => !('content-length' in request.headers)
    await fc.assert(
      fc.asyncProperty(wildRequests(known).filter(sendable), async (request) => {
        const url = `${server.url}/v1.0${request.path}`
        await requireGraphAnswer(await fetch(url, initOf(request, tenant)))
      }),
      { numRuns: Math.ceil(runs / 5), seed: 22 },
    )
  }, 600_000)
})

const many = (text: string, length = 60_000): string => text.repeat(Math.floor(length / text.length))

describe('requests of absurd size', () => {
  const tenant = unlimitedTenant()
  const client = clientOf(tenant)

  it.each([
    [
      'a chain of a thousand conditions',
      `/me/messages?$filter=${many('isRead eq true and ')}isRead eq true`,
      200,
    ],
    ['brackets in a filter', `/me/messages?$filter=${many('(')}`, 400],
    ['quotes in a filter', `/me/messages?$filter=subject eq ${many("'")}'`, 400],
    ['negations in a filter', `/me/messages?$filter=${many('not ')}isRead`, 400],
    [
      'lambdas in each other',
      `/me/messages?$filter=${many('toRecipients/any(a:')}true${many(')', 3000)}`,
      400,
    ],
    ['a path of a property', `/me/messages?$filter=${many('a/')}a eq 1`, 400],
    ['properties to select', `/me/messages?$select=${many('subject,')}`, 200],
    [
      'expansions in each other',
      `/me/drive/root?$expand=${many('children($expand=')}x${many(')', 3000)}`,
      400,
    ],
    ['words to search for', `/me/messages?$search="${many('a ')}"`, 200],
    ['alternatives to search for', `/me/messages?$search="${many('a OR ')}b"`, 200],
    ['brackets in a search', `/me/messages?$search="${many('(')}"`, 400],
    ['folders in folders', `/me/mailFolders/x${many('/childFolders/x')}`, 400],
    ['segments of a path', `/me/${many('a/')}`, 400],
    ['a token', `/me/messages?$skiptoken=${many('a')}`, 400],
  ])('%s are answered', async (_name, path, status) => {
    expect((await client.get(path)).status).toBe(status)
  })

  it.each([
    ['brackets', many('[')],
    ['objects', many('{"a":')],
    ['quotes', many('"')],
    ['escapes', `"${many('\\"', 1_000_000)}`],
    ['a bracket within a string', JSON.stringify({ subject: many('[') })],
  ])('a body of %s is answered', async (_name, body) => {
    expect([201, 400]).toContain((await client.post('/me/messages', body)).status)
  })

  it.each(['<script', '<!--', '<hr ', '<li ', '<', '&nbsp;', '<style></style>'])(
    'HTML of many %s is read',
    async (mark) => {
      const body = { contentType: 'html', content: many(mark, 400_000) }
      expect((await client.post('/me/messages', { body })).status).toBe(201)
    },
  )

  it('MIME that is nested beyond reason becomes a message with what can be read', async () => {
    const head = 'Content-Type: multipart/mixed; boundary=a\r\n\r\n'
    const mime = `Subject: Deep\r\n${head}${many(`--a\r\n${head}`)}`
    const answer = await client.post('/me/messages', Buffer.from(mime).toString('base64'), {
      'content-type': 'text/plain',
    })
    expect([answer.status, answer.json['subject']]).toEqual([201, 'Deep'])
  })

  it('filters of many kilobytes come through a server', async () => {
    await using server = await serve(tenant)
    const headers = { authorization: `Bearer ${tenant.token()}` }
    const filter = encodeURIComponent(`${many('isRead eq true or ', 20_000)}isRead eq true`)
    const response = await fetch(`${server.url}/v1.0/me/messages?$top=1&$filter=${filter}`, { headers })
    expect(response.status).toBe(200)
  })
})

describe('requests that are hardly HTTP', () => {
  it.each([
    ['a host that is none', 'GET /v1.0/me HTTP/1.1\r\nHost: a b:c/d?', 401],
    ['a port that is none', 'GET /v1.0/me HTTP/1.1\r\nHost: x:99999', 401],
    ['no path', 'OPTIONS * HTTP/1.1\r\nHost: x', 400],
    ['two slashes', 'GET //v1.0/me HTTP/1.1\r\nHost: x', 400],
    ['a path that leads out', 'GET /v1.0/../../etc/passwd HTTP/1.1\r\nHost: x', 400],
    ['no version', 'GET / HTTP/1.1\r\nHost: x', 400],
  ])('with %s are answered', async (_name, head, status) => {
    await using server = await serve(smallTenant())
    const text = await raw(Number(new URL(server.url).port), `${head}\r\nConnection: close\r\n\r\n`)
    expect(text.split(' ')[1]).toBe(String(status))
    expect(text).toContain('"error"')
  })
})

function raw(port: number, text: string): Promise<string> {
  return new Promise((resolve, reject) => {
    let answer = ''
    const socket = connect(port, '127.0.0.1', () => socket.write(text))
    socket.on('data', (chunk) => {
      answer += String(chunk)
    })
    socket.on('error', reject)
    socket.on('close', () => resolve(answer))
  })
}
