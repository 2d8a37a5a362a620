import { type GraphFailure, isGraphkeepError, type Scope, systemClock } from '@graphkeep/core'

import type { GraphRequestInit } from '../client/graph-call.ts'
import type { GraphClient } from '../client/graph-client.ts'
import { graphGlobal } from '../client/graph-clouds.ts'

/** What a handler of Microsoft's client is given, and where it leaves its answer. */
export interface MicrosoftContext {
  request: string | Request
  options?: RequestInit
  response?: Response
}

/** The library, as far as it is needed to make a client. */
export interface MicrosoftLibrary<client> {
  readonly Client: {
    initWithMiddleware(options: { middleware: { execute(context: MicrosoftContext): Promise<void> } }): client
  }
}

/**
 * Returns one of Microsoft's clients whose requests go through ours, so that code written for it waits, repeats and
 * shares Graph's limits as every tool does. What Graph refuses is thrown as its `GraphError`, with our sentence of what
 * to do next as the message.
 *
 * Requests to pre-authenticated addresses, as of upload sessions, go there without a token; beta is refused.
 *
 * @param options `fetch` is for addresses outside Graph. Default: the global one.
 *
 * @example
 * ```ts
 * import * as library from '@microsoft/microsoft-graph-client'
 *
 * const theirs = microsoftClientFor(client, scope, library)
 * const me = await theirs.api('/me').select('displayName').get()
 * ```
 */
export function microsoftClientFor<client>(
  client: GraphClient,
  scope: Scope,
  library: MicrosoftLibrary<client>,
  options: { readonly fetch?: typeof globalThis.fetch } = {},
): client {
  const { fetch: fetchOutside = globalThis.fetch } = options
  const fetchGraph = client.fetchFor(scope)

  return library.Client.initWithMiddleware({
    middleware: {
      async execute(context) {
        const url = typeof context.request === 'string' ? context.request : context.request.url
        const isOutside = new URL(url).origin !== new URL(graphGlobal).origin
        context.response = isOutside
          ? await fetchOutside(url, withoutToken(context.options))
          : await answered(fetchGraph(pathOf(url), context.options as GraphRequestInit))
      },
    },
  })
}

/** The client of Microsoft is left with its own idea of where Graph is; ours knows the cloud. */
function pathOf(url: string): string {
  if (!url.startsWith(`${graphGlobal}/`)) {
    throw new TypeError('Only v1.0 is served: leave out version(), and use paths such as /me/messages')
  }
  return url.slice(graphGlobal.length)
}

function withoutToken(options: RequestInit = {}): RequestInit {
  const headers = new Headers(options.headers)
  headers.delete('authorization')
  return { ...options, headers }
}

/** Turns a refusal back into an answer, which the client of Microsoft makes its own error of. */
async function answered(answer: Promise<Response>): Promise<Response> {
  try {
    return await answer
  } catch (error) {
    if (isGraphkeepError(error) && error.code === 'ERR_GRAPH' && error.status >= 400) return refusedAs(error)
    throw error
  }
}

function refusedAs({ status, graphCode, code, message, requestId, retryAfterMs }: GraphFailure): Response {
  const date = new Date(systemClock.now()).toISOString()
  const headers = retryAfterMs === undefined ? {} : { 'retry-after': String(Math.ceil(retryAfterMs / 1000)) }
  const innerError = { date, 'request-id': requestId }
  return Response.json({ error: { code: graphCode ?? code, message, innerError } }, { status, headers })
}
