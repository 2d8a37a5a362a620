import type { IncomingMessage, ServerResponse } from 'node:http'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { tooLarge } from '../errors/catalog.ts'
import type { Problem } from '../errors/graph-problem.ts'
import type { Tenant } from '../tenant/tenant.ts'
import { readBody } from './read-body.ts'

/** A request over the network, and where its answer goes. */
export interface NetworkRequest {
  readonly tenant: Tenant
  readonly scheme: 'http' | 'https'
  readonly request: IncomingMessage
  readonly response: ServerResponse
}

/** Lets the tenant answer a request that came over the network; a body that is too large is refused before it is read. */
export async function answerRequest({ tenant, scheme, request, response }: NetworkRequest): Promise<void> {
  const url = addressOf(request, scheme)
  const body = await readBody(request)
  if (body === undefined) return refuseRequest(response, tooLarge)
  const gone = new AbortController()
  response.once('close', () => gone.abort())
  const answered = await tenant.fetch(url, {
    method: request.method ?? 'GET',
    headers: headersOf(request),
    redirect: 'manual',
    signal: gone.signal,
    ...(body.length === 0 ? {} : { body }),
  })
  response.writeHead(answered.status, Object.fromEntries(answered.headers))
  if (answered.body === null) response.end()
  else await pipeline(Readable.fromWeb(answered.body as Parameters<typeof Readable.fromWeb>[0]), response)
}

/** Behind something that ends TLS, links have to lead there again. A `Host` that is none is not taken up. */
function addressOf({ headers, url = '/' }: IncomingMessage, scheme: 'http' | 'https'): string {
  const shown = headers['x-forwarded-proto'] === 'https' ? 'https' : scheme
  const address = `${shown}://${headers.host ?? 'localhost'}${url}`
  return URL.canParse(address) ? address : `${shown}://localhost${url.startsWith('/') ? url : '/'}`
}

/** Answers before the tenant has seen the request, and hangs up: what is still to come of it is not read. */
function refuseRequest(response: ServerResponse, { status, code, message }: Problem): void {
  response.writeHead(status, { 'Content-Type': 'application/json', Connection: 'close' })
  response.end(JSON.stringify({ error: { code, message } }))
}

function headersOf({ headers }: IncomingMessage): [string, string][] {
  return Object.entries(headers).flatMap(([name, value]): [string, string][] => {
    if (value === undefined || name.startsWith(':')) return []
    return [[name, Array.isArray(value) ? value.join(', ') : value]]
  })
}
