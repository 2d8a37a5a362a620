import type { Scope } from '@graphkeep/core'

import { canBeSentAgain, type GraphCall, type GraphRequestInit, type RequestingTool } from './graph-call.ts'
import { graphUrl, onBehalfOf, outsideUrl } from './graph-url.ts'
import { laneOf } from './lane.ts'
import { preferOf } from './prefer.ts'
import { routeOf } from './route.ts'
import type { TokenSource } from './token-source.ts'
import { workloadOf } from './workload.ts'

/** Who asks, and where. */
export interface Asker {
  readonly scope: Scope
  readonly tool: RequestingTool | undefined
  readonly baseUrl: string
  readonly tokens: TokenSource
}

/** Makes what goes through the client of what was asked for. Its deadline is still open. */
export function callOf(asked: string, init: GraphRequestInit, asker: Asker): GraphCall {
  const { scope, tool, baseUrl, tokens } = asker
  const { kind: scheme = 'delegated' } = tokens
  const owner = tokens.owner ? tokens.owner(scope) : scheme === 'application' ? scope.account : undefined
  const { url, path } = graphUrl(onBehalfOf(asked, owner), baseUrl)
  const preauthenticated = init.at !== undefined
  const method = (init.method ?? 'GET').toUpperCase()
  const effect = method === 'GET' || method === 'HEAD' ? 'read' : 'write'
  const workload = workloadOf(path)
  return {
    scope,
    tool,
    tokens,
    scheme,
    method,
    effect,
    url: init.at === undefined ? url : outsideUrl(init.at, baseUrl),
    preauthenticated,
    route: routeOf(path),
    workload,
    lane: laneOf(path, workload, scope),
    places: 1,
    headers: preauthenticated ? new Headers(init.headers) : headersOf(path, init),
    body: init.body,
    answer: init.answer ?? 'whole',
    repeatable:
      canBeSentAgain(init) && (init.repeatable ?? (effect === 'read' || ['PUT', 'DELETE'].includes(method))),
    lookAt: init.lookAt,
    deadline: Number.POSITIVE_INFINITY,
    signal: init.signal ?? new AbortController().signal,
  }
}

function headersOf(path: string, init: GraphRequestInit): Headers {
  const headers = new Headers(init.headers)
  const prefer = preferOf(path, headers.get('prefer'))
  if (prefer !== undefined) headers.set('prefer', prefer)
  if (!headers.has('accept')) headers.set('accept', 'application/json')
  if (typeof init.body === 'string' && !headers.has('content-type'))
    headers.set('content-type', 'application/json')
  headers.set('client-request-id', crypto.randomUUID())
  return headers
}
