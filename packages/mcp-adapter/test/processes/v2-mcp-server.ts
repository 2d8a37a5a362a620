import { listCacheHint, mountMcp } from '@graphkeep/mcp-adapter/mcp'
import { McpServer } from '@modelcontextprotocol/server'
import { serveStdio } from '@modelcontextprotocol/server/stdio'
import { invoker, scope } from './invoker.ts'

serveStdio(() => {
  const cacheHints = { 'tools/list': listCacheHint }
  const server = new McpServer({ name: 'my-server', version: '1.0.0' }, { cacheHints })
  mountMcp(server, invoker, { scope })
  return server
})
