import { createMcpTools } from '@graphkeep/mcp-adapter/mcp'
import { Server } from '@modelcontextprotocol/server'
import { serveStdio } from '@modelcontextprotocol/server/stdio'
import { invoker, scope } from './invoker.ts'

const ping = { name: 'ping', inputSchema: { type: 'object' as const } }
const tools = createMcpTools(invoker, { scope })

serveStdio(() => {
  const server = new Server({ name: 'my-server', version: '1.0.0' }, { capabilities: { tools: {} } })
  server.setRequestHandler('tools/list', () => ({ tools: [ping, ...tools.list] }))
  server.setRequestHandler('tools/call', ({ params }, ctx) =>
    params.name === 'ping' ? { content: [{ type: 'text', text: 'pong' }] } : tools.call(params, ctx),
  )
  return server
})
