import { GraphFailure, InvalidOutput, SignInRequired, StoreUnavailable } from '@graphkeep/core'
import { describe, expect, it } from 'vitest'

import { describeFailure, kindOfFailure } from '../src/failures.ts'

const graph = (status: number, retryable = false) => new GraphFailure('x', { status, retryable })
const network = (code: string) =>
  new TypeError('fetch failed', { cause: Object.assign(new Error('x'), { code }) })

describe('what a failed fetch means', () => {
  it.each([
    ['revoked', graph(401)],
    ['revoked', graph(403)],
    ['revoked', new SignInRequired('Sign in')],
    ['revoked', { status: 403 }],
    ['missing', graph(404)],
    ['other', { status: 404 }],
    ['unavailable', graph(0)],
    ['unavailable', graph(429)],
    ['unavailable', graph(500)],
    ['unavailable', graph(504)],
    ['unavailable', graph(409, true)],
    ['unavailable', new StoreUnavailable('redis')],
    ['unavailable', network('ECONNREFUSED')],
    ['unavailable', network('UND_ERR_SOCKET')],
    ['unavailable', new DOMException('x', 'TimeoutError')],
    ['other', graph(400)],
    ['other', graph(410)],
    ['other', network('ERR_INVALID_URL')],
    ['other', new TypeError('x is not a function')],
    ['other', new InvalidOutput('email_list', ['x'])],
    ['other', new DOMException('x', 'AbortError')],
    ['other', 'a text'],
    ['other', undefined],
    ['other', null],
  ] as const)('%s: %o', (kind, error) => {
    expect(kindOfFailure(error)).toBe(kind)
  })

  it('is told by code and status, never by a message', () => {
    expect(describeFailure(graph(503))).toBe('ERR_GRAPH, status 503')
    expect(describeFailure(network('ECONNRESET'))).toBe('no answer')
    expect(describeFailure(new Error('a secret'))).toBe('an error')
  })

  it('bears causes that go round in a circle', () => {
    const error = new Error('x')
    error.cause = error
    expect(kindOfFailure(error)).toBe('other')
  })
})
