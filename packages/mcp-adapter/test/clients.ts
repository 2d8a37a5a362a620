import {
  Client as ClientV2,
  InMemoryTransport as InMemoryV2,
  StreamableHTTPClientTransport,
} from '@modelcontextprotocol/client'
import { StdioClientTransport as StdioV2 } from '@modelcontextprotocol/client/stdio'
import { Client as ClientV1 } from '@modelcontextprotocol/sdk/client/index.js'
import { StdioClientTransport as StdioV1 } from '@modelcontextprotocol/sdk/client/stdio.js'
import { InMemoryTransport as InMemoryV1 } from '@modelcontextprotocol/sdk/inMemory.js'

import type { Mount, ServerKind } from './server-kinds.ts'

/** Which client, speaking which revision. */
export const dialects = ['v1 client, 2025-11-25', 'v2 client, 2025-11-25', 'v2 client, 2026-07-28'] as const
export type Dialect = (typeof dialects)[number]

/** What every official client can do, in one shape. */
export interface TestClient extends AsyncDisposable {
  list(): Promise<Listed>
  call(name: string, input?: Record<string, unknown>, options?: CallOptions): Promise<Answered>
}

interface Listed {
  readonly tools: readonly { readonly [key: string]: unknown; readonly name: string }[]
  readonly ttlMs?: unknown
  readonly cacheScope?: unknown
}

export interface Answered {
  readonly content: readonly { readonly type: string; readonly text?: string }[]
  readonly structuredContent?: unknown
  readonly isError?: boolean | undefined
  readonly _meta?: Readonly<Record<string, unknown>> | undefined
}

interface CallOptions {
  readonly meta?: Record<string, unknown>
  readonly signal?: AbortSignal
  readonly onprogress?: (progress: object) => void
}

const info = { name: 'test', version: '1.0.0' }

/** The dialects that a kind of server understands. */
export function dialectsOf({ sdk }: ServerKind): readonly Dialect[] {
  return sdk === 'v2' ? dialects : dialects.slice(0, 2)
}

/** Connects to a server in this process. */
export async function connectInMemory(kind: ServerKind, dialect: Dialect, mount: Mount): Promise<TestClient> {
  if (dialect === 'v1 client, 2025-11-25') {
    const [mine, theirs] = InMemoryV1.createLinkedPair()
    await kind.open(mount).connect(theirs as never)
    return connectV1(mine)
  }
  if (dialect === 'v2 client, 2025-11-25') {
    const [mine, theirs] = InMemoryV2.createLinkedPair()
    await kind.open(mount).connect(theirs as never)
    return connectV2(mine, 'legacy')
  }
  const handle = kind.fetchHandler?.(mount)
  if (!handle) throw new TypeError(`${kind.name} does not speak 2026-07-28`)
  const fetch = (url: string | URL, init?: RequestInit) => handle(new Request(url, init))
  return connectV2(new StreamableHTTPClientTransport(new URL('http://localhost/mcp'), { fetch }), 'modern')
}

/** Starts a server as a process of its own and connects to it. */
export function connectStdio(args: readonly string[], dialect: Dialect): Promise<TestClient> {
  const server = { command: process.execPath, args: [...args], stderr: 'inherit' as const }
  if (dialect === 'v1 client, 2025-11-25') return connectV1(new StdioV1(server))
  return connectV2(new StdioV2(server), dialect === 'v2 client, 2026-07-28' ? 'modern' : 'legacy')
}

async function connectV1(transport: Parameters<ClientV1['connect']>[0]): Promise<TestClient> {
  const client = new ClientV1(info)
  await client.connect(transport)
  return {
    list: () => client.listTools(),
    async call(name, input, { meta, ...options } = {}) {
      const params = { name, ...(input && { arguments: input }), ...(meta && { _meta: meta }) }
      return (await client.callTool(params, undefined, options)) as Answered
    },
    [Symbol.asyncDispose]: () => client.close(),
  }
}

async function connectV2(
  transport: Parameters<ClientV2['connect']>[0],
  era: 'legacy' | 'modern',
): Promise<TestClient> {
  const client = new ClientV2(info, {
    versionNegotiation: { mode: era === 'legacy' ? 'legacy' : { pin: '2026-07-28' } },
  })
  await client.connect(transport)
  return {
    list: () => client.listTools(undefined, { cacheMode: 'refresh' }),
    async call(name, input, { meta, ...options } = {}) {
      const params = { name, ...(input && { arguments: input }), ...(meta && { _meta: meta }) }
      return await client.callTool(params, options)
    },
    [Symbol.asyncDispose]: () => client.close(),
  }
}
