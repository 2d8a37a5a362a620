import type { GraphClientOptions } from '../client/graph-client.ts'
import { graphGlobal } from '../client/graph-clouds.ts'

/** The one method of Microsoft's `Client` that is called on it. */
export interface MicrosoftClient {
  api(path: string): MicrosoftRequest
}

/** What is called on one of its requests. */
export interface MicrosoftRequest {
  headers(headers: Record<string, string>): MicrosoftRequest
  options(options: Record<string, unknown>): MicrosoftRequest
  middlewareOptions(options: readonly object[]): MicrosoftRequest
  responseType(type: string): MicrosoftRequest
  get(): Promise<unknown>
}

/** What is needed of the library itself: the host hands it in, so that it is the copy that its client is of. */
export interface MicrosoftHandlers {
  readonly RetryHandlerOptions: new (delay: number, maxRetries: number) => object
  readonly RedirectHandlerOptions: new (maxRedirects: number) => object
}

/** How requests reach Graph through somebody else's client. */
export type MicrosoftTransport = Required<Pick<GraphClientOptions, 'tokens' | 'fetch' | 'baseUrl'>>

/** Stands where a token would, and is taken off again before a request leaves: the host's client signs in itself. */
const signsInItself = 'microsoft-graph-client'

/**
 * Makes Microsoft's client, as the host has set it up, the transport of ours: its sign-in and middleware stay in use.
 * Its handlers for repeating and redirecting are told to do nothing, because they would send again what may have been
 * done.
 *
 * @param options `baseUrl` is that of the client, with its version; default the global cloud. `fetch` is for
 * pre-authenticated addresses outside Graph, which the host's client never sees; default the global one.
 *
 * @example
 * ```ts
 * import * as library from '@microsoft/microsoft-graph-client'
 *
 * const theirs = library.Client.init({ authProvider })
 * const client = createGraphClient({ ...overMicrosoftClient(theirs, library) })
 * ```
 */
export function overMicrosoftClient(
  client: MicrosoftClient,
  library: MicrosoftHandlers,
  options: Partial<Pick<GraphClientOptions, 'baseUrl' | 'fetch'>> = {},
): MicrosoftTransport {
  const { baseUrl = graphGlobal, fetch = globalThis.fetch } = options
  if (typeof client?.api !== 'function') throw new TypeError('client is a Client of microsoft-graph-client')
  if (!baseUrl.startsWith('https://'))
    throw new TypeError('The client of Microsoft reaches https addresses only')
  const patience = [new library.RetryHandlerOptions(0, 0), new library.RedirectHandlerOptions(0)]

  return {
    baseUrl,
    tokens: { token: async () => signsInItself },
    async fetch(input, init = {}) {
      const url = String(input)
      if (!url.startsWith(`${baseUrl}/`)) return fetch(url, init)
      const { headers, ...rest } = init
      const own = new Headers(headers)
      own.delete('authorization')
      const answer = await client
        .api(url)
        .headers(Object.fromEntries(own))
        .options({ ...rest, body: rest.body ?? undefined })
        .middlewareOptions(patience)
        .responseType('raw')
        .get()
      return answer as Response
    },
  }
}
