import { Server as ServerV1 } from '@modelcontextprotocol/sdk/server/index.js'
import { CallToolRequestSchema, ListToolsRequestSchema } from '@modelcontextprotocol/sdk/types.js'
import { Server as ServerV2 } from '@modelcontextprotocol/server'
import { describe, expect, it } from 'vitest'

import { createMcpTools } from '../src/mcp.ts'
import { connectInMemory, type Dialect } from './clients.ts'
import { createNotes } from './notes.ts'
import type { Mount, ServerKind } from './server-kinds.ts'

const info = { name: 'host', version: '1.0.0' }
const options = { capabilities: { tools: {} } }
const scope = { tenant: 'contoso.com', account: 'ada' }
const own = { name: 'host_echo', inputSchema: { type: 'object' as const } }
const ownAnswer = { content: [{ type: 'text' as const, text: 'host' }] }

describe('a low-level server with handlers of its own', () => {
  it('offers its tools and ours, on SDK v1', async () => {
    const keep = createMcpTools(createNotes(), { scope, tools: ['note_get', 'caller_get'] })
    const server = new ServerV1(info, options)
    server.setRequestHandler(ListToolsRequestSchema, () => ({ tools: [own, ...keep.list] }))
    server.setRequestHandler(CallToolRequestSchema, ({ params }, extra) =>
      keep.has(params.name) ? keep.call(params, extra) : ownAnswer,
    )
    await expectBoth(server, 'v1 client, 2025-11-25')
  })

  it('offers its tools and ours, on SDK v2', async () => {
    const keep = createMcpTools(createNotes(), { scope, tools: ['note_get', 'caller_get'] })
    const server = new ServerV2(info, options)
    server.setRequestHandler('tools/list', () => ({ tools: [own, ...keep.list] }))
    server.setRequestHandler('tools/call', ({ params }, ctx) =>
      keep.has(params.name) ? keep.call(params, ctx) : ownAnswer,
    )
    await expectBoth(server, 'v2 client, 2025-11-25')
  })
})

async function expectBoth(server: ReturnType<ServerKind['open']>, dialect: Dialect): Promise<void> {
  const kind: ServerKind = {
    name: 'host',
    sdk: 'v1',
    level: 'Server',
    open: (_mount: Mount) => server,
    serveStdio: () => Promise.reject(new Error('in memory only')),
  }
  await using client = await connectInMemory(kind, dialect, () => undefined)
  const { tools } = await client.list()
  expect(tools.map(({ name }) => name)).toEqual(['host_echo', 'note_get', 'caller_get'])
  expect((await client.call('host_echo')).content).toEqual(ownAnswer.content)
  expect((await client.call('caller_get')).structuredContent).toEqual(scope)
}
