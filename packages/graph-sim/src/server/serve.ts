import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { createServer as createSecureServer } from 'node:https'
import type { AddressInfo } from 'node:net'
import { createExplorer, type Explorer } from '../explorer/create-explorer.ts'
import type { Tenant } from '../tenant/tenant.ts'
import { answerRequest } from './answer-request.ts'

/** In bytes: filters of several kilobytes come in the head of a request. */
const maxHeaderSize = 131_072

/** Where a server listens, and how. */
export interface ServeOptions {
  /** 0, the default, takes a free port. */
  readonly port?: number
  /** `127.0.0.1` by default: nobody but this machine. */
  readonly host?: string
  /** Serves HTTPS with this certificate and its key, both as PEM. */
  readonly tls?: { readonly key: string | Uint8Array; readonly cert: string | Uint8Array }
  /** Shows the tenant on a page at `/`, for browsers on this machine; off by default. */
  readonly explorer?: boolean
  /** How long closing waits for answers that are under way, in milliseconds; 1,000 by default. */
  readonly grace?: number
}

/** A server that was started. */
export interface Server extends AsyncDisposable {
  /** Where Graph is, without the version, e.g. `http://127.0.0.1:4010`. */
  readonly url: string
  /** Stops listening, waits a moment for answers that are under way, and breaks what is open then. */
  close(): Promise<void>
}

/**
 * Serves a tenant over HTTP or HTTPS. Rejects with the system's error when the port is taken, and with that of TLS for
 * a key or certificate that is none.
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
  const { port = 0, host = '127.0.0.1', tls, explorer: wanted = false, grace = 1000 } = options
  const explorer = wanted ? createExplorer(tenant) : undefined
  const scheme = tls === undefined ? 'http' : 'https'
  const listener = listenerOf(tenant, scheme, explorer)
  const server =
    tls === undefined
      ? createServer({ maxHeaderSize }, listener)
      : createSecureServer({ key: asPem(tls.key), cert: asPem(tls.cert), maxHeaderSize }, listener)
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, host, resolve)
  })
  const { port: taken } = server.address() as AddressInfo
  const close = (): Promise<void> =>
    new Promise((resolve) => {
      explorer?.close()
      const late = setTimeout(() => server.closeAllConnections(), grace)
      server.close(() => {
        clearTimeout(late)
        resolve()
      })
      server.closeIdleConnections()
    })
  return {
    url: `${scheme}://${host.includes(':') ? `[${host}]` : host}:${taken}`,
    close,
    [Symbol.asyncDispose]: close,
  }
}

function listenerOf(
  tenant: Tenant,
  scheme: 'http' | 'https',
  explorer: Explorer | undefined,
): (request: IncomingMessage, response: ServerResponse) => void {
  return (request, response) => {
    const answered =
      explorer?.owns(request.url ?? '/') === true
        ? explorer.answer(request, response)
        : answerRequest({ tenant, scheme, request, response })
    // A fault that breaks the connection arrives here as an error, like a client that went away.
    answered.catch(() => response.destroy())
  }
}

function asPem(text: string | Uint8Array): string | Buffer {
  return typeof text === 'string' ? text : Buffer.from(text)
}
