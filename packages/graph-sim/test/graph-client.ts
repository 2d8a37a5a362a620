import { createTenant, type Tenant, type TenantOptions } from '../src/index.ts'

/** The moment at which tests live, unless they say otherwise. */
export const testNow = Date.parse('2026-11-18T10:00:00Z')

/** JSON as tests look at it. */
export type Json = { readonly [name: string]: Json } & readonly Json[] & string

/** An answer, read. */
export interface Answered {
  readonly status: number
  readonly headers: Headers
  /** The body as JSON; `undefined` when it is empty or something else. */
  readonly json: Json
  readonly text: string
}

/** What a test asks with: a path after the version, blanks and all. */
export interface GraphClient {
  readonly tenant: Tenant
  get(path: string, headers?: Record<string, string>): Promise<Answered>
  post(path: string, body?: unknown, headers?: Record<string, string>): Promise<Answered>
  patch(path: string, body: unknown, headers?: Record<string, string>): Promise<Answered>
  put(path: string, body: string | Uint8Array, headers?: Record<string, string>): Promise<Answered>
  delete(path: string, headers?: Record<string, string>): Promise<Answered>
  /** The rows of a collection over all its pages. */
  all(path: string, headers?: Record<string, string>): Promise<readonly Json[]>
}

/** A small tenant at {@link testNow}, which is the same in every test; its main user may look into every mailbox. */
export function smallTenant(options: TenantOptions = {}): Tenant {
  const tenant = createTenant({
    seed: 3,
    now: testNow,
    people: 6,
    sharedMailboxes: 0,
    guests: 0,
    folders: 14,
    messages: 120,
    events: 30,
    contacts: 25,
    files: 60,
    ...options,
  })
  const inside = tenant.users.filter(({ userPrincipalName }) => !userPrincipalName.includes('#EXT#'))
  for (const { id } of inside)
    if (id !== tenant.me.id) tenant.share({ mailbox: id, with: tenant.me.id, access: 'fullAccess' })
  return tenant
}

/** A client with a token of `tenant`, for the main user with every permission unless another is given. */
export function clientOf(tenant: Tenant, token = tenant.token()): GraphClient {
  const ask = async (
    method: string,
    path: string,
    headers: Record<string, string>,
    body?: string | Uint8Array,
  ): Promise<Answered> => {
    const url = path.startsWith('https:') ? path : `https://graph.microsoft.com/v1.0${encode(path)}`
    const init: RequestInit = { method, headers: { authorization: `Bearer ${token}`, ...headers } }
    if (body !== undefined) init.body = body as string
    const response = await tenant.fetch(url, init)
    const text = await response.text()
    return { status: response.status, headers: response.headers, text, json: parse(text) }
  }
  const json = { 'content-type': 'application/json' }
  const client: GraphClient = {
    tenant,
    get: (path, headers = {}) => ask('GET', path, headers),
    post: (path, body, headers = {}) => ask('POST', path, { ...json, ...headers }, written(body)),
    patch: (path, body, headers = {}) => ask('PATCH', path, { ...json, ...headers }, written(body)),
    put: (path, body, headers = {}) => ask('PUT', path, headers, body),
    delete: (path, headers = {}) => ask('DELETE', path, headers),
    async all(path, headers = {}) {
      const rows: Json[] = []
      for (let next: string | undefined = path; next !== undefined; ) {
        const page: Answered = await client.get(next, headers)
        if (page.status !== 200) throw new Error(`${page.status} ${page.text}`)
        rows.push(...(page.json['value'] as unknown as Json[]))
        next = page.json['@odata.nextLink'] as string | undefined
      }
      return rows
    },
  }
  return client
}

function written(body: unknown): string | undefined {
  return body === undefined || typeof body === 'string' ? body : JSON.stringify(body)
}

function encode(path: string): string {
  return path
    .replace(/[^\x21-\x7e]/g, encodeURIComponent)
    .replaceAll('"', '%22')
    .replaceAll('#', '%23')
}

function parse(text: string): Json {
  try {
    return JSON.parse(text)
  } catch {
    return undefined as unknown as Json
  }
}
