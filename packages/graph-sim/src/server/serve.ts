import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Tenant } from '../tenant/tenant.ts'

/** In bytes: filters of several kilobytes come in the head of a request. */
const maxHeaderSize = 131_072

/** Where a server listens. */
export interface ServeOptions {
  /** 0, the default, takes a free port. */
  readonly port?: number
  /** `127.0.0.1` by default: nobody but this machine. */
  readonly host?: string
}

/** A server that was started. */
export interface Server extends AsyncDisposable {
  /** Where Graph is, without the version, e.g. `http://127.0.0.1:4010`. */
  readonly url: string
  /** Stops listening and breaks what is still open. */
  close(): Promise<void>
}

/**
 * Serves a tenant over HTTP. Rejects with the system's error when the port is taken.
 *
 * @example
 * ```ts
 * const tenant = createTenant()
 * await using server = await serve(tenant)
 *
 * const headers = { authorization: `Bearer ${tenant.token()}` }
 * const response = await fetch(`${server.url}/v1.0/me`, { headers })
 * ```
 */
export async function serve(tenant: Tenant, options: ServeOptions = {}): Promise<Server> {
  const { port = 0, host = '127.0.0.1' } = options
  const server = createServer({ maxHeaderSize }, (request, response) => {
    answer(tenant, request, response).catch(() => response.destroy())
  })
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, host, resolve)
  })
  const { port: taken } = server.address() as AddressInfo
  const close = (): Promise<void> =>
    new Promise((resolve) => {
      server.close(() => resolve())
      server.closeAllConnections()
    })
  return {
    url: `http://${host.includes(':') ? `[${host}]` : host}:${taken}`,
    close,
    [Symbol.asyncDispose]: close,
  }
}

async function answer(tenant: Tenant, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const gone = new AbortController()
  response.once('close', () => gone.abort())
  const body = await readBody(request)
  const answered = await tenant.fetch(addressOf(request), {
    method: request.method ?? 'GET',
    headers: headersOf(request),
    redirect: 'manual',
    signal: gone.signal,
    ...(body.length === 0 ? {} : { body }),
  })
  response.writeHead(answered.status, Object.fromEntries(answered.headers))
  response.end(Buffer.from(await answered.arrayBuffer()))
}

/** Behind something that ends TLS, links have to lead there again. A `Host` that is none is not taken up. */
function addressOf({ headers, url = '/' }: IncomingMessage): string {
  const scheme = headers['x-forwarded-proto'] === 'https' ? 'https' : 'http'
  const address = `${scheme}://${headers.host ?? 'localhost'}${url}`
  return URL.canParse(address) ? address : `${scheme}://localhost${url.startsWith('/') ? url : '/'}`
}

async function readBody(request: IncomingMessage): Promise<Uint8Array<ArrayBuffer>> {
  const chunks: Uint8Array[] = []
  for await (const chunk of request) chunks.push(chunk as Uint8Array)
  return Uint8Array.from(Buffer.concat(chunks))
}

function headersOf({ headers }: IncomingMessage): [string, string][] {
  return Object.entries(headers).flatMap(([name, value]): [string, string][] => {
    if (value === undefined || name.startsWith(':')) return []
    return [[name, Array.isArray(value) ? value.join(', ') : value]]
  })
}
