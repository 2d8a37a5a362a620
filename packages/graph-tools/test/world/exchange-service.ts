import { createHmac, randomUUID } from 'node:crypto'
import { createServer, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'

import { people, tenant } from './identity-provider-configuration.ts'

/**
 * A small server in place of what oidc-provider has none of, written after Microsoft's documentation: the on-behalf-of
 * exchange of the v2.0 token endpoint, and the managed identity endpoint of App Service (2019-08-01).
 */
export interface ExchangeService {
  readonly authority: string

  /** Where a machine asks for its identity's tokens, and the secret that it shows. */
  readonly identity: { readonly endpoint: string; readonly header: string }

  /** Carries requests to it, as if it had TLS. */
  readonly fetch: typeof globalThis.fetch

  /** What it was sent, in order. */
  readonly asked: readonly Readonly<Record<string, string>>[]

  /** Makes a token with which somebody calls an app. */
  inbound(claims?: object): string

  /** Answers the next exchange with an error instead. */
  refuseNext(error: object): void
  close(): Promise<void>
}

/** Starts the server on loopback. */
export async function startExchangeService(): Promise<ExchangeService> {
  const asked: Record<string, string>[] = []
  const refusals: object[] = []
  const header = randomUUID()
  const key = randomUUID()
  const server = createServer(async (request, response) => {
    const form = await formOf(request)
    const { pathname, searchParams } = new URL(request.url ?? '/', 'http://localhost')
    const [status, body] = pathname.endsWith('openid-configuration')
      ? [200, discovery]
      : pathname === '/msi/token'
        ? machine(request, { ...Object.fromEntries(searchParams) })
        : exchange(form)
    response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body))
  })

  function machine(request: IncomingMessage, query: Record<string, string>): [number, object] {
    asked.push(query)
    if (request.headers['x-identity-header'] !== header || query['api-version'] !== '2019-08-01')
      return [401, { statusCode: 401, message: 'No' }]
    const expires_on = String(Math.floor(Date.now() / 1000) + 3600)
    return [
      200,
      { access_token: randomUUID(), expires_on, resource: query['resource'], token_type: 'Bearer' },
    ]
  }

  function exchange(form: Record<string, string>): [number, object] {
    asked.push(form)
    const refusal = refusals.shift()
    if (refusal) return [400, refusal]
    const { assertion = '', requested_token_use, client_secret } = form
    const [head, payload, signature] = assertion.split('.')
    if (requested_token_use !== 'on_behalf_of' || client_secret !== 'a secret of the app')
      return [401, { error: 'invalid_client' }]
    if (signed(`${head}.${payload}`) !== signature) return [400, { error: 'invalid_grant' }]
    const { oid } = JSON.parse(Buffer.from(payload ?? '', 'base64url').toString()) as { oid: string }
    const info = Buffer.from(JSON.stringify({ uid: oid, utid: tenant })).toString('base64url')
    return [
      200,
      {
        access_token: `graph-of-${oid}-${randomUUID()}`,
        expires_in: 3600,
        token_type: 'Bearer',
        scope: form['scope'],
        client_info: info,
      },
    ]
  }

  function signed(text: string): string {
    return createHmac('sha256', key).update(text).digest('base64url')
  }

  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  return {
    authority: discovery.issuer,
    identity: { endpoint: `${base}/msi/token`, header },
    asked,
    fetch: (input, init) => globalThis.fetch(String(input).replace(discovery.issuer, base), init),

    inbound(claims = {}) {
      const now = Math.floor(Date.now() / 1000)
      const payload = {
        aud: 'api://app',
        tid: tenant,
        ...people.ada,
        exp: now + 3600,
        uti: randomUUID(),
        ...claims,
      }
      const text = [{ alg: 'HS256', typ: 'JWT' }, payload]
        .map((part) => Buffer.from(JSON.stringify(part)).toString('base64url'))
        .join('.')
      return `${text}.${signed(text)}`
    },

    refuseNext: (error) => void refusals.push(error),

    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

const discovery = {
  issuer: 'https://exchange.example',
  token_endpoint: 'https://exchange.example/token',
  authorization_endpoint: 'https://exchange.example/authorize',
  jwks_uri: 'https://exchange.example/keys',
}

async function formOf(request: IncomingMessage): Promise<Record<string, string>> {
  let text = ''
  for await (const chunk of request) text += String(chunk)
  return Object.fromEntries(new URLSearchParams(text))
}
