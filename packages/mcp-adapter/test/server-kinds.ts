import { Server as ServerV1 } from '@modelcontextprotocol/sdk/server/index.js'
import { McpServer as McpServerV1 } from '@modelcontextprotocol/sdk/server/mcp.js'
import { StdioServerTransport as StdioV1 } from '@modelcontextprotocol/sdk/server/stdio.js'
import { createMcpHandler, McpServer as McpServerV2, Server as ServerV2 } from '@modelcontextprotocol/server'
import { serveStdio as serveStdioV2 } from '@modelcontextprotocol/server/stdio'
import { Server as ServerV1Middle } from 'mcp-sdk-v1-middle/server/index.js'
import { McpServer as McpServerV1Middle } from 'mcp-sdk-v1-middle/server/mcp.js'
import { StdioServerTransport as StdioV1Middle } from 'mcp-sdk-v1-middle/server/stdio.js'
import { Server as ServerV1Oldest } from 'mcp-sdk-v1-oldest/server/index.js'
import { McpServer as McpServerV1Oldest } from 'mcp-sdk-v1-oldest/server/mcp.js'
import { StdioServerTransport as StdioV1Oldest } from 'mcp-sdk-v1-oldest/server/stdio.js'
import {
  createMcpHandler as createMcpHandlerOldest,
  McpServer as McpServerV2Oldest,
  Server as ServerV2Oldest,
} from 'mcp-server-v2-oldest'
import { serveStdio as serveStdioV2Oldest } from 'mcp-server-v2-oldest/stdio'
import { z } from 'zod'

import { type LowLevelServer, listCacheHint, type McpServer } from '../src/mcp.ts'

/** What tools are put on. */
export type Mount = (server: McpServer | LowLevelServer) => void

/** The two ends of a connection have the same shape in every SDK. */
interface Connectable {
  connect(transport: never): Promise<void>
}

/** One of the kinds of server that hosts have. */
export interface ServerKind {
  readonly name: string
  readonly sdk: 'v1' | 'v2'
  readonly level: 'McpServer' | 'Server'

  /** Makes a server; an `McpServer` has two tools of its own, one registered before `mount` and one after. */
  open(mount: Mount): Connectable

  /** Serves this process's standard input and output. */
  serveStdio(mount: Mount): Promise<void>

  /** Answers the requests of revision 2026-07-28; absent for SDK v1. */
  readonly fetchHandler?: (mount: Mount) => (request: Request) => Promise<Response>
}

const info = { name: 'host', version: '1.0.0' }
const cacheHints = { 'tools/list': listCacheHint }
const text = z.string()

const echo = async ({ text }: { text: string }) => ({
  content: [{ type: 'text' as const, text: `host: ${text}` }],
})

export const serverKinds: readonly ServerKind[] = [
  v1('v1 1.32.2 McpServer', 'McpServer', mcpServerV1, () => new StdioV1()),
  v1(
    'v1 1.32.2 Server',
    'Server',
    (mount) => mounted(new ServerV1(info), mount),
    () => new StdioV1(),
  ),
  v1('v1 1.29.0 McpServer', 'McpServer', mcpServerV1Middle, () => new StdioV1Middle()),
  v1(
    'v1 1.29.0 Server',
    'Server',
    (mount) => mounted(new ServerV1Middle(info), mount),
    () => new StdioV1Middle(),
  ),
  v1('v1 1.23.0 McpServer', 'McpServer', mcpServerV1Oldest, () => new StdioV1Oldest()),
  v1(
    'v1 1.23.0 Server',
    'Server',
    (mount) => mounted(new ServerV1Oldest(info), mount),
    () => new StdioV1Oldest(),
  ),
  v2('v2 2.4.0 McpServer', 'McpServer', mcpServerV2, serveStdioV2, createMcpHandler),
  v2<ServerV2>(
    'v2 2.4.0 Server',
    'Server',
    (mount) => mounted(new ServerV2(info), mount),
    serveStdioV2,
    createMcpHandler,
  ),
  v2('v2 2.0.0 McpServer', 'McpServer', mcpServerV2Oldest, serveStdioV2Oldest, createMcpHandlerOldest),
  v2<ServerV2Oldest>(
    'v2 2.0.0 Server',
    'Server',
    (mount) => mounted(new ServerV2Oldest(info), mount),
    serveStdioV2Oldest,
    createMcpHandlerOldest,
  ),
]

function mcpServerV1(mount: Mount): McpServerV1 {
  const server = new McpServerV1(info)
  server.registerTool('host_before', { inputSchema: { text } }, echo)
  mount(server)
  server.registerTool('host_after', { inputSchema: { text } }, echo)
  return server
}

function mcpServerV1Middle(mount: Mount): McpServerV1Middle {
  const server = new McpServerV1Middle(info)
  server.registerTool('host_before', { inputSchema: { text } }, echo)
  mount(server)
  server.registerTool('host_after', { inputSchema: { text } }, echo)
  return server
}

function mcpServerV1Oldest(mount: Mount): McpServerV1Oldest {
  const server = new McpServerV1Oldest(info)
  server.registerTool('host_before', { inputSchema: { text } }, echo)
  mount(server)
  server.registerTool('host_after', { inputSchema: { text } }, echo)
  return server
}

function mcpServerV2(mount: Mount): McpServerV2 {
  const server = new McpServerV2(info, { cacheHints })
  server.registerTool('host_before', { inputSchema: z.object({ text }) }, echo)
  mount(server)
  server.registerTool('host_after', { inputSchema: z.object({ text }) }, echo)
  return server
}

function mcpServerV2Oldest(mount: Mount): McpServerV2Oldest {
  const server = new McpServerV2Oldest(info, { cacheHints })
  server.registerTool('host_before', { inputSchema: z.object({ text }) }, echo)
  mount(server)
  server.registerTool('host_after', { inputSchema: z.object({ text }) }, echo)
  return server
}

function mounted<server extends LowLevelServer>(server: server, mount: Mount): server {
  mount(server)
  return server
}

function v1<transport>(
  name: string,
  level: ServerKind['level'],
  open: (mount: Mount) => { connect(transport: transport): Promise<void> },
  stdio: () => transport,
): ServerKind {
  return { name, sdk: 'v1', level, open, serveStdio: (mount) => open(mount).connect(stdio()) }
}

function v2<server extends Connectable>(
  name: string,
  level: ServerKind['level'],
  open: (mount: Mount) => server,
  serve: (factory: () => server) => unknown,
  handler: (factory: () => server) => { fetch(request: Request): Promise<Response> },
): ServerKind {
  return {
    name,
    sdk: 'v2',
    level,
    open,
    async serveStdio(mount) {
      serve(() => open(mount))
    },
    fetchHandler(mount) {
      const { fetch } = handler(() => open(mount))
      return (request) => fetch(request)
    },
  }
}
