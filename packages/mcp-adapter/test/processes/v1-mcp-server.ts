import { mountMcp } from '@graphkeep/mcp-adapter/mcp'
import { McpServer } from '@modelcontextprotocol/sdk/server/mcp.js'
import { StdioServerTransport } from '@modelcontextprotocol/sdk/server/stdio.js'
import { invoker, scope } from './invoker.ts'

const server = new McpServer({ name: 'my-server', version: '1.0.0' })
mountMcp(server, invoker, { scope })
await server.connect(new StdioServerTransport())
