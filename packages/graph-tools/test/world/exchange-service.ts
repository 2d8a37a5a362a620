import { createHmac, randomUUID } from 'node:crypto'
import { createServer, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'

import { people, tenant } from './identity-provider-configuration.ts'
import { instanceMetadata, type MachineAnswer, webAppIdentity } from './machine-identity.ts'

/**
 * A small server in place of what oidc-provider has none of, written after Microsoft's pages: the on-behalf-of exchange
 * (`v2-oauth2-on-behalf-of-flow`), and the identity of a machine, as App Service (`overview-managed-identity`, version
 * 2019-08-01) and virtual machines (`how-to-use-vm-token`, version 2018-02-01) give it.
 */
export interface ExchangeService {
  readonly authority: string

  /** The app that may exchange tokens. */
  readonly clientId: string

  /** Where a machine asks for its identity's tokens, and the secret that it shows. */
  readonly identity: { readonly endpoint: string; readonly header: string }

  /** Where a virtual machine asks, in place of 169.254.169.254. */
  readonly metadataHost: string

  /** Carries requests to it, as if it had TLS. */
  readonly fetch: typeof globalThis.fetch

  /** What it was sent, in order. */
  readonly asked: readonly Readonly<Record<string, string>>[]

  /** Makes a token with which somebody calls the app. */
  inbound(claims?: object): string

  /** Answers the next exchange with an error instead, as the sign-in service writes one. */
  refuseNext(error: Refusal): void

  /** Gives the next token with other claims than it should. */
  misgiveNext(claims: object): void

  /** Answers the next request for a machine's token with something else. */
  answerMachineNext(answer: MachineAnswer): void
  close(): Promise<void>
}

/** An error of the sign-in service. */
export interface Refusal {
  readonly error: string

  /** The number of `AADSTS…`. */
  readonly number: number
  readonly suberror?: string

  /** What the person would have to prove, as JSON. */
  readonly claims?: string
  readonly status?: number
}

const clientId = '44444444-4444-4444-4444-444444444444'
const authority = 'https://exchange.example'

/** Starts the server on loopback. */
export async function startExchangeService(): Promise<ExchangeService> {
  const asked: Record<string, string>[] = []
  const refusals: Refusal[] = []
  const wrongClaims: object[] = []
  const machineAnswers: MachineAnswer[] = []
  const [header, key] = [randomUUID(), randomUUID()]

  const server = createServer(async (request, response) => {
    const form = await formOf(request)
    const { pathname, searchParams } = new URL(request.url ?? '/', 'http://localhost')
    const query = Object.fromEntries(searchParams)
    const { status, body } = answer(request, { pathname, query, form })
    response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body))
  })

  function answer(request: IncomingMessage, { pathname, query, form }: Asked): MachineAnswer {
    const [, directory = '', ...rest] = pathname.split('/')
    const path = rest.join('/')
    if (path === 'v2.0/.well-known/openid-configuration') return { status: 200, body: discovery(directory) }
    if (request.method === 'POST' && path === 'oauth2/v2.0/token') {
      asked.push(form)
      const refusal = refusals.shift() ?? problemOf(form)
      return refusal ? { status: refusal.status ?? 400, body: errorBody(refusal) } : exchange(form)
    }
    asked.push(query)
    const planned = machineAnswers.shift()
    if (planned) return planned
    if (pathname === '/msi/token') return webAppIdentity(request, query, header)
    // The library ends the address with a slash where an environment variable names the host.
    if (/^\/metadata\/identity\/oauth2\/token\/?$/.test(pathname)) return instanceMetadata(request, query)
    return { status: 404, body: {} }
  }

  function problemOf({
    grant_type,
    client_id,
    client_secret,
    ...form
  }: Record<string, string>): Refusal | undefined {
    if (client_id !== clientId || client_secret !== 'a secret of the app')
      return { error: 'invalid_client', number: 7000215, status: 401 }
    if (
      grant_type !== 'urn:ietf:params:oauth:grant-type:jwt-bearer' ||
      form['requested_token_use'] !== 'on_behalf_of'
    )
      return { error: 'unsupported_grant_type', number: 70003 }
    if (!form['scope'] || !form['assertion']) return { error: 'invalid_request', number: 900144 }
    const [head, payload, signature] = form['assertion'].split('.')
    if (signed(`${head}.${payload}`) !== signature) return { error: 'invalid_grant', number: 50013 }
    return claimsOf(form['assertion'])['aud'] === clientId
      ? undefined
      : { error: 'invalid_grant', number: 500131 }
  }

  function exchange({ assertion = '', scope = '' }: Record<string, string>): MachineAnswer {
    const { oid, preferred_username: upn, tid } = claimsOf(assertion)
    const granted = scope.split(' ').filter((name) => !['openid', 'profile', 'offline_access'].includes(name))
    const graph = {
      aud: 'https://graph.microsoft.com',
      ver: '1.0',
      appid: clientId,
      tid,
      oid,
      upn,
      scp: granted.join(' '),
    }
    const info = { uid: oid, utid: tid }
    const body = {
      token_type: 'Bearer',
      scope: granted.join(' '),
      expires_in: 3600,
      ext_expires_in: 3600,
      access_token: tokenOf({ ...graph, ...timesFrom(now()), uti: randomUUID(), ...wrongClaims.shift() }),
      refresh_token: randomUUID(),
      client_info: Buffer.from(JSON.stringify(info)).toString('base64url'),
    }
    return { status: 200, body }
  }

  function tokenOf(claims: object): string {
    const text = [{ alg: 'HS256', typ: 'JWT' }, claims]
      .map((part) => Buffer.from(JSON.stringify(part)).toString('base64url'))
      .join('.')
    return `${text}.${signed(text)}`
  }

  function signed(text: string): string {
    return createHmac('sha256', key).update(text).digest('base64url')
  }

  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  return {
    authority,
    clientId,
    identity: { endpoint: `${base}/msi/token`, header },
    metadataHost: base,
    asked,
    fetch: (input, init) => globalThis.fetch(String(input).replace(authority, base), init),
    inbound: (claims = {}) =>
      tokenOf({
        aud: clientId,
        tid: tenant,
        ...people.ada,
        ...timesFrom(now()),
        uti: randomUUID(),
        ...claims,
      }),
    refuseNext: (refusal) => void refusals.push(refusal),
    misgiveNext: (claims) => void wrongClaims.push(claims),
    answerMachineNext: (answer) => void machineAnswers.push(answer),

    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

interface Asked {
  readonly pathname: string
  readonly query: Record<string, string>
  readonly form: Record<string, string>
}

function discovery(directory: string): object {
  const base = `${authority}/${directory}`
  return {
    issuer: `${base}/v2.0`,
    token_endpoint: `${base}/oauth2/v2.0/token`,
    authorization_endpoint: `${base}/oauth2/v2.0/authorize`,
    jwks_uri: `${base}/discovery/v2.0/keys`,
  }
}

function errorBody({ error, number, suberror, claims }: Refusal): object {
  const [trace_id, correlation_id] = [randomUUID(), randomUUID()]
  const timestamp = `${new Date().toISOString().slice(0, 19).replace('T', ' ')}Z`
  return {
    error,
    error_description: `AADSTS${number}: canary of ${people.ada.preferred_username}.\r\nTrace ID: ${trace_id}\r\nCorrelation ID: ${correlation_id}\r\nTimestamp: ${timestamp}`,
    error_codes: [number],
    timestamp,
    trace_id,
    correlation_id,
    ...(suberror !== undefined && { suberror }),
    ...(claims !== undefined && { claims }),
  }
}

function claimsOf(token: string): Record<string, string> {
  return JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString())
}

function now(): number {
  return Math.floor(Date.now() / 1000)
}

/** Entra dates its tokens back, for clocks that are slow. */
function timesFrom(second: number): object {
  return { iat: second - 300, nbf: second - 300, exp: second + 3600 }
}

async function formOf(request: IncomingMessage): Promise<Record<string, string>> {
  let text = ''
  for await (const chunk of request) text += String(chunk)
  return Object.fromEntries(new URLSearchParams(text))
}
