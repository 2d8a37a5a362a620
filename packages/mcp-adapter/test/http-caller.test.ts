import {
  Client as ClientV2,
  StreamableHTTPClientTransport as HttpClientV2,
} from '@modelcontextprotocol/client'
import { Client as ClientV1 } from '@modelcontextprotocol/sdk/client/index.js'
import { StreamableHTTPClientTransport as HttpClientV1 } from '@modelcontextprotocol/sdk/client/streamableHttp.js'
import { McpServer as McpServerV1 } from '@modelcontextprotocol/sdk/server/mcp.js'
import { WebStandardStreamableHTTPServerTransport } from '@modelcontextprotocol/sdk/server/webStandardStreamableHttp.js'
import { createMcpHandler, McpServer as McpServerV2 } from '@modelcontextprotocol/server'
import { describe, expect, it } from 'vitest'

import { type McpRequest, mountMcp } from '../src/mcp.ts'
import { createNotes } from './notes.ts'

const info = { name: 'test', version: '1.0.0' }
const url = new URL('http://localhost/mcp')
const authInfo = { token: 'host-token', clientId: 'client-1', scopes: ['notes'], extra: { account: 'ada' } }
const requestInit = { headers: { 'X-Tenant': 'contoso.com' } }

describe('a call over HTTP says who calls', () => {
  it('on SDK v1', async () => {
    const { mount, seen } = remembering()
    const server = new McpServerV1(info)
    mount(server)
    const transport = new WebStandardStreamableHTTPServerTransport({ sessionIdGenerator: () => 'session-1' })
    await server.connect(transport)
    const client = new ClientV1(info)
    await client.connect(
      new HttpClientV1(url, {
        requestInit,
        fetch: (to, init) => transport.handleRequest(new Request(to, init), { authInfo }),
      }),
    )
    const { structuredContent } = await client.callTool({ name: 'caller_get' })
    expect(structuredContent).toEqual({ tenant: 'contoso.com', account: 'ada' })
    expect(seen()).toMatchObject({ authInfo, sessionId: 'session-1' })
    await client.close()
  })

  it.each(['2025-11-25', '2026-07-28'])('on SDK v2, revision %s', async (revision) => {
    const { mount, seen } = remembering()
    const handler = createMcpHandler(() => {
      const server = new McpServerV2(info)
      mount(server)
      return server
    })
    const mode = revision === '2026-07-28' ? { pin: revision } : ('legacy' as const)
    const client = new ClientV2(info, { versionNegotiation: { mode } })
    const fetch = (to: string | URL, init?: RequestInit) => handler.fetch(new Request(to, init), { authInfo })
    await client.connect(new HttpClientV2(url, { requestInit, fetch }))
    const { structuredContent } = await client.callTool({ name: 'caller_get' })
    expect(structuredContent).toEqual({ tenant: 'contoso.com', account: 'ada' })
    expect(seen()).toMatchObject({ authInfo, sessionId: undefined })
    expect(seen()?.signal).toBeInstanceOf(AbortSignal)
    await client.close()
  })
})

function remembering() {
  let seen: McpRequest | undefined
  const notes = createNotes()
  return {
    seen: () => seen,
    mount: (server: Parameters<typeof mountMcp>[0]) =>
      mountMcp(server, notes, {
        callerOf(request) {
          seen = request
          expect(request.header('x-none')).toBeUndefined()
          return {
            scope: {
              tenant: request.header('x-TENANT') ?? '',
              account: String(request.authInfo?.extra?.['account']),
            },
          }
        },
      }),
  }
}
