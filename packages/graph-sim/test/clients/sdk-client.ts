import {
  Client,
  type Context,
  type Middleware,
  RedirectHandler,
  RedirectHandlerOptions,
  RetryHandler,
  RetryHandlerOptions,
  TelemetryHandler,
} from '@microsoft/microsoft-graph-client'
import { serve, type Tenant } from '../../src/index.ts'

/** How Microsoft's client reaches a tenant. */
export interface Connection extends AsyncDisposable {
  readonly client: Client
}

/** Microsoft's own client with its usual handlers, whose requests end in `tenant.fetch`. */
export async function connectInProcess(tenant: Tenant, token = tenant.token()): Promise<Connection> {
  const send: Middleware = {
    async execute(context: Context) {
      context.response = await tenant.fetch(context.request as string, context.options as RequestInit)
    },
  }
  return { client: clientWith(token, send), [Symbol.asyncDispose]: async () => {} }
}

/** Microsoft's own client with its usual handlers, over HTTP behind something that ends TLS, as it follows https only. */
export async function connectOverHttp(tenant: Tenant, token = tenant.token()): Promise<Connection> {
  const server = await serve(tenant)
  const send: Middleware = {
    async execute(context: Context) {
      const headers = headersOf(context)
      headers.set('X-Forwarded-Proto', 'https')
      const options = { ...context.options, headers, redirect: 'manual' } as RequestInit
      context.response = await fetch(String(context.request).replace('https:', 'http:'), options)
    },
  }
  const client = clientWith(token, send, `${server.url.replace('http:', 'https:')}/`)
  return { client, [Symbol.asyncDispose]: server.close }
}

/** The client's own sign-in knows Microsoft's hosts only, so this chain begins with one that looks at paths. */
function clientWith(token: string, send: Middleware, baseUrl?: string): Client {
  const chain: readonly Middleware[] = [
    signIn(token),
    new RetryHandler(new RetryHandlerOptions()),
    new RedirectHandler(new RedirectHandlerOptions()),
    new TelemetryHandler(),
    send,
  ]
  for (const [at, handler] of chain.entries()) {
    const next = chain[at + 1]
    if (next !== undefined) handler.setNext?.(next)
  }
  const [first] = chain
  if (first === undefined) throw new Error('The chain is empty')
  return Client.initWithMiddleware({ middleware: first, ...(baseUrl === undefined ? {} : { baseUrl }) })
}

function signIn(token: string): Middleware {
  let next: Middleware | undefined
  return {
    setNext(handler) {
      next = handler
    },
    async execute(context: Context) {
      const headers = headersOf(context)
      if (new URL(String(context.request)).pathname.startsWith('/v1.0/'))
        headers.set('Authorization', `Bearer ${token}`)
      context.options = { ...context.options, headers: Object.fromEntries(headers) }
      await next?.execute(context)
    },
  }
}

function headersOf({ options }: Context): Headers {
  return new Headers((options?.headers ?? {}) as Record<string, string>)
}
