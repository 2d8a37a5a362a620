import type { ToolContext } from '@graphkeep/core'
import { describe, expect, it } from 'vitest'

import { getJson, sendBatch, sendJson } from '../../src/client.ts'
import { failureOf, openClient } from '../world/open-client.ts'
import { inTime } from '../world/open-world.ts'
import { type GraphError, graphErrors } from './graph-errors.ts'

const signal = new AbortController().signal
const requestId = '3f2504e0-4f89-11d3-9a0c-0305e82c3301'
const secret = 'canary of ada@contoso.com'

type Failure = Awaited<ReturnType<typeof failureOf>>

interface Body {
  readonly code: string | undefined
}

/** Bodies as the documents and the services write them. */
const shapes: readonly (readonly [string, (error: GraphError) => Body])[] = [
  ['innerError', ({ code, innerCode }) => ({ code, message: secret, innerError: innerOf(innerCode) })],
  ['innererror', ({ code, innerCode }) => ({ code, message: secret, innererror: innerOf(innerCode) })],
  [
    'a code in capitals, with details',
    ({ code, innerCode }) => ({
      code: code?.toUpperCase(),
      message: secret,
      details: [{ code: secret, message: secret, target: secret }],
      innerError: innerOf(innerCode?.toUpperCase()),
    }),
  ],
]

function innerOf(code: string | undefined): object {
  const ids = { 'request-id': requestId, 'client-request-id': secret, date: '2026-11-20T12:00:00' }
  return { ...ids, message: secret, ...(code !== undefined && { code }) }
}

/** What it takes to say of a failure that it tells all. */
function due({ code, status, retryable = false }: GraphError, written: string | undefined): object {
  const graphCode = code === undefined || code === '' ? undefined : written
  return { code: 'ERR_GRAPH', status, graphCode, requestId, retryable, outcomeUnknown: false }
}

type Reading = Pick<ToolContext, 'fetch' | 'signal'>

/** What a read, a write, and a read in a batch fail with. */
function failuresOf({ status, retryable }: GraphError, error: object): Promise<readonly Failure[]> {
  const headers = (seconds: string) => (retryable ? { 'retry-after': seconds } : {})
  const alone = (call: (context: Reading) => Promise<unknown>) => {
    const fetch = async () => Response.json({ error }, { status, headers: headers('99') })
    return failureOf(call({ ...openClient({ fetch }), signal }))
  }
  const inBatch = async () => {
    const responses = [{ id: '1', status, headers: headers('1'), body: { error } }]
    const world = openClient({ fetch: async () => Response.json({ responses }) })
    const sent = sendBatch({ ...world, signal }, [{ id: '1', path: '/me' }])
    const outcome = (await inTime(world.clock, sent)).get('1')
    if (outcome === undefined || outcome.ok) throw new Error('It did not fail')
    return outcome.error as unknown as Failure
  }
  return Promise.all([
    alone((context) => getJson(context, '/me')),
    alone((context) => sendJson(context, '/me/events', {})),
    inBatch(),
  ])
}

const rows = graphErrors.map((row) => [`${row.status} ${row.code}, ${row.when},`, row] as const)

describe.each(rows)('the refusal %s', (_, row) => {
  it.each(shapes)('tells code, request id and next step, and nothing else: %s', async (_, shape) => {
    const error = shape(row)
    for (const failure of await failuresOf(row, error)) {
      expect(failure).toMatchObject(due(row, error.code))
      expect(failure.message).toContain(row.next)
      expect(failure.message).toMatch(/[.]$/)
      expect(JSON.stringify([failure, failure.message, failure.stack])).not.toContain('canary')
    }
  })
})
