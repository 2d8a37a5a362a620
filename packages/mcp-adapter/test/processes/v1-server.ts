import { mountMcp } from '@graphkeep/mcp-adapter/mcp'
import { Server } from '@modelcontextprotocol/sdk/server/index.js'
import { StdioServerTransport } from '@modelcontextprotocol/sdk/server/stdio.js'
import { invoker, scope } from './invoker.ts'

const server = new Server({ name: 'my-server', version: '1.0.0' })
mountMcp(server, invoker, { scope })
await server.connect(new StdioServerTransport())
